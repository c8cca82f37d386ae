/** A task of OSWorld: the agent's steps by their local times, and the recording of the screen. */
import { TraceError, asTraceError } from '../../base/errors.ts';
import { cleanName, withEnding } from '../../bundle/file-name.ts';
import { videoMediaType } from '../../bundle/media-type.ts';
import type { Outcome } from '../../schema/generated/types.ts';
import { BY_STEP, oneClock, type BundleDraft } from '../bundle-draft.ts';
import type { ForeignFile, ForeignUnit } from '../foreign.ts';
import type { Convert } from '../importer.ts';
import { field, isObject, numberField, textField } from '../../base/json.ts';
import { jsonLines } from '../json-lines.ts';
import { keepFiles } from '../kept-files.ts';
import { still, stepsLayer, type StepDraft } from '../steps-layer.ts';
import { isLfsPointer } from './lfs-pointer.ts';

const MICROS_PER_SECOND = 1_000_000;

export const convert: Convert = async (unit, draft, signal, tools) => {
  const file = unit.files.get('traj.jsonl');
  if (!file) throw new TraceError('internal', { reason: 'a result has a traj.jsonl' });
  await refusePointer(file);
  const shown = new Set([file.path]);
  const id = draft.freeId('agent');
  const steps: StepDraft[] = [];
  let [first, last, finished]: [number | undefined, number | undefined, string | undefined] = [
    undefined,
    undefined,
    undefined,
  ];
  for await (const { line, value } of jsonLines(file, signal)) {
    if (!isObject(value)) {
      draft.losses.add('unreadable', 'A line is no step', `line ${line}`);
      continue;
    }
    const millis = localTime(textField(value, 'action_timestamp'));
    if (millis !== undefined) {
      first = Math.min(first ?? millis, millis);
      last = Math.max(last ?? millis, millis);
    }
    if (field(value, 'done') === true) finished = actionText(value);
    steps.push(stepOf(value, { at: millis, after: await stillOf(unit, value, { id, shown, draft }) }));
  }
  if (steps.length === 0)
    throw new TraceError('format-broken', { path: file.path, format: 'OSWorld', reason: 'it has no step' });
  draft.mode = 'live';
  draft.original(file);
  const timed = first !== undefined;
  const method =
    'local time of the machine in whole seconds, without a zone; the first step is the trace’s time 0';
  draft.losses.time(
    timed ? 'estimated' : 'order_only',
    timed ? method : 'The steps have no times: they stand one second apart, in their order.',
  );
  if (timed) draft.losses.add('dropped', 'The times of day name no time zone: only their distances are used');
  draft.until(
    first !== undefined && last !== undefined ? (last - first) * 1_000 : steps.length * MICROS_PER_SECOND,
  );
  stepsLayer(draft, {
    id,
    agent: 'unknown',
    clock: timed
      ? {
          ...oneClock('wall', 'ms', 'estimated', method),
          map: [{ native: first ?? 0, trace_us: 0, uncertainty_us: MICROS_PER_SECOND, method }],
        }
      : BY_STEP,
    steps,
  });
  await addVideo(
    unit,
    { shown, seconds: async (video) => (await tools.media(video, signal)).seconds },
    draft,
  );
  await tellOutcome(unit, finished, draft, signal);
  keepFiles(unit, draft, shown, 'of the result has no place among the layers');
};

/** Rejects with `import-unsupported` for a file that only stands for another. */
async function refusePointer(file: ForeignFile): Promise<void> {
  if (!isLfsPointer(await file.headText())) return;
  throw new TraceError('import-unsupported', {
    path: file.path,
    format: 'a Git LFS pointer',
    found: 'instead of the file itself',
    supported: 'the file, which "git lfs pull" fetches in the repository that this one comes from',
  });
}

/** `20240102@030405`, as if it were UTC; undefined for anything else. */
function localTime(text: string | undefined): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)@(\d\d)(\d\d)(\d\d)/.exec(text ?? '');
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts.map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}

function actionText(step: unknown): string | undefined {
  const action = field(step, 'action');
  return typeof action === 'string' ? action : undefined;
}

function stepOf(
  step: unknown,
  { at, after }: { readonly at: number | undefined; readonly after: string | undefined },
): StepDraft {
  const [reward, done] = [numberField(step, 'reward'), field(step, 'done')];
  return {
    source: 'agent',
    // Without a zone, as it was told.
    at: at === undefined ? undefined : new Date(at).toISOString().slice(0, 19),
    message: textField(step, 'response') ?? '',
    thought: textField(step, 'thought'),
    action:
      field(step, 'action') === undefined
        ? undefined
        : { tool: 'action', arguments: { action: field(step, 'action') } },
    after,
    extra: { ...(reward !== undefined && { reward }), ...(typeof done === 'boolean' && { done }) },
  };
}

interface Stills {
  readonly id: string;
  readonly shown: Set<string>;
  readonly draft: BundleDraft;
}

async function stillOf(
  { files }: ForeignUnit,
  step: unknown,
  { id, shown, draft }: Stills,
): Promise<string | undefined> {
  const name = textField(step, 'screenshot_file');
  const file = name === undefined ? undefined : files.get(name);
  if (name === undefined) return undefined;
  if (!file || isLfsPointer(await file.headText())) {
    draft.losses.add('dropped', 'A still is named, and not there', name);
    return undefined;
  }
  shown.add(file.path);
  return still(draft, id, file);
}

interface VideoReading {
  readonly shown: Set<string>;
  readonly seconds: (video: ForeignFile) => Promise<number>;
}

async function addVideo(
  { files }: ForeignUnit,
  { shown, seconds }: VideoReading,
  draft: BundleDraft,
): Promise<void> {
  const file = files.get('recording.mp4');
  const type = file && videoMediaType((await file.head()).subarray(0, 64));
  if (!file || !type) return;
  shown.add(file.path);
  draft.original(file);
  const method = 'when the recording began is not told: taken as the time of the first step';
  draft.losses.add(
    'inferred',
    'When the recording of the screen began is not told: it is taken to begin with the first step',
  );
  draft.layer({
    id: 'screen',
    kind: 'screen_video',
    format: { name: type.mediaType, version: null },
    clock: oneClock('media', 's', 'assumed', method),
    file: { name: withEnding(cleanName(file.name), type.ending), mediaType: type.mediaType, content: file },
  });
  try {
    draft.until((await seconds(file)) * MICROS_PER_SECOND);
  } catch (error) {
    const failure = asTraceError(error);
    if (failure.code !== 'format-broken' && failure.code !== 'format-unsupported') throw failure;
    draft.losses.add('unreadable', 'The video cannot be read', file.path);
  }
}

/** What the evaluator wrote is success; what the agent said last is completion. */
async function tellOutcome(
  { files }: ForeignUnit,
  finished: string | undefined,
  draft: BundleDraft,
  signal?: AbortSignal,
): Promise<void> {
  const text = (await files.get('result.txt')?.text(signal))?.trim() ?? '';
  const score = text === '' ? NaN : Number(text);
  const completion: Outcome['completion'] =
    finished === 'DONE' ? 'completed' : finished === 'FAIL' ? 'abandoned' : 'unknown';
  draft.outcome = {
    ...draft.outcome,
    completion,
    ...(Number.isFinite(score) && {
      success: score >= 1 ? 'met' : score > 0 ? 'partly_met' : 'not_met',
      rewards: { result: score },
    }),
  };
}
