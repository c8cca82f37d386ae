/** What a scenario that is recorded anew is compared with. */
import { beforeAll, describe, expect, it } from 'vitest';
import { checkRecording, differencesOf, shapeOf, shapeOfScenario, type Shape } from '../../capture/check.ts';
import { bugFix } from '../../capture/scenarios/bug-fix.ts';
import { tdd } from '../../capture/scenarios/tdd.ts';
import { judgeSample } from '../../tools/samples/judged-sample.ts';

const SAMPLE = 'public/samples/bug-fix';

let shape: Shape;
beforeAll(async () => {
  const { trace, report } = await judgeSample(SAMPLE, 'bug-fix');
  shape = shapeOf(trace.manifest, report);
});

describe('the shape of a recording', () => {
  it('is what two recordings of one scenario share', () => {
    expect(shape).toMatchObject({
      family: ['bug_fix'],
      criteria: ['tests-pass', 'regression-test', 'lint-clean'],
      results: ['tests-pass: met', 'regression-test: met', 'lint-clean: met'],
      outcome: ['completed', 'met'],
      repositories: ['cron-next'],
      'gates that stay shut': ['outcome-verified'],
    });
    expect(shape.layers).toContain('screen (screen_video, present)');
    expect(differencesOf(shape, shape)).toEqual([]);
    expect(differencesOf(shapeOfScenario(bugFix), shape)).toEqual([]);
  });

  it('tells what is missing, and what is not expected', () => {
    const made: Shape = {
      ...shape,
      layers: shape.layers.map((layer) => layer.replace('(transcript, present)', '(transcript, lost)')),
      results: shape.results.map((result) => result.replace('lint-clean: met', 'lint-clean: not_met')),
      'gates that stay shut': [...shape['gates that stay shut'], 'gaps'],
    };
    expect(differencesOf(shape, made)).toEqual([
      'layers: transcript (transcript, present) is missing',
      'layers: transcript (transcript, lost) is not expected',
      'results: lint-clean: met is missing',
      'results: lint-clean: not_met is not expected',
      'gates that stay shut: gaps is not expected',
    ]);
  });
});

it('passes a recording of its scenario, and no other', async () => {
  const said: string[] = [];
  const output = {
    print: (line: string) => void said.push(line),
    warn: (line: string) => void said.push(line),
  };
  expect(await checkRecording(bugFix, SAMPLE, 'no/samples', output)).toBe(true);
  expect(said.at(-1)).toBe('bug-fix: valid, 0 differences from its scenario; there is no sample of it.');
  expect(await checkRecording(tdd, SAMPLE, 'no/samples', output)).toBe(false);
  expect(said).toContain('differs: family: tdd is missing');
});
