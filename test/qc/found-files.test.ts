/** Files that stood there before the session are no steps of it, and their times say nothing of it. */
import { expect, it } from 'vitest';
import { openTrace } from '../../src/trace/open-trace.ts';
import { buildBundle, lines } from '../fixtures/build-bundle.ts';
import { judgeBy } from './one-rule.ts';

async function resultsOf(key: object): Promise<readonly string[]> {
  const events = Array.from({ length: 30 }, (_, index) => ({
    ...{ t: index < 20 ? 0 : (index - 19) ** 3 * 9_000, type: 'save', file: `src/${index}.js` },
    ...(index < 20 && key),
  }));
  const layers = [{ id: 'edits', kind: 'ide_edits' as const, content: lines(...events) }];
  const trace = await openTrace(buildBundle({ layers }));
  const steps = await judgeBy(trace, 'step-evidence');
  const files = new Set(steps.findings.map(({ message }) => /src\/\d+\.js/.exec(message)?.[0]));
  const times = await judgeBy(trace, 'invented-times');
  return [`${files.size} steps without evidence`, times.result];
}

it.each([
  ['what was written at the start counts', {}, ['30 steps without evidence', 'fail']],
  ['what was found there does not', { 'x-before-start': true }, ['10 steps without evidence', 'pass']],
])('%s', async (_, key, results) => {
  expect(await resultsOf(key)).toEqual(results);
});
