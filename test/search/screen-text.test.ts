/** The text of a terminal against a real emulator: what it shows is found, when it is shown. */
import fc from 'fast-check';
import headless from '@xterm/headless';
import { describe, expect, it } from 'vitest';
import { CorpusBuilder, type Corpus } from '../../src/search/corpus.ts';
import { findText, type Hits } from '../../src/search/find.ts';
import { NO_QUERY } from '../../src/search/query.ts';
import { ScreenParser } from '../../src/search/screen-parser.ts';
import { ScreenText } from '../../src/search/screen-text.ts';
import type { SearchLine } from '../../src/search/search-line.ts';

const COLS = 24;
const ROWS = 6;
/** Longer than a frame, in microseconds: what happens in one event is not seen in parts. */
const STEP = 100_000;
/** The emulator writes in its own time. */
const RUNS = 60;
const PATIENCE = 120_000;

const ESC = '\u001b';

function linesOf(events: readonly string[], cols = COLS, rows = ROWS): readonly SearchLine[] {
  const lines: SearchLine[] = [];
  const screen = new ScreenText(cols, rows, (line) => lines.push(line));
  const parser = new ScreenParser(screen);
  events.forEach((data, index) => {
    screen.at(index * STEP);
    parser.write(data);
  });
  screen.end();
  return lines;
}

/** The rows that can be read after each event, in full width: the screen and, of the normal one, what went up. */
async function seenOf(events: readonly string[]): Promise<readonly (readonly string[])[]> {
  const terminal = new headless.Terminal({ cols: COLS, rows: ROWS, scrollback: 200, allowProposedApi: true });
  const seen: string[][] = [];
  for (const data of events) {
    await new Promise<void>((done) => terminal.write(data, done));
    const { active } = terminal.buffer;
    seen.push(
      Array.from({ length: active.length }, (_, at) => active.getLine(at)?.translateToString() ?? ''),
    );
  }
  terminal.dispose();
  return seen;
}

function found(corpus: Corpus, text: string): Hits {
  const work = findText(corpus, { ...NO_QUERY, text, matchCase: true });
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

const word = fc.constantFrom('alpha', 'beta', 'Gamma', 'x', '日本', 'é', 'a\u0301', '42%', '····');
const number = fc.integer({ min: 1, max: 8 });
const action = fc.oneof(
  { weight: 6, arbitrary: fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')) },
  { weight: 4, arbitrary: fc.constantFrom('\r\n', '\n', '\r', '\b', '\t') },
  { weight: 2, arbitrary: fc.tuple(number, number).map(([row, col]) => `${ESC}[${row};${col * 3}H`) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(number, fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G', 'X', 'P', 'd', '@'))
      .map(([n, code]) => `${ESC}[${n}${code}`),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('K', '1K', '2K', 'J', '1J', '2J', '31m', '0m').map((code) => `${ESC}[${code}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      `${ESC}[?1049h`,
      `${ESC}[?1049l`,
      `${ESC}[2;5r`,
      `${ESC}[r`,
      `${ESC}M`,
      `${ESC}D`,
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(`${ESC}]0;title\u0007`, `${ESC}]8;;http://x/\u001b\\`, `${ESC}7`, `${ESC}8`),
  },
);
const events = fc.array(
  fc.array(action, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')),
  {
    minLength: 1,
    maxLength: 14,
  },
);

describe('the text of a terminal', () => {
  it(
    'was on the screen at the time that it tells',
    async () => {
      await fc.assert(
        fc.asyncProperty(events, async (data) => {
          const seen = await seenOf(data);
          for (const { text, time } of linesOf(data)) {
            // Rows of one line follow each other.
            const shown = seen[time / STEP]?.join('') ?? '';
            const message = `${JSON.stringify(text)} at ${time / STEP}: ${JSON.stringify(shown)}`;
            expect(shown.includes(text.trimEnd()), message).toBe(true);
          }
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );

  it(
    'leaves out nothing that was on the screen',
    async () => {
      await fc.assert(
        fc.asyncProperty(events, async (data) => {
          const seen = await seenOf(data);
          const builder = new CorpusBuilder();
          linesOf(data).forEach(builder.add);
          const corpus = builder.build();
          seen.forEach((lines, index) => {
            for (const line of lines)
              for (const part of line.split(/\s+/).filter((one) => one !== '')) {
                const { times } = found(corpus, part);
                const message = `${JSON.stringify(part)} at ${index}: ${JSON.stringify(corpus.text)} ${[...times].join()}`;
                expect(
                  times.some((time) => time <= index * STEP),
                  message,
                ).toBe(true);
              }
          });
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );

  it('is the same wherever the output is cut', () => {
    fc.assert(
      fc.property(events, fc.integer({ min: 1, max: 7 }), (data, size) => {
        const cut = (text: string): readonly string[] =>
          text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
        const whole: SearchLine[] = [];
        const parts: SearchLine[] = [];
        for (const [lines, pieces] of [
          [whole, (text: string) => [text]],
          [parts, cut],
        ] as const) {
          const screen = new ScreenText(COLS, ROWS, (line) => lines.push(line));
          const parser = new ScreenParser(screen);
          data.forEach((text, index) => {
            screen.at(index * STEP);
            for (const piece of pieces(text)) parser.write(piece);
          });
          screen.end();
        }
        expect(parts).toEqual(whole);
      }),
    );
  });

  it.each([
    ['a line that was typed, as one', ['$ ', 'n', 'p', 'm', '\r\n'], ['$ npm']],
    [
      'a bar that fills up, each time it changed',
      ['Loading 1%', '\rLoading 2%', '\rLoading 3%'],
      ['Loading 1%', 'Loading 2%', 'Loading 3%'],
    ],
    [
      'a page that is drawn again and again, once',
      ['\u001b[Htop\r\nrow', '\u001b[2J\u001b[Htop\r\nrow', '\u001b[2J\u001b[Htop\r\nrow'],
      ['top', 'row'],
    ],
    [
      'rows that move up, once',
      ['one\r\ntwo', '\u001b[H\u001b[2Ktwo\r\n\u001b[2Kthree', '\r\n'],
      ['one', 'two', 'three'],
    ],
    [
      'what a full-screen program showed',
      ['sh', '\u001b[?1049h\u001b[Heditor', '\u001b[?1049l'],
      ['editor', 'sh'],
    ],
    [
      'a line that is broken at the edge, whole',
      ['a long line that goes on and on\r\n'],
      ['a long line that goes on and on'],
    ],
    ['lines drawn with the graphics set', ['\u001b(0qx\u001b(B ok'], ['─│ ok']],
  ])('tells %s', (_, data, texts) => {
    expect(linesOf(data).map(({ text }) => text)).toEqual(texts);
  });

  it('tells of what was told before that it is not new', () => {
    const lines = linesOf(['Loading 1%', '\rLoading 2%']);
    expect(lines[1]?.pieces?.map(({ from, fresh }) => [from, fresh])).toEqual([
      [0, false],
      [8, true],
      [9, false],
    ]);
  });

  it('goes on in another size', () => {
    const lines: SearchLine[] = [];
    const screen = new ScreenText(10, 3, (line) => lines.push(line));
    const parser = new ScreenParser(screen);
    parser.write('one\r\ntwo\r\nthree');
    screen.at(STEP);
    screen.resize(5, 2);
    parser.write('\r\nfour');
    screen.end();
    expect(lines.map(({ text }) => text).sort()).toEqual(['four', 'one', 'three', 'two']);
  });
});
