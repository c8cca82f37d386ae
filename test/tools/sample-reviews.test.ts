/** What reviewers say of samples speaks of what is said and run in their scenarios, also before these are recorded. */
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../capture/scenario.ts';
import { SCENARIOS } from '../../capture/scenarios.ts';
import { standardRubric } from '../../src/review/rubrics.ts';
import { REVIEWERS, type Place } from '../../tools/samples/judgement.ts';
import { REVIEWS } from '../../tools/samples/reviews.ts';

interface Story {
  /** A cue each. */
  readonly sentences: readonly string[];
  readonly commands: readonly string[];
}

/** Plays a scenario where nothing is done: what it would say and run. */
async function tell(play: (desk: Desk) => Promise<void>): Promise<Story> {
  const texts: string[] = [];
  const commands: string[] = [];
  const heard = (text: string): Promise<void> => {
    texts.push(text);
    return Promise.resolve();
  };
  // Whatever is asked of it or done with it, it is there and does nothing.
  const idle: object = new Proxy(() => undefined, {
    get: (_, name) => (name === 'then' ? undefined : idle),
    apply: () => idle,
  });
  const run = (command: string): Promise<void> => {
    commands.push(command);
    return Promise.resolve();
  };
  const script = { say: heard, decide: heard, phase: () => undefined, blocked: () => () => undefined };
  const known: Readonly<Record<string, unknown>> = { say: heard, script, terminal: { run } };
  await play(new Proxy({}, { get: (_, name) => known[String(name)] ?? idle }) as Desk);
  return { sentences: texts.flatMap((text) => text.split(/(?<=[.!?])\s+/)), commands };
}

function holds({ sentences, commands }: Story, place: Place): boolean {
  if ('said' in place) return sentences.some((sentence) => sentence.includes(place.said));
  return commands.filter((command) => command.startsWith(place.command)).length >= (place.nth ?? 1);
}

it('is there for every scenario', () => {
  const reviewed = Object.keys(REVIEWS);
  expect(SCENARIOS.map(({ id }) => id).filter((id) => !reviewed.includes(id))).toEqual([]);
});

describe.each(SCENARIOS)('of $id', ({ id, family, play }) => {
  const judgements = REVIEWERS.flatMap((by) => REVIEWS[id]?.[by] ?? []);

  it('each remark has its place in the story', async () => {
    const story = await tell(play);
    const places = judgements.flatMap(({ remarks }) => remarks.map(({ at }) => at));
    expect(places.length).toBeGreaterThan(1);
    expect(places.filter((place) => !holds(story, place))).toEqual([]);
  });

  it('every criterion of the rubric is scored', () => {
    const criteria = standardRubric(family).criteria.map((criterion) => criterion.id);
    for (const { scores } of judgements) expect(Object.keys(scores)).toEqual(criteria);
  });
});
