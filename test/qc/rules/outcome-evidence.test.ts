/** Evidence in sessions of several repositories. */
import { expect, it } from 'vitest';
import { openTrace } from '../../../src/trace/open-trace.ts';
import { buildBundle, lines } from '../../fixtures/build-bundle.ts';
import { judgeBy } from '../one-rule.ts';

const S = 1_000_000;

/** Tests run in `cwd` for a second from 2 s on; at 5 s `file` is saved. */
async function judged(cwd: string | null, file: string, command = 'npm test'): Promise<readonly string[]> {
  const trace = await openTrace(
    buildBundle({
      layers: [
        {
          id: 'commands',
          kind: 'commands',
          content: lines({
            ...{ seq: 1, terminal: 'main', t_start: 2 * S, t_end: 3 * S, cwd },
            ...{ command, exit_code: 0, exit_source: 'shell' },
          }),
        },
        { id: 'edits', kind: 'ide_edits', content: lines({ t: 5 * S, type: 'save', file }) },
      ],
      manifest: {
        task: {
          family: 'bug_fix',
          title: 'Two repositories',
          repos: ['app', 'lib'].map((name) => ({ name, base_commit: 'a'.repeat(40) })),
          criteria: [{ id: 'tests', text: 'All tests pass.', check: 'test' }],
        },
        outcome: {
          completion: 'completed',
          success: 'met',
          time_to_completion_us: 9 * S,
          criteria: [
            { id: 'tests', result: 'met', evidence: [{ layer: 'commands', t: 2 * S, t_end: 3 * S }] },
          ],
          blockers: [],
        },
      },
    }),
  );
  return (await judgeBy(trace, 'outcome-evidence')).findings.map(({ reason }) => reason);
}

it('takes the repository for unknown where the command itself went elsewhere', async () => {
  expect(await judged('/home/dev/lib', 'app/src/a.js', 'cd ../app && npm test')).toEqual(['O-VACUOUS']);
});

it.each([
  ['in the repository where it ran', '/home/dev/lib', 'lib/src/a.js', ['O-VACUOUS']],
  ['in a folder of it', '/home/dev/lib/src', 'lib/src/a.js', ['O-VACUOUS']],
  ['in another', '/home/dev/lib', 'app/src/a.js', []],
  ['in none of them', '/home/dev/lib', 'notes.md', ['O-VACUOUS']],
  ['while it ran above both', '/home/dev', 'app/src/a.js', ['O-VACUOUS']],
  ['while nobody knows where it ran', null, 'app/src/a.js', ['O-VACUOUS']],
])('is made old by a later write %s', async (_, cwd, file, expected) => {
  expect(await judged(cwd, file)).toEqual(expected);
});
