/** A log of Inspect becomes one trace, in which each sample is an agent’s lane. */
import { TraceError } from '../../base/errors.ts';
import type { Outcome } from '../../schema/generated/types.ts';
import { putRuns, putStatement, putTask, type AgentRun } from '../agent/put-runs.ts';
import { shell, strReplaceEditor, visit, type ToolTable } from '../agent/tools.ts';
import type { BundleDraft } from '../bundle-draft.ts';
import { onlyFile, type ForeignUnit } from '../foreign.ts';
import { field, numberField, textField } from '../../base/json.ts';
import { TextBudget } from './attachments.ts';
import { idOf, readLog } from './read-log.ts';
import { sampleSteps } from './sample-steps.ts';
import { scored } from './scores.ts';

const run = shell(['cmd', 'command']);
const TOOLS: ToolTable = new Map([
  ['bash', run],
  ['text_editor', strReplaceEditor],
  ['web_browser_go', visit('url')],
]);

export async function convert(unit: ForeignUnit, draft: BundleDraft, signal?: AbortSignal): Promise<void> {
  const file = onlyFile(unit);
  if (!file) throw new TraceError('internal', { reason: 'an Inspect log is one file' });
  const { header, samples } = await readLog(file, draft.losses, signal);
  const about = field(header, 'eval');
  const model = textField(about, 'model');
  const agent = {
    name: 'inspect',
    version: textField(field(about, 'packages'), 'inspect_ai') ?? 'unknown',
    ...(model !== undefined && { model_name: model }),
  };
  const hasEpochs = samples.some((sample) => (numberField(sample, 'epoch') ?? 1) !== 1);
  const budget = new TextBudget();
  const runs = samples.map((sample): AgentRun => {
    const epoch = numberField(sample, 'epoch') ?? 1;
    return {
      title: `Sample ${idOf(sample)}${hasEpochs ? `, epoch ${epoch}` : ''}`,
      document: sampleSteps(sample, draft.losses, budget).document(agent, {
        trajectory_id: `${idOf(sample)}-${epoch}`,
        extra: { epoch, ...keptOf(sample) },
      }),
      agent,
      tools: TOOLS,
    };
  });
  if (runs.length > 1) draft.losses.add('changed', 'A sample is a lane of one trace', undefined, runs.length);
  putRuns(draft, runs);
  const title = textField(about, 'task_display_name') ?? textField(about, 'task');
  if (runs.length === 1) putTask(draft, runs[0]?.document, title);
  else putStatement(draft, '', title);
  const { criteria, results, success, rewards } = scored(header, samples);
  draft.task = { ...draft.task, criteria };
  draft.outcome = {
    ...draft.outcome,
    completion: completionOf(header, samples),
    success,
    criteria: results,
    ...(Object.keys(rewards).length > 0 && { rewards }),
  };
  draft.original(file);
}

/** What a sample says of itself besides its conversation. */
function keptOf(sample: unknown): Readonly<Record<string, unknown>> {
  const kept: [string, unknown][] = [];
  for (const name of ['target', 'scores', 'limit', 'error', 'total_time', 'working_time', 'model_usage']) {
    const value = field(sample, name);
    if (value !== undefined && value !== null) kept.push([name, value]);
  }
  return Object.fromEntries(kept);
}

/** As the log’s status says it; of one sample alone, also its own limit or error. */
function completionOf(header: unknown, samples: readonly unknown[]): Outcome['completion'] {
  const [only] = samples;
  if (samples.length === 1) {
    const limit = textField(field(only, 'limit'), 'type');
    if (limit === 'time' || limit === 'working') return 'timed_out';
    const error = field(only, 'error');
    if (error !== undefined && error !== null) return 'errored';
  }
  switch (textField(header, 'status') ?? 'none') {
    case 'success':
      return 'completed';
    case 'error':
      return 'errored';
    case 'cancelled':
      return 'stopped_by_operator';
    default:
      return 'unknown';
  }
}
