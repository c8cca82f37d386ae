import { describe, expect, it } from 'vitest';
import { measure } from '../../bench/measure.ts';
import type { Plan } from '../../bench/plan.ts';
import type { Answer, Player } from '../../bench/players.ts';

const FIRST_STAMP = 220;
const PLAN: Plan = {
  seeks: [
    { frame: 30, part: 0 },
    { frame: 7, part: 0.5 },
  ],
  runs: [
    { from: 10, by: 1, steps: 2 },
    { from: 40, by: -1, steps: 3 },
  ],
};

/** A player that says it shows what it was asked for; `shown` is the index of the frame that is really on screen. */
function player(shown: (wanted: number) => number | undefined): Player {
  let wanted = 0;
  const goTo = (frame: number): Promise<Answer> => {
    wanted = frame;
    return Promise.resolve({ ms: 1, frame, exact: true });
  };
  return {
    screen: {
      stamp: () => {
        const frame = shown(wanted);
        return Promise.resolve(frame === undefined ? undefined : frame + FIRST_STAMP);
      },
    },
    seek: (frame) => goTo(frame),
    step: (from, by) => goTo(from + by),
  };
}

const seenOf = (samples: readonly { readonly wanted: number; readonly seen: number | null }[]) =>
  samples.map(({ wanted, seen }) => [wanted, seen]);

describe('measuring a player', () => {
  it('looks after each seek and each step, but not where a run of steps begins', async () => {
    const { seeks, forward, back } = await measure(
      player((frame) => frame),
      PLAN,
      FIRST_STAMP,
    );
    expect(seenOf(seeks)).toEqual([
      [30, 30],
      [7, 7],
    ]);
    expect(seenOf(forward)).toEqual([
      [11, 11],
      [12, 12],
    ]);
    expect(seenOf(back)).toEqual([
      [39, 39],
      [38, 38],
      [37, 37],
    ]);
  });

  it('believes the screen, and not a player that is one frame behind and says otherwise', async () => {
    const { seeks } = await measure(
      player((frame) => frame - 1),
      PLAN,
      FIRST_STAMP,
    );
    expect(seeks).toEqual([
      { ms: 1, frame: 30, exact: true, wanted: 30, seen: 29 },
      { ms: 1, frame: 7, exact: true, wanted: 7, seen: 6 },
    ]);
  });

  it('sees nothing in an invalid stamp', async () => {
    const { seeks } = await measure(
      player(() => undefined),
      PLAN,
      FIRST_STAMP,
    );
    expect(seeks.map(({ seen }) => seen)).toEqual([null, null]);
  });

  it('fails where the player fails', async () => {
    const broken: Player = { ...player((frame) => frame), seek: () => Promise.reject(new Error('gone')) };
    await expect(measure(broken, PLAN, FIRST_STAMP)).rejects.toThrow('gone');
  });
});
