/** A trial becomes one trace: its terminals on one clock, its result, and its tests as a report. */
import { TraceError } from '../../base/errors.ts';
import type { LayerClock, Outcome } from '../../schema/generated/types.ts';
import { oneClock, type BundleDraft } from '../bundle-draft.ts';
import type { ForeignFile, ForeignUnit } from '../foreign.ts';
import type { Convert } from '../importer.ts';
import { isoText, isoTime } from '../../base/iso-time.ts';
import { field, textField } from '../../base/json.ts';
import { keepFiles } from '../kept-files.ts';
import { wholeJson } from '../whole-json.ts';
import { castTimes, type CastTimes } from './cast-times.ts';
import { criterionResult, trialOutcome } from './trial-outcome.ts';

const MICROS_PER_SECOND = 1_000_000;
/** Named parts of a trial → the fields that tell when they began and ended, in newer results. */
const PHASES = [
  ['agent', 'agent_started_at', 'agent_ended_at'],
  ['tests', 'test_started_at', 'test_ended_at'],
] as const;

export const convert: Convert = async (unit, draft, signal) => {
  const results = await resultsOf(unit, signal);
  const casts = await castsOf(unit, draft, signal);
  const moment = (name: string): number | undefined => {
    const time = isoTime(field(results, name));
    return time?.zoned ? time.millis : undefined;
  };
  const began = [moment('trial_started_at'), ...casts.map((cast) => cast.began)].filter(
    (time) => time !== undefined,
  );
  const zero = began.length > 0 ? began.reduce((first, time) => Math.min(first, time), Infinity) : undefined;
  const micros = (millis: number | undefined): number | undefined =>
    millis === undefined || zero === undefined || millis < zero
      ? undefined
      : Math.round((millis - zero) * 1_000);
  draft.mode = 'live';
  if (zero !== undefined)
    draft.origin = {
      wall_utc: isoText(zero),
      wall_uncertainty_us: moment('trial_started_at') === undefined ? MICROS_PER_SECOND : 1_000,
    };
  draft.losses.time(
    zero === undefined ? 'assumed' : 'estimated',
    zero === undefined
      ? 'the recordings do not tell when they began: one follows the other'
      : 'each recording counts seconds from its beginning, which it tells in whole seconds of the wall clock',
  );
  describe(results, draft);
  tellOutcome(results, draft);
  const phases = PHASES.flatMap(([name, from, to]) => {
    const [start, end] = [micros(moment(from)), micros(moment(to))];
    return start === undefined || end === undefined || end < start
      ? []
      : [{ name, t_start: start, t_end: end }];
  });
  const [agentEnd, agentStart] = [moment('agent_ended_at'), moment('agent_started_at')];
  const worked = agentEnd === undefined || agentStart === undefined ? -1 : agentEnd - agentStart;
  draft.outcome = {
    ...draft.outcome,
    ...(phases.length > 0 && { phases }),
    ...(worked >= 0 &&
      draft.outcome.completion === 'completed' && { time_to_completion_us: Math.round(worked * 1_000) }),
  };
  draft.until(micros(moment('trial_ended_at')) ?? 0);
  const terminals = placeCasts(casts, micros, draft);
  testRun(
    results,
    { start: micros(moment('test_started_at')), end: micros(moment('test_ended_at')), terminals },
    draft,
  );
  keepFiles(unit, draft, new Set(casts.map(({ file }) => file.path)), 'has no times, or repeats a recording');
};

async function resultsOf(unit: ForeignUnit, signal?: AbortSignal): Promise<unknown> {
  const file = unit.files.get('results.json');
  if (!file) throw new TraceError('internal', { reason: 'a trial has a results.json' });
  return wholeJson(file, 'terminal-bench results', signal);
}

/** Of the agent first, then by name. */
async function castsOf(
  unit: ForeignUnit,
  draft: BundleDraft,
  signal?: AbortSignal,
): Promise<readonly CastTimes[]> {
  const files = [...unit.files.values()].filter(({ path }) => /^sessions\/[^/]+\.cast$/.test(path));
  const rank = ({ name }: ForeignFile): string => (name === 'agent.cast' ? '' : name);
  const casts: CastTimes[] = [];
  for (const file of files.sort((a, b) => (rank(a) < rank(b) ? -1 : 1))) {
    const times = await castTimes(file, signal);
    if (typeof times === 'string')
      draft.losses.add('unreadable', 'A recording cannot be read', `${file.path}: ${times}`);
    else casts.push(times);
  }
  return casts;
}

