/** Sends one player through a plan, and looks at its picture after every action. */
import type { Plan } from './plan.ts';
import type { Answer, Player } from './players.ts';

/** One action, and what was seen after it. */
export interface Sample extends Answer {
  /** The index that the frame had to have, by the truth. */
  readonly wanted: number;
  /** The index of the frame that the page showed; null where its stamp was invalid. */
  readonly seen: number | null;
}

export interface Measured {
  readonly seeks: readonly Sample[];
  readonly forward: readonly Sample[];
  readonly back: readonly Sample[];
}

/** Milliseconds after which a player is given up that does not say that it is done. */
const PATIENCE = 60_000;

/** Rejects where the player fails, or never ends. */
export async function measure(player: Player, plan: Plan, firstStamp: number): Promise<Measured> {
  const look = async (wanted: number, answer: Answer): Promise<Sample> => {
    const stamp = await player.screen.stamp();
    return { ...answer, wanted, seen: stamp === undefined ? null : stamp - firstStamp };
  };
  const seeks: Sample[] = [];
  for (const { frame, part } of plan.seeks)
    seeks.push(await look(frame, await inTime(frame, player.seek(frame, part))));
  const steps = { forward: [] as Sample[], back: [] as Sample[] };
  for (const { from, by, steps: count } of plan.runs) {
    await inTime(from, player.seek(from, 0));
    for (let step = 0; step < count; step++) {
      const at = from + step * by;
      steps[by === 1 ? 'forward' : 'back'].push(
        await look(at + by, await inTime(at + by, player.step(at, by))),
      );
    }
  }
  return { seeks, ...steps };
}

async function inTime(frame: number, answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    const say = `it did not say that it shows frame ${frame} within ${PATIENCE / 1_000} s`;
    timer = setTimeout(() => fail(new Error(say)), PATIENCE);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
