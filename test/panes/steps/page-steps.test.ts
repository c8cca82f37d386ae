import { describe, expect, it } from 'vitest';
import { fromMillis } from '../../../src/base/time.ts';
import { pageSteps } from '../../../src/panes/steps/page-steps.ts';
import type { BrowserEvent } from '../../../src/trace/layers.ts';
import { finish, stepsIn } from './finish.ts';

const target = { selector: '#q', name: 'Search' };
const other = { selector: '#p', name: 'Place' };

function steps(events: readonly object[]): readonly string[] {
  const items = events.map((event, index) => {
    const time = fromMillis(index);
    return { time, event: { t: time, tab: 'tab-1', ...event } as unknown as BrowserEvent };
  });
  return stepsIn(finish(pageSteps(items))).map(({ time, label, text }) =>
    [time / 1000, label, text].join(' | '),
  );
}

describe('browser events as steps', () => {
  it('joins what is typed into a field, and the change that ends it', () => {
    expect(
      steps([
        { type: 'input', target, value: 'd' },
        { type: 'snapshot', url: 'http://x/', path: 'a.html' },
        { type: 'input', target, value: 'da' },
        { type: 'change', target, value: 'da' },
        { type: 'submit', target: { tag: 'form' } },
      ]),
    ).toEqual(['0 | browser | “da” into Search', '4 | browser | submit form']);
  });

  it('keeps fields apart, and a change to another value', () => {
    expect(
      steps([
        { type: 'input', target, value: 'a' },
        { type: 'input', target: other, value: 'b' },
        { type: 'input', target, value: '' },
        { type: 'change', target, value: 'set by a script' },
        { type: 'input', target: other, masked: true },
      ]),
    ).toEqual([
      '0 | browser | “a” into Search',
      '1 | browser | “b” into Place',
      '2 | browser | emptied Search',
      '3 | browser | “set by a script” into Search',
      '4 | browser | hidden text into Place',
    ]);
  });

  it('tells a new tab once, and the console only where something is wrong', () => {
    expect(
      steps([
        { type: 'tab_opened' },
        { type: 'tab_activated' },
        { type: 'navigated', url: 'http://x/', title: 'X' },
        { type: 'console', level: 'info', text: 'hello' },
        { type: 'console', level: 'error', text: 'oh\nno' },
        { type: 'tab_activated' },
        { type: 'scroll', scroll_x: 0, scroll_y: 9 },
      ]),
    ).toEqual([
      '0 | browser | tab opened (tab-1)',
      '2 | page | X · http://x/',
      '4 | console | oh ⏎ no',
      '5 | browser | tab activated (tab-1)',
    ]);
  });
});
