/** A trial of Harbor: its trajectory is read as ATIF; its result says what came of it, and when. */
import { isoTime } from '../../base/iso-time.ts';
import { TraceError } from '../../base/errors.ts';
import type { Outcome, Phase } from '../../schema/generated/types.ts';
import { putRuns, putTask } from '../agent/put-runs.ts';
import { readTrajectory, trajectoryRuns } from '../atif/convert.ts';
import { withPictures } from '../atif/pictures.ts';
import type { BundleDraft } from '../bundle-draft.ts';
import { onlyFile, type ForeignUnit } from '../foreign.ts';
import { field, isObject, parsedJson, textField } from '../../base/json.ts';

const PHASES = ['environment_setup', 'agent_setup', 'agent_execution', 'verifier'];
const AGENT = 'agent/';
const TRAJECTORY = `${AGENT}trajectory.json`;

export async function convert(unit: ForeignUnit, draft: BundleDraft, signal?: AbortSignal): Promise<void> {
  const file = unit.files.get('result.json') ?? onlyFile(unit);
  const result = file && parsedJson(await file.text(signal));
  if (!file || !isObject(result))
    throw new TraceError('format-broken', {
      path: file?.path ?? unit.label,
      format: 'Harbor trial',
      reason: 'its result is no JSON from its beginning to its end',
    });
  draft.original(file);
  const trajectory = unit.files.get(TRAJECTORY);
  const document = trajectory && (await readTrajectory(trajectory, signal));
  const dates = [result, ...PHASES.map((name) => field(result, name))].flatMap((part) => [
    field(part, 'started_at'),
    field(part, 'finished_at'),
  ]);
  const runs =
    trajectory && document
      ? await withPictures(
          trajectoryRuns(document, trajectory, draft.losses),
          unit.files,
          AGENT,
          draft.losses,
        )
      : [];
  putRuns(draft, runs, dates);
  const shown = new Set(runs.flatMap(({ pictures = [] }) => pictures.map((picture) => picture.file.path)));
  const title = textField(result, 'task_name');
  if (trajectory) draft.original(trajectory);
  else draft.losses.add('dropped', `What the agent did: there is no ${TRAJECTORY} beside the result`);
  if (document) putTask(draft, document, title);
  else if (title !== undefined) draft.task = { ...draft.task, title };
  for (const path of unit.files.keys())
    if (path !== file.path && path !== TRAJECTORY && !shown.has(path))
      draft.losses.add('dropped', 'A file of the trial that is neither its result nor its trajectory', path);
  putAgent(draft, result);
  draft.outcome = outcomeOf(result, draft);
}

function putAgent(draft: BundleDraft, result: unknown): void {
  const info = field(result, 'agent_info');
  const name = textField(info, 'name');
  const model = textField(field(info, 'model_info'), 'name');
  const version = textField(info, 'version');
  draft.actor({
    id: 'agent',
    kind: 'agent',
    agent: {
      ...(name !== undefined && { name }),
      version: version === 'unknown' ? null : (version ?? null),
      model: model ?? null,
    },
  });
}

/** Rewards are numbers of the verifier’s own scale: whether one means success, the result does not say. */
function outcomeOf(result: unknown, draft: BundleDraft): Outcome {
  const start = draft.origin.wall_utc === null ? undefined : Date.parse(draft.origin.wall_utc);
  const micros = (date: unknown): number | undefined => {
    const time = isoTime(date);
    // A time without a zone stands nowhere beside the trace’s beginning, which has one.
    return time?.zoned && start !== undefined
      ? Math.max(0, Math.round((time.millis - start) * 1_000))
      : undefined;
  };
  const phases = PHASES.flatMap((name): readonly Phase[] => {
    const phase = field(result, name);
    const [from, to] = [micros(field(phase, 'started_at')), micros(field(phase, 'finished_at'))];
    return from === undefined || to === undefined || to < from ? [] : [{ name, t_start: from, t_end: to }];
  });
  const rewards = Object.entries(objectOf(field(field(result, 'verifier_result'), 'rewards'))).flatMap(
    ([name, value]) => (typeof value === 'number' && Number.isFinite(value) ? [[name, value] as const] : []),
  );
  const completion = completionOf(result);
  const worked = phases.find(({ name }) => name === 'agent_execution');
  return {
    ...draft.outcome,
    completion,
    time_to_completion_us: completion === 'completed' && worked ? worked.t_end - worked.t_start : null,
    ...(phases.length > 0 && { phases }),
    ...(rewards.length > 0 && { rewards: Object.fromEntries(rewards) }),
  };
}

function completionOf(result: unknown): Outcome['completion'] {
  const exception = field(result, 'exception_info');
  if (exception === null) return textField(result, 'finished_at') === undefined ? 'unknown' : 'completed';
  const type = textField(exception, 'exception_type');
  if (type === undefined) return 'unknown';
  return /timeout/i.test(type) ? 'timed_out' : 'errored';
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}
