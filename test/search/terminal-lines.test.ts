/** The text of a terminal against a real emulator: what it shows is found, when it is shown. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CorpusBuilder, type Corpus } from '../../src/search/corpus.ts';
import { findText, type Hits } from '../../src/search/find.ts';
import { NO_QUERY } from '../../src/search/query.ts';
import type { SearchLine } from '../../src/search/search-line.ts';
import { terminalLines } from '../../src/search/terminal-lines.ts';
import { parseResize } from '../../src/trace/cast-size.ts';
import { CastBuilder } from '../../src/trace/cast.ts';
import { Emulator } from '../../src/trace/emulator/emulator.ts';
import { pageSlicer } from '../../src/trace/emulator/guard.ts';

const COLS = 24;
const ROWS = 6;
/** Longer than a frame, in microseconds: what happens in one event is not seen in parts. */
const STEP = 100_000;
const RUNS = 800;
const PATIENCE = 60_000;

const ESC = '\u001b';

/** What is printed at one time, in one piece or several, or a size that the terminal takes. */
type Event = string | readonly string[] | { readonly size: string };

async function linesOf(events: readonly Event[], size = `${COLS}x${ROWS}`): Promise<readonly SearchLine[]> {
  const builder = new CastBuilder();
  events.forEach((event, index) => {
    const seconds = (index * STEP) / 1_000_000;
    if (typeof event === 'object' && 'size' in event) builder.add(seconds, 'resize', event.size);
    else for (const text of [event].flat()) builder.add(seconds, 'output', text);
  });
  const cast = builder.build({ version: 2, ...sizeOf(size) }, []);
  const lines: SearchLine[] = [];
  const times = cast.columns.seconds.map((seconds) => Math.round(seconds * 1_000_000));
  await terminalLines(cast, times, (line) => lines.push(line));
  return lines;
}

function sizeOf(text: string): { readonly cols: number; readonly rows: number } {
  const size = parseResize(text);
  if (!size) throw new Error(`no size: ${text}`);
  return size;
}

/** The rows that can be read after each event, in full width: the screen and, of the normal one, what went up. */
async function seenOf(
  events: readonly (string | { readonly size: string })[],
): Promise<readonly (readonly string[])[]> {
  const emulator = await Emulator.create({ cols: COLS, rows: ROWS }, pageSlicer);
  const seen: string[][] = [];
  for (const event of events) {
    if (typeof event === 'string') await emulator.write(event);
    else emulator.resize(sizeOf(event.size));
    const { buffers, cols } = emulator.core._bufferService;
    const { lines, ybase } = buffers.active;
    // After a resize xterm.js may keep lines above the alternate screen, too, which nobody can scroll to.
    const first = buffers.active === buffers.alt ? ybase : 0;
    seen.push(Array.from({ length: lines.length - first }, (_, at) => rowText(lines.get(first + at), cols)));
  }
  emulator.dispose();
  return seen;
}

/** By xterm.js itself, which may keep more cells than it shows. */
function rowText(line: object | undefined, cols: number): string {
  return isReadable(line) ? line.translateToString(false, 0, cols) : '';
}

function isReadable(
  line: object | undefined,
): line is { translateToString(trims: boolean, from: number, to: number): string } {
  return line !== undefined && 'translateToString' in line;
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
  {
    weight: 6,
    arbitrary: fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => all.join(' ')),
  },
  { weight: 4, arbitrary: fc.constantFrom('\r\n', '\n', '\r', '\b', '\t') },
  { weight: 2, arbitrary: fc.tuple(number, number).map(([row, col]) => `${ESC}[${row};${col * 3}H`) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(number, fc.constantFrom(...Array.from('ABCDEFGXPd@LMSTb')))
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
      `${ESC}[1;4r`,
      `${ESC}[3J`,
      `${ESC}[4h`,
      `${ESC}[?7l`,
      `${ESC}[!p`,
      `${ESC}c`,
      `${ESC}M`,
      `${ESC}D`,
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(`${ESC}]0;title\u0007`, `${ESC}]8;;http://x/\u001b\\`, `${ESC}7`, `${ESC}8`),
  },
);
const printed = fc.array(action, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
const events = fc.array(printed, { minLength: 1, maxLength: 14 });
/** Of the same width: in another one xterm.js wraps lines anew, and may make of them words that nobody wrote. */
const size = fc.integer({ min: 2, max: 9 }).map((rows) => ({ size: `${COLS}x${rows}` }));
const resized = fc.array(fc.oneof({ weight: 5, arbitrary: printed }, { weight: 1, arbitrary: size }), {
  minLength: 1,
  maxLength: 14,
});

describe('the text of a terminal', () => {
  it(
    'was on the screen at the time that it tells',
    async () => {
      await fc.assert(
        fc.asyncProperty(resized, async (data) => {
          const seen = await seenOf(data);
          for (const { text, time } of await linesOf(data)) {
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
        fc.asyncProperty(resized, async (data) => {
          const seen = await seenOf(data);
          const builder = new CorpusBuilder();
          (await linesOf(data)).forEach(builder.add);
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

  it(
    'is the same wherever the output is cut',
    async () => {
      await fc.assert(
        fc.asyncProperty(events, fc.integer({ min: 1, max: 7 }), async (data, size) => {
          const cut = data.map((text) => text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'gu')) ?? []);
          expect(await linesOf(cut)).toEqual(await linesOf(data));
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );

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
  ])('tells %s', async (_, data, texts) => {
    expect((await linesOf(data)).map(({ text }) => text)).toEqual(texts);
  });

  it('tells of what was told before that it is not new', async () => {
    const lines = await linesOf(['Loading 1%', '\rLoading 2%']);
    expect(lines[1]?.pieces?.map(({ from, fresh }) => [from, fresh])).toEqual([
      [0, false],
      [8, true],
      [9, false],
    ]);
  });

  it('goes on in another size', async () => {
    const lines = await linesOf(['one\r\ntwo\r\nthree', { size: '5x2' }, '\r\nfour'], '10x3');
    expect(lines.map(({ text }) => text).sort()).toEqual(['four', 'one', 'three', 'two']);
  });
});
