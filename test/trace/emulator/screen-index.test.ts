import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TraceError } from '../../../src/base/errors.ts';
import { parseCast, type Cast } from '../../../src/trace/cast.ts';
import { pageSlicer, type Slicer } from '../../../src/trace/emulator/guard.ts';
import { ScreenIndex } from '../../../src/trace/emulator/screen-index.ts';
import type { Screen } from '../../../src/trace/emulator/screen.ts';
import { buildCast, type TerminalEvent } from '../../fixtures/build-terminal.ts';
import { seeded } from '../../panes/terminal/headless.ts';
import { expectExact, scriptOf } from './exactness.ts';
import { KEPT_BY_SERIALIZING, LOST_BY_SERIALIZING, SCROLLED } from './state-cases.ts';

/** A snapshot after every chunk. */
const EVERYWHERE = { spacing: 1, snapshotBytes: Infinity };
/** None but the first: all is played. */
const NOWHERE = { spacing: Infinity, snapshotBytes: Infinity };
/** Snapshots that are thinned out, also those after a resize. */
const FEW = { spacing: 50, snapshotBytes: 20_000 };

const output = (...texts: readonly string[]): readonly TerminalEvent[] =>
  texts.map((text, index) => [index, 'output', text]);

describe('a screen found by snapshots', () => {
  for (const [kind, cases] of Object.entries({ LOST_BY_SERIALIZING, KEPT_BY_SERIALIZING, SCROLLED }))
    describe(kind, () => {
      it.each(Object.entries(cases))('is exact with %s', async (_, text) => {
        const cast = buildCast(40, 10, output('$ ', text, 'on\r\n', 'and on'));
        for (const limits of [EVERYWHERE, NOWHERE]) await expectExact(cast, [2, 3, 1, 4], limits);
      });
    });

  it('knows as many kinds of state as were found to matter', () => {
    expect(Object.keys(LOST_BY_SERIALIZING)).toHaveLength(27);
    expect(Object.keys(LOST_BY_SERIALIZING).length + Object.keys(KEPT_BY_SERIALIZING).length).toBe(49);
  });

  it.each([
    ['a snapshot after every chunk', EVERYWHERE],
    ['no snapshot', NOWHERE],
    ['few snapshots', FEW],
  ])(
    'is exact whatever is printed and however it is cut, with %s',
    { timeout: 120_000 },
    async (_, limits) => {
      await fc.assert(
        fc.asyncProperty(
          session,
          fc.array(fc.nat(), { minLength: 3, maxLength: 6 }),
          async (cast, places) => {
            const { length } = cast.texts;
            await expectExact(
              cast,
              places.map((place) => place % (length + 1)),
              limits,
            );
          },
        ),
        { numRuns: 15, seed: 11 },
      );
    },
  );

  it('is exact where lines are many, and sizes', { timeout: 120_000 }, async () => {
    const events: TerminalEvent[] = [];
    for (let line = 0; line < 900; line++) {
      events.push([line, 'output', `${line} ${'漢字 text '.repeat(line % 23)}\x1b[4${line % 8}m\r\n`]);
      if (line % 90 === 89) events.push([line, 'resize', `${30 + (line % 50)}x${6 + (line % 17)}`]);
    }
    const cast = buildCast(80, 24, events);
    const random = seeded(5);
    const counts = Array.from({ length: 8 }, () => Math.floor(random() * events.length));
    for (const limits of [FEW, EVERYWHERE]) await expectExact(cast, counts, limits);
  });
});

/** The first line of a screen, as bytes that can be read where it is plain. */
function topOf({ lines }: Screen): string {
  return new TextDecoder().decode(lines.bytes);
}

