import { expect, it } from 'vitest';
import type { BrowserLine } from '../../../../src/cli/capture/browser/browser-lines.ts';
import { browserEvents } from '../../../../src/cli/capture/browser/events.ts';

const told = (lines: readonly BrowserLine[]) =>
  browserEvents(lines, (t) => t * 10).map((event) => {
    const { t, type, tab, ...more } = event;
    return [t, type, tab, ...Object.values(more)].join(' ');
  });

it('names tabs as they were seen, by all recorders, and closes what was gone meanwhile', () => {
  const found = (t: number, ...tabs: readonly (readonly [string, string])[]): BrowserLine => ({
    ...{ t, type: 'tabs' },
    tabs: tabs.map(([tab, url]) => ({ tab, url })),
  });
  const lines: readonly BrowserLine[] = [
    { t: 1, type: 'ready' },
    found(2, ['x', 'about:blank']),
    { t: 3, type: 'tab_activated', tab: 'x' },
    { t: 4, type: 'navigated', tab: 'x', url: 'http://a/?q=cats' },
    { t: 5, type: 'title', tab: 'x', title: 'Cats' },
    { t: 5, type: 'tab_activated', tab: 'x' },
    { t: 6, type: 'tab_opened', tab: 'y' },
    // Another recorder.
    { t: 7, type: 'ready' },
    found(8, ['x', 'http://a/?q=***'], ['z', 'http://b/']),
    { t: 9, type: 'navigated', tab: 'x', url: 'http://a/#1', same_document: true },
    { t: 10, type: 'gone' },
  ];
  expect(told(lines)).toEqual([
    '20 tab_opened tab-1',
    '30 tab_activated tab-1',
    '40 navigated tab-1 http://a/?q=cats Cats',
    '60 tab_opened tab-2',
    '80 tab_closed tab-2',
    '80 tab_opened tab-3',
    '80 navigated tab-3 http://b/',
    '90 navigated tab-1 http://a/#1 true',
    '100 tab_closed tab-1',
    '100 tab_closed tab-3',
  ]);
});

it('takes a title that was told before where the tab is', () => {
  const lines: readonly BrowserLine[] = [
    { t: 1, type: 'tab_opened', tab: 'x' },
    { t: 2, type: 'title', tab: 'x', title: 'First' },
    { t: 3, type: 'navigated', tab: 'x', url: 'http://a/' },
    { t: 4, type: 'navigated', tab: 'x', url: 'http://b/' },
  ];
  expect(told(lines)).toEqual([
    '10 tab_opened tab-1',
    '30 navigated tab-1 http://a/ First',
    '40 navigated tab-1 http://b/',
  ]);
});

it('puts what a page tells late at its time', () => {
  const report = { kind: 'scroll', ageMs: 2, x: 0, y: 7 } as const;
  const lines: readonly BrowserLine[] = [
    { t: 1, type: 'tab_opened', tab: 'x' },
    { t: 3, type: 'console', tab: 'x', level: 'log', text: 'hello' },
    { t: 2, type: 'report', tab: 'x', report },
  ];
  expect(told(lines)).toEqual(['10 tab_opened tab-1', '20 scroll tab-1 0 7', '30 console tab-1 log hello']);
});
