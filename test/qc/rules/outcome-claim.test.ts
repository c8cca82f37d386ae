/** What an outcome may say of work that did not come to its end. */
import { expect, it } from 'vitest';
import { openTrace } from '../../../src/trace/open-trace.ts';
import { buildBundle } from '../../fixtures/build-bundle.ts';
import { judgeBy } from '../one-rule.ts';

it.each([
  ['met', ['Success is claimed, and the work was not completed (abandoned).']],
  // Some of the criteria may hold, and do not hold any less.
  ['partly_met', []],
  ['not_met', []],
])('of abandoned work: %s', async (success, expected) => {
  const trace = await openTrace(
    buildBundle({
      manifest: {
        task: {
          family: 'bug_fix',
          title: 'A test',
          criteria: ['a', 'b'].map((id) => ({ id, text: id, check: 'test' })),
        },
        outcome: {
          completion: 'abandoned',
          success,
          time_to_completion_us: null,
          criteria: [
            { id: 'a', result: success === 'not_met' ? 'not_met' : 'met' },
            { id: 'b', result: success === 'met' ? 'met' : 'not_met' },
          ],
          blockers: [],
        },
      },
    }),
  );
  const { findings } = await judgeBy(trace, 'outcome-claim');
  expect(findings.map(({ message }) => message)).toEqual(expected);
});
