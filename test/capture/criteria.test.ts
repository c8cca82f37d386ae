import { describe, expect, it } from 'vitest';
import { criterionResult, successOf } from '../../capture/bundle/criteria.ts';

const run = (seq: number, command: string, exitCode: number | null) => {
  const startUs = seq * 1000;
  return { seq, command, cwd: '/', startUs, endUs: exitCode === null ? null : startUs + 100, exitCode };
};
const desk = { root: '/', base: '' };
const wall = { trace: (wallUs: number) => wallUs };

describe('what came of a criterion', () => {
  const commands = [
    run(1, 'npm test', 1),
    run(2, 'npm test', 0),
    run(3, 'npm run width', 1),
    run(4, 'sleep 9', null),
  ];
  const reports = commands.slice(0, 2).map((command) => ({ format: 'junit' as const, command, file: 'a' }));
  const resultOf = (shownBy: string) =>
    criterionResult({ id: 'it', shownBy }, { ...desk, commands, reports }, wall);

  it('is shown by the last command, and by the report that this one wrote', () => {
    const times = { t: 2000, t_end: 2100 };
    expect(resultOf('npm test')).toEqual({
      id: 'it',
      result: 'met',
      evidence: [
        { layer: 'commands', ...times, note: 'npm test: exit code 0' },
        { layer: 'tests', ...times },
      ],
    });
  });

  it('is not met by a metric that says so, without a report that it did not write', () => {
    expect(resultOf('npm run width')).toEqual({
      id: 'it',
      result: 'not_met',
      evidence: [{ layer: 'commands', t: 3000, t_end: 3100, note: 'npm run width: exit code 1' }],
    });
  });

  it.each(['sleep', 'npm run lint'])('is unknown where %s was not run to its end', (shownBy) => {
    expect(resultOf(shownBy)).toEqual({ id: 'it', result: 'unknown' });
  });
});

it.each([
  ['met', ['met', 'met']],
  ['partly_met', ['met', 'not_met']],
  ['partly_met', ['met', 'unknown']],
  ['not_met', ['not_met', 'not_met']],
  ['unknown', ['not_met', 'unknown']],
  ['unknown', []],
] as const)('amounts to %s', (success, results) => {
  expect(successOf(results.map((result, index) => ({ id: String(index), result })))).toBe(success);
});
