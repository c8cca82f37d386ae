import { describe, expect, it } from 'vitest';
import { fromSeconds, toSeconds } from '../../../src/base/time.ts';
import { criterionCourses, turnIndexAt, type Turn } from '../../../src/panes/task/criterion-course.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { buildTrace } from '../../fixtures/build-trace.ts';

type Manifest = Trace['manifest'];
type Result = Manifest['outcome']['criteria'][number];

const { manifest } = buildTrace();
const END = fromSeconds(60);
const run = (command: string, start: number, end: number | undefined, exitCode: number | undefined) => ({
  command,
  time: fromSeconds(start),
  end: end === undefined ? undefined : fromSeconds(end),
  exitCode,
});

/** `state from seconds, shown at seconds`, of a criterion that `npm test` checks. */
function turnsOf(
  result: Pick<Result, 'result' | 'evidence'> | undefined,
  ...runs: ReturnType<typeof run>[]
): readonly string[] {
  const task = {
    ...manifest.task,
    criteria: [{ id: 'a', text: 'Tests pass', check: 'test', command: 'npm test' }],
  } as const;
  const outcome = { ...manifest.outcome, criteria: result ? [{ id: 'a', ...result }] : [] };
  const [course] = criterionCourses({ task, outcome }, runs, END);
  return (course?.turns ?? []).map(
    ({ from, state, shownAt }) =>
      `${state} from ${toSeconds(from)}, shown at ${shownAt === undefined ? 'no time' : toSeconds(shownAt)}`,
  );
}

describe('the course of a criterion', () => {
  const met: Pick<Result, 'result' | 'evidence'> = {
    result: 'met',
    evidence: [
      { layer: 'commands', t: fromSeconds(30), t_end: fromSeconds(33) },
      { layer: 'tests', t: fromSeconds(31) },
      { path: 'log.txt' },
    ],
  };

  it('goes from run to run of its own command, to what is claimed once that was shown', () => {
    expect(
      turnsOf(
        met,
        run('npm test', 20, 21, 0),
        run(' npm test ', 10, 12, 1),
        run('npm test -- one', 22, 23, 1),
        run('npm test', 30, 33, 0),
        run('npm test', 40, 41, 1),
      ),
    ).toEqual(['fails from 12, shown at 10', 'passes from 21, shown at 20', 'met from 33, shown at 30']);
  });

  it('says nothing of runs whose end or exit code nobody recorded', () => {
    expect(turnsOf(undefined, run('npm test', 1, undefined, 0), run('npm test', 2, 3, undefined))).toEqual(
      [],
    );
  });

  it('leads to a claim that names no moment at the end alone', () => {
    expect(turnsOf({ result: 'not_met' }, run('npm test', 1, 2, 0))).toEqual([
      'passes from 2, shown at 1',
      'not_met from 60, shown at no time',
    ]);
    const late = { result: 'met' as const, evidence: [{ t: fromSeconds(70), t_end: fromSeconds(80) }] };
    expect(turnsOf(late)).toEqual(['met from 60, shown at 60']);
  });

  it('takes no command at all for none of its runs', () => {
    const criteria = [{ id: 'a', text: 'Well made', check: 'review', command: ' ' } as const];
    const task = { ...manifest.task, criteria };
    expect(criterionCourses({ task, outcome: manifest.outcome }, [run('', 1, 2, 0)], END)[0]?.turns).toEqual(
      [],
    );
  });
});

it('has the last turn that began in force', () => {
  const turns: readonly Turn[] = [5, 9].map((from) => ({
    from: fromSeconds(from),
    state: 'passes',
    shownAt: undefined,
  }));
  expect([0, 4.9, 5, 8, 9, 60].map((seconds) => turnIndexAt(turns, fromSeconds(seconds)))).toEqual([
    -1, -1, 0, 0, 1, 1,
  ]);
});
