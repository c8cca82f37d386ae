/** An rrweb recording: a page with a table that changes while the pointer wanders over it. */
import { Dice } from './dice.ts';
import { noun, sentence } from './words.ts';
import type { Burst } from './session.ts';

/** Readers refuse more characters than 20 millions; the whole stays well below. */
const MOST_CHARACTERS = 12_000_000;
const CHARACTERS_AN_EVENT = 330;
const SNAPSHOT_EVERY_MILLIS = 300_000;
const VIEWPORT = { width: 1_280, height: 860 } as const;
const ROWS = 60;
const CELLS = 5;
const TEXT_ID = 100;

interface DomNode {
  readonly type: number;
  readonly id: number;
  readonly tagName?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly textContent?: string;
  readonly name?: string;
  readonly childNodes?: readonly DomNode[];
}

/** The events, in order, one a line. `origin`: milliseconds since 1970 of trace time 0; `bursts`: microseconds. */
export function* domEvents(seed: number, bursts: readonly Burst[], origin: number): Generator<object> {
  const dice = new Dice(seed, 'dom');
  const worked = bursts.reduce((sum, { start, end }) => sum + end - start, 0) / 1_000;
  const pause = Math.max(400, worked / (MOST_CHARACTERS / CHARACTERS_AN_EVENT));
  let snapshot = -Infinity;
  let [x, y] = [400, 300];
  for (const { start, end } of bursts) {
    for (let at = start / 1_000; at < end / 1_000; at += pause * dice.between(0.6, 1.4)) {
      const timestamp = Math.round(origin + at);
      if (at - snapshot > SNAPSHOT_EVERY_MILLIS) {
        snapshot = at;
        yield { type: 4, timestamp, data: { href: `http://localhost:8080/live/${noun(dice)}`, ...VIEWPORT } };
        yield { type: 2, timestamp, data: { node: page(dice), initialOffset: { left: 0, top: 0 } } };
        continue;
      }
      if (dice.chance(0.6)) {
        const positions = Array.from({ length: 4 }, (_, index) => {
          x = Math.max(0, Math.min(VIEWPORT.width - 1, x + dice.whole(-60, 60)));
          y = Math.max(0, Math.min(VIEWPORT.height - 1, y + dice.whole(-40, 40)));
          return { x, y, id: 5, timeOffset: (index - 3) * 50 };
        });
        yield { type: 3, timestamp, data: { source: 1, positions } };
      } else if (dice.chance(0.8)) {
        const texts = Array.from({ length: 3 }, () => ({
          id: TEXT_ID + dice.whole(0, ROWS * CELLS - 1) * 2 + 1,
          value: `${noun(dice)} ${dice.hex(8)} ${dice.whole(0, 99_999)}`,
        }));
        yield { type: 3, timestamp, data: { source: 0, texts, attributes: [], removes: [], adds: [] } };
      } else yield { type: 3, timestamp, data: { source: 3, id: 1, x: 0, y: dice.whole(0, 900) } };
    }
  }
}

/** Ids: 1 document, 3 html, 4 head, 5 body; cells and their texts from `TEXT_ID` on. */
function page(dice: Dice): DomNode {
  const element = (
    id: number,
    tagName: string,
    childNodes: readonly DomNode[] = [],
    attributes = {},
  ): DomNode => ({
    type: 2,
    id,
    tagName,
    attributes,
    childNodes,
  });
  const text = (id: number, textContent: string): DomNode => ({ type: 3, id, textContent });
  const cell = (index: number): DomNode => {
    const id = TEXT_ID + index * 2;
    return element(id, 'td', [text(id + 1, `${noun(dice)} ${dice.hex(6)}`)], {
      style: 'border:1px solid #ccc;padding:2px 8px',
    });
  };
  const rows = Array.from({ length: ROWS }, (_, row) =>
    element(
      1_000 + row,
      'tr',
      Array.from({ length: CELLS }, (_unused, column) => cell(row * CELLS + column)),
    ),
  );
  const title = `Live ${noun(dice)}s`;
  const head = element(4, 'head', [element(6, 'title', [text(7, title)])]);
  const body = element(
    5,
    'body',
    [
      element(8, 'h1', [text(9, title)]),
      element(10, 'p', [text(11, sentence(dice))]),
      element(12, 'table', rows),
    ],
    { style: 'font:15px sans-serif;margin:24px' },
  );
  return {
    type: 0,
    id: 1,
    childNodes: [{ type: 1, id: 2, name: 'html' }, element(3, 'html', [head, body], { lang: 'en' })],
  };
}
