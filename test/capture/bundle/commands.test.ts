import { expect, it } from 'vitest';
import type { CastReport } from '../../../capture/bundle/cast.ts';
import { commandRecords } from '../../../capture/bundle/commands.ts';
import { WallClock } from '../../../capture/bundle/wall.ts';
import type { ShellCommand } from '../../../capture/record/terminal.ts';

/** The wall clock is a thousand seconds ahead. */
const AHEAD = 1_000_000_000;
const wall = new WallClock(
  [0, 60_000_000].map((monotonicUs) => ({ monotonicUs, wallUs: monotonicUs + AHEAD, uncertaintyUs: 0 })),
  0,
);

const session = (terminal: string, commands: readonly (readonly [start: number, end: number | null])[]) => ({
  terminal,
  commands: commands.map(([start, end], index): ShellCommand => ({
    ...{ seq: index + 1, command: `${terminal} ${index + 1}`, cwd: '/home/dev', startUs: start + AHEAD },
    ...{ endUs: end === null ? null : end + AHEAD, exitCode: end === null ? null : 0 },
  })),
  cast: { spans: commands.map((_, index) => ({ from: index, to: index + 2 })) } as unknown as CastReport,
});

it('counts the commands of several terminals in the order in which they were started', () => {
  const records = commandRecords(
    [
      session('terminal', [
        [1_000_000, 2_000_000],
        [5_000_000, 6_000_000],
      ]),
      session('terminal-builder', [[3_000_000, null]]),
    ],
    wall,
  );
  expect(records.map(({ own, record }) => [record.seq, record.terminal, own, record.t_start])).toEqual([
    [1, 'terminal', 1, 1_000_000],
    [2, 'terminal-builder', 1, 3_000_000],
    [3, 'terminal', 2, 5_000_000],
  ]);
  expect(records[1]?.record).toMatchObject({ t_end: null, exit_code: null, cast_from: 0, cast_to: 2 });
});