function describe(results: unknown, draft: BundleDraft): void {
  const title = textField(results, 'task_id') ?? textField(results, 'trial_name');
  if (title !== undefined) draft.task = { ...draft.task, title };
  const statement = textField(results, 'instruction');
  if (statement !== undefined)
    draft.task = {
      ...draft.task,
      statement_path: draft.file('task', {
        name: 'statement.md',
        mediaType: 'text/markdown',
        content: statement,
      }),
    };
  // Results do not name the agent: folders above them do, as a rule.
  draft.actor({ id: 'agent', kind: 'agent' });
}

function tellOutcome(results: unknown, draft: BundleDraft): void {
  const { completion, strange, success, tests } = trialOutcome(results);
  if (strange !== undefined)
    draft.losses.add('changed', 'A failure mode is not known: how the work ended counts as unknown', strange);
  draft.task = {
    ...draft.task,
    criteria: tests.map(({ name }) => ({ id: name.slice(0, 200) || 'unnamed', text: name, check: 'test' })),
  };
  const criteria: Outcome['criteria'] = tests.map(({ name, status }) => ({
    id: name.slice(0, 200) || 'unnamed',
    result: criterionResult(status),
  }));
  const mode = textField(results, 'failure_mode');
  draft.outcome = {
    ...draft.outcome,
    completion,
    success,
    criteria,
    ...(mode !== undefined && { 'x-failure-mode': mode }),
  };
}

type Micros = (millis: number | undefined) => number | undefined;

/** Recordings that do not tell when they began follow each other. Returns the ids of their layers by file name. */
function placeCasts(
  casts: readonly CastTimes[],
  micros: Micros,
  draft: BundleDraft,
): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  let after = 0;
  for (const { file, version, began, seconds, backsteps } of casts) {
    const at = micros(began);
    const start = at ?? after;
    after = start + Math.round(seconds * MICROS_PER_SECOND);
    const clock: LayerClock = {
      ...oneClock('monotonic', 's', at === undefined ? 'assumed' : 'estimated', ''),
      map: [
        at === undefined
          ? { native: 0, trace_us: start, method: 'after the recording before it' }
          : {
              native: 0,
              trace_us: start,
              uncertainty_us: MICROS_PER_SECOND,
              method: 'its header, in whole seconds',
            },
      ],
      ...(backsteps.count > 0 && { backsteps }),
    };
    if (backsteps.count > 0)
      draft.losses.add(
        'changed',
        'An event is earlier than the one before it: it is shown with that',
        file.name,
        backsteps.count,
      );
    draft.until(after);
    const title = file.name.replace(/\.cast$/, '');
    ids.set(
      title,
      draft.layer({
        id: `terminal-${title}`,
        kind: 'terminal',
        title,
        ...(title === 'agent' && { actor: 'agent' }),
        format: { name: 'asciicast', version },
        clock,
        file: { name: file.name, mediaType: 'application/x-asciicast', content: file },
      }),
    );
    draft.original(file);
  }
  return ids;
}

interface TestTimes {
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly terminals: ReadonlyMap<string, string>;
}

/** What the trial's parser found, as a report: it has names and states, and no more. */
function testRun(results: unknown, { start, end, terminals }: TestTimes, draft: BundleDraft): void {
  const { tests } = trialOutcome(results);
  if (tests.length === 0) return;
  const count = (wanted: string): number => tests.filter(({ status }) => status === wanted).length;
  const summary = {
    tests: tests.length,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    pending: 0,
    other: 0,
  };
  const report = {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    results: { tool: { name: 'terminal-bench' }, summary, tests },
  };
  const id = draft.freeId('tests');
  const path = draft.file(`layers/${id}`, {
    name: '001-parser-results.json',
    mediaType: 'application/json',
    content: `${JSON.stringify(report)}\n`,
  });
  const terminal = terminals.get('tests');
  const timed = start !== undefined;
  const record = {
    t_start: start ?? 0,
    t_end: timed ? (end ?? null) : null,
    path,
    format: 'ctrf',
    name: 'parser_results',
    ...(terminal !== undefined && { terminal }),
  };
  draft.losses.add(
    'changed',
    'The results of the tests became a report without durations',
    undefined,
    tests.length,
  );
  draft.layer({
    id,
    kind: 'test_runs',
    format: { name: 'trace-test_runs', version: '1' },
    ...(terminal !== undefined && { derived_from: [terminal] }),
    clock: timed
      ? oneClock('monotonic', 'us', 'measured', 'microseconds since the trial began, by its result')
      : oneClock('order_only', 'us', 'order_only', 'The result does not tell when the tests ran.'),
    file: {
      name: 'runs.jsonl',
      mediaType: 'application/x-ndjson',
      content: `${JSON.stringify(record)}\n`,
      records: 1,
    },
  });
}
