import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import { BrowserLog } from '../../../src/panes/browser/browser-log.ts';
import { withoutFragment } from '../../../src/panes/browser/browser-state.ts';
import { wantedDom } from '../../../src/panes/browser/wanted-dom.ts';
import type { BrowserEvent } from '../../../src/trace/layers.ts';
import { Track } from '../../../src/trace/track.ts';
import { change, page, recordingOf } from './dom-data.ts';
import { timed } from './pane-data.ts';

const HOME = 'https://example.org/';
const visit = (t: number, url: string, same_document = false): BrowserEvent => ({
  t,
  type: 'navigated',
  tab: 'a',
  url,
  ...(same_document && { same_document }),
});

function logOf(events: readonly BrowserEvent[], ...recordings: readonly (readonly object[])[]): BrowserLog {
  const doms = recordings.map((list, index) => ({ id: `dom-${index}`, recording: recordingOf(list) }));
  return new BrowserLog(
    events.length > 0 ? [{ id: 'browser', track: new Track(timed(events)) }] : [],
    [],
    doms,
  );
}
const layerAt = (log: BrowserLog, second: number): string | undefined =>
  wantedDom(log, fromSeconds(second))?.layer;

describe('the recording of the page in front', () => {
  it('is that of any address that the document has had since it was loaded', () => {
    const events = [
      visit(0, HOME),
      visit(2, `${HOME}list#top`, true),
      visit(4, `${HOME}item`, true),
      visit(6, `${HOME}new`),
      visit(8, `${HOME}newer`, true),
    ];
    // Taken anew while the document was at the second of its addresses.
    const log = logOf(events, page(3000, [], { href: `${HOME}list` }));
    expect([1, 3, 5, 7, 9].map((second) => layerAt(log, second))).toEqual([
      undefined,
      'dom-0',
      'dom-0',
      undefined,
      undefined,
    ]);
  });

  it('stays the same one while another at the same address goes on too', () => {
    const moves = (first: number): readonly object[] =>
      [0, 200, 400, 600].map((later) => change(first + later, 3, { id: 1, x: 0, y: 0 }));
    const log = logOf(
      [visit(0, HOME)],
      [...page(1000, []), ...moves(2000)],
      [...page(1500, []), ...moves(2100)],
    );
    expect([1.2, 2, 2.15, 2.25, 2.5, 2.7, 4].map((second) => layerAt(log, second))).toEqual([
      'dom-0',
      ...Array.from({ length: 6 }, () => 'dom-1'),
    ]);
  });
});

describe('an address without its fragment', () => {
  it.each([
    ['a#b', 'a'],
    ['a#b#c', 'a'],
    ['a', 'a'],
    ['#\n', ''],
  ])('%j is %j', (url, expected) => {
    expect(withoutFragment(url)).toBe(expected);
  });

  it('is had without hanging, however the address is built', () => {
    const start = performance.now();
    withoutFragment('#'.repeat(200_000) + '\n'.repeat(200_000));
    // Some milliseconds; a minute and more where each character is looked at once for each other.
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