/** Output in any order, cut anywhere, with resizes in between. */
const piece = fc.oneof(
  fc.constantFrom(...Object.values(LOST_BY_SERIALIZING), ...Object.values(KEPT_BY_SERIALIZING)),
  fc.constantFrom(
    '\r\n',
    '\n',
    '\t',
    '\x08',
    '\x1bM',
    '\x1bD',
    '\x1bE',
    '\x1b7',
    '\x1b8',
    '\x1bc',
    '\x1b[!p',
    '\x1b[3J',
    '\x1b[2J',
    '\x1b[r',
    '\x1b[m',
  ),
  fc.constantFrom(
    '\x1b[?1049h',
    '\x1b[?1049l',
    '\x1b[?47h',
    '\x1b[?47l',
    '\x1b[?1048h',
    '\x1b[?1048l',
    '\x1b[?6l',
    '\x1b[20l',
    '\x1b#8',
    '\x1b\\',
    '\x07',
  ),
  fc
    .tuple(fc.nat(12), fc.constantFrom(...'@ABCDEFGIJKLMPSTXZabdehlmu`'.split('')))
    .map(([n, f]) => `\x1b[${n}${f}`),
  fc.tuple(fc.nat(12), fc.nat(45)).map(([row, col]) => `\x1b[${row};${col}H`),
  fc.tuple(fc.nat(12), fc.nat(12)).map(([top, bottom]) => `\x1b[${top};${bottom}r`),
  fc.string({ maxLength: 60, unit: 'grapheme' }),
  fc.string({ maxLength: 20, unit: 'binary' }),
  fc.nat(40).map((count) => 'scroll\r\n'.repeat(count)),
);

const session = fc
  .tuple(
    fc.array(piece, { minLength: 1, maxLength: 30 }),
    fc.array(fc.nat(), { maxLength: 12 }),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom('40x10', '23x7', '61x14', '2x1', 'bad')), { maxLength: 3 }),
  )
  .map(([pieces, cuts, sizes]): Cast => {
    const text = pieces.join('');
    const ends = [...cuts.map((cut) => cut % (text.length + 1)), text.length].sort((a, b) => a - b);
    const events: TerminalEvent[] = ends.map((end, index) => [
      0,
      'output',
      text.slice(ends[index - 1] ?? 0, end),
    ]);
    for (const [place, size] of sizes) events.splice(place % (events.length + 1), 0, [0, 'resize', size]);
    return buildCast(40, 10, events);
  });

describe('recordings by other people', () => {
  const FOLDERS = ['asciicast', 'terminal-bench-trial'].map((name) => resolve('..', 'shared', 'data', name));
  const paths = FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.cast') || /v1-\w+\.json$/.test(name))
      .map((name) => `${folder}/${name}`),
  );

  if (paths.length === 0)
    it('are absent', ({ skip }) => {
      skip('../shared/data is absent');
    });

  it.each(paths)('%s', async (path) => {
    let cast: Cast;
    try {
      cast = parseCast(readFileSync(path), path);
    } catch (error) {
      expect(error).toBeInstanceOf(TraceError);
      return;
    }
    const { length } = cast.texts;
    const random = seeded(length);
    const counts = [length, 0, ...Array.from({ length: 4 }, () => Math.floor(random() * length))];
    await expectExact(cast, counts, { spacing: 1_000, snapshotBytes: Infinity });
  });
});

describe('the index', () => {
  const long = buildCast(
    80,
    24,
    Array.from(
      { length: 4_000 },
      (_, index) => [index, 'output', `line ${index} ${'.'.repeat(60)}\r\n`] as const,
    ),
  );
  /** Hands over after every piece of work. */
  const impatient: Slicer = {
    now: () => Infinity,
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  };

  it('gives a screen before all of the recording is behind it', async () => {
    const index = new ScreenIndex(scriptOf(long), impatient, { spacing: 1_000, snapshotBytes: Infinity });
    expect(topOf(await index.screenAt(100))).toContain('line 77 ');
    expect(index.progress).toBeLessThan(0.2);
    await index.complete();
    expect(index.progress).toBe(1);
  });

  it('gives up a screen that nobody waits for', async () => {
    const index = new ScreenIndex(scriptOf(long), impatient, { spacing: 1_000, snapshotBytes: Infinity });
    const controller = new AbortController();
    const given = index.screenAt(4_000, controller.signal);
    const next = index.screenAt(10);
    controller.abort(new Error('no more'));
    await expect(given).rejects.toThrow('no more');
    expect(topOf(await next)).toContain('line 0 ');
    expect(index.progress).toBeLessThan(1);
    index.dispose();
  });

  it('stays within its room', async () => {
    const index = new ScreenIndex(scriptOf(long), pageSlicer, {
      spacing: 100,
      snapshotBytes: 60_000,
    });
    await index.complete();
    expect(index.byteLength).toBeLessThanOrEqual(60_000);
    expect(topOf(await index.screenAt(1_234))).toContain('line 1211 ');
  });
});
