/** Imported recordings beside asciinema-player: the same text on the screen, at any moment. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../capture/record/random.ts';
import { fromMicros } from '../../../src/base/time.ts';
import { CODE, IS_COMBINED, LineReader, type Line } from '../../../src/trace/emulator/lines.ts';
import type { Screen } from '../../../src/trace/emulator/screen.ts';
import { importedTrace } from '../foreign-files.ts';
import { loadPlayer, playerScreens } from './player-screens.ts';

const DATA = '../shared/data/asciicast';
const MOMENTS = 20;
/** Has a header, and nothing else. */
const EMPTY = 'v2-no-events.cast';

/** As the player's: each character where it stands. */
function rowsOf({ lines, rows, cols }: Screen): readonly string[] {
  const reader = new LineReader(lines.bytes, (ext, url) => ({ ext, urlId: url }) as never);
  return Array.from({ length: rows }, () => {
    const line = {} as Line;
    reader.readInto(line);
    return Array.from({ length: cols }, (_, cell) => {
      const content = line._data[cell * 3] ?? 0;
      if (content & IS_COMBINED) return line._combined[cell] ?? ' ';
      return (content & CODE) === 0 ? ' ' : String.fromCodePoint(content & CODE);
    })
      .join('')
      .trimEnd();
  });
}

let player: Awaited<ReturnType<typeof loadPlayer>>;
beforeAll(async () => {
  player = await loadPlayer();
});

async function expectSame(name: string, recording: string): Promise<void> {
  const { trace } = await importedTrace(name, recording);
  const terminal = await trace.terminals[0]?.content.get();
  if (!terminal) throw new Error('no terminal');
  const random = seededRandom(name.length);
  const moments = [
    ...Array.from({ length: MOMENTS }, () => Math.floor(random() * trace.duration)),
    trace.duration,
  ];
  const theirs = await playerScreens(
    player,
    recording,
    moments.map((time) => time / 1e6),
  );
  for (const [index, time] of moments.entries()) {
    const count = terminal.chunks.indexAt(fromMicros(time)) + 1;
    const ours = rowsOf(await terminal.player.screenAt(count));
    expect(ours, `${name} at ${time / 1e6} s`).toEqual(theirs[index] ?? ours);
  }
}

describe('the screen of an imported recording beside asciinema-player’s', () => {
  it.each([
    [
      'v1',
      JSON.stringify(
        {
          version: 1,
          width: 12,
          height: 3,
          stdout: [
            [0.5, 'one\r\n'],
            [0.25, 'two\r\nthree\r\nfour'],
            [1, '\x1b[A\x1b[31mred'],
          ],
        },
        null,
        1,
      ),
    ],
    [
      'v2',
      [
        '{"version":2,"width":20,"height":4,"idle_time_limit":1}',
        '[0.5,"o","$ vi\\r\\n"]',
        '[9,"o","\\u001b[?1049h\\u001b[2;3H漢字 ┌─┐█"]',
        '[12.5,"r","10x3"]',
        '[13,"o","\\u001b[?1049l$ "]',
      ].join('\n'),
    ],
    [
      'v3',
      [
        '{"version":3,"term":{"cols":10,"rows":2}}',
        '[0.5,"o","✅ long\\r\\n"]',
        '# a remark',
        '[0.5,"r","15x3"]',
        '[0.25,"o","\\r\\u001b[Kshort"]',
        '[0,"x","0"]',
      ].join('\n'),
    ],
  ])('of %s', expectSame);

  describe.skipIf(!existsSync(DATA))('of real files (skipped where ../shared/data is absent)', () => {
    const names = existsSync(DATA) ? readdirSync(DATA) : [];
    it.each(names.filter((name) => name !== EMPTY))('%s', async (name) => {
      await expectSame(name, readFileSync(join(DATA, name), 'utf8'));
    });

    it(`${EMPTY}, which the player refuses`, async () => {
      const recording = readFileSync(join(DATA, EMPTY), 'utf8');
      await expect(playerScreens(player, recording, [0])).rejects.toThrow('missing events');
      expect((await importedTrace(EMPTY, recording)).trace.terminals).toHaveLength(1);
    });
  });
});
