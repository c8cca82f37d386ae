/** Whether a scenario that was recorded anew is what it was: its family, layers, criteria and outcome, and what the rules say. */
import { join } from 'node:path';
import { isBundle } from '../src/cli/batch/find-bundles.ts';
import { OK, type Output } from '../src/cli/command.ts';
import { validateCommand } from '../src/cli/validate.ts';
import type { Manifest, QcReportFile } from '../src/schema/generated/types.ts';
import { judgeSample } from '../tools/samples/judged-sample.ts';
import type { Scenario } from './scenario.ts';

/** What two recordings of one scenario have in common, in words; times, sizes and counts differ each time. */
export interface Shape {
  readonly family: readonly string[];
  readonly criteria: readonly string[];
  readonly layers: readonly string[];
  readonly results: readonly string[];
  readonly outcome: readonly string[];
  readonly repositories: readonly string[];
  readonly 'gates that stay shut': readonly string[];
}

export function shapeOf({ task, layers, outcome }: Manifest, { rules }: QcReportFile): Shape {
  return {
    family: [task.family],
    criteria: task.criteria.map(({ id }) => id),
    layers: layers.map(({ id, kind, status }) => `${id} (${kind}, ${status})`),
    results: outcome.criteria.map(({ id, result }) => `${id}: ${result}`),
    outcome: [outcome.completion, outcome.success],
    repositories: (task.repos ?? []).map(({ name }) => name),
    'gates that stay shut': rules.filter(({ stops }) => stops).map(({ id }) => id),
  };
}

/** What a scenario alone says of its recordings. */
export function shapeOfScenario({ family, criteria }: Scenario): Partial<Shape> {
  return { family: [family], criteria: criteria.map(({ id }) => id) };
}

/** Where `made` is not what is wanted, in a line each; what nothing is said of is not compared. */
export function differencesOf(wanted: Partial<Shape>, made: Shape): readonly string[] {
  return Object.entries(made).flatMap(([name, found]: [string, readonly string[]]) => {
    const expected = wanted[name as keyof Shape];
    if (!expected) return [];
    return [
      ...expected.filter((one) => !found.includes(one)).map((one) => `${name}: ${one} is missing`),
      ...found.filter((one) => !expected.includes(one)).map((one) => `${name}: ${one} is not expected`),
    ];
  });
}

/**
 * Validates and judges the bundle at `place`, and compares it with its scenario, and with its sample in `samples` where there
 * is one. Says what differs; true: nothing does.
 */
export async function checkRecording(
  scenario: Scenario,
  place: string,
  samples: string,
  output: Output,
): Promise<boolean> {
  const valid = (await validateCommand.run([place], output)) === OK;
  const { trace, report } = await judgeSample(place, scenario.id);
  const made = shapeOf(trace.manifest, report);
  const known = join(samples, scenario.id);
  const before = (await isBundle(known)) ? await judgeSample(known, scenario.id) : undefined;
  const wanted = {
    ...(before && shapeOf(before.trace.manifest, before.report)),
    ...shapeOfScenario(scenario),
  };
  const found = differencesOf(wanted, made);
  for (const line of found) output.warn(`differs: ${line}`);
  const compared = before ? 'its scenario and its sample' : 'its scenario; there is no sample of it';
  output.print(
    `${scenario.id}: ${valid ? 'valid' : 'NOT VALID'}, ${found.length} differences from ${compared}.`,
  );
  return valid && found.length === 0;
}
