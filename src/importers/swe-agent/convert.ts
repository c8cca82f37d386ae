/** A run of SWE-agent becomes a layer of agent steps, and the change that it submitted. */
import { TraceError } from '../../base/errors.ts';
import type { AtifFinal } from '../agent/atif.ts';
import { putPatch } from '../agent/put-patch.ts';
import { putRuns, putTask } from '../agent/put-runs.ts';
import { contentText } from '../agent/tool-events.ts';
import type { BundleDraft } from '../bundle-draft.ts';
import { onlyFile, type ForeignUnit } from '../foreign.ts';
import { field, isObject, listField, numberField, parsedJson, textField } from '../../base/json.ts';
import { completionOf } from './completion.ts';
import { SWE_TOOLS } from './tools.ts';
import { trajSteps } from './traj-steps.ts';

const FORMAT = 'SWE-agent trajectory';
const TOLD = ['trajectory', 'history', 'info', 'environment', 'replay_config'];

export async function convert(unit: ForeignUnit, draft: BundleDraft, signal?: AbortSignal): Promise<void> {
  const file = onlyFile(unit);
  if (!file) throw new TraceError('internal', { reason: 'a SWE-agent trajectory is one file' });
  const broken = (reason: string): TraceError =>
    new TraceError('format-broken', { path: file.path, format: FORMAT, reason });
  const document = parsedJson(await file.text(signal));
  if (!isObject(document)) throw broken('it is no JSON from its beginning to its end');
  const trajectory = trajSteps(document, draft.losses);
  if (trajectory.size === 0) throw broken('it has no steps');
  for (const name of Object.keys(document))
    if (!TOLD.includes(name)) draft.losses.add('dropped', 'A field of the file is not known', name);
  const info = field(document, 'info');
  const config = configOf(document);
  const model = textField(field(field(config, 'agent'), 'model'), 'name');
  const agent = {
    name: 'swe-agent',
    version: textField(info, 'swe_agent_version') ?? 'unknown',
    ...(model !== undefined && { model_name: model }),
  };
  const status = textField(info, 'exit_status');
  const submission = textField(info, 'submission');
  const [layer] = putRuns(draft, [
    {
      title: 'SWE-agent',
      document: trajectory.document(agent, {
        final_metrics: finalOf(field(info, 'model_stats')),
        extra: {
          ...(status !== undefined && { exit_status: status }),
          ...(submission !== undefined && { submission }),
        },
      }),
      agent,
      tools: SWE_TOOLS,
    },
  ]);
  putTask(draft, trajectory.document(agent), issueIn(document));
  putPatch(draft, submission, layer);
  const commit = textField(field(field(config, 'env'), 'repo'), 'base_commit');
  if (commit !== undefined && /^[0-9a-f]{7,64}$/.test(commit))
    draft.task = { ...draft.task, repos: [{ name: 'repository', base_commit: commit }] };
  draft.outcome = { ...draft.outcome, completion: completionOf(status) };
  if (config !== undefined) draft.losses.add('dropped', 'The configuration of the run (replay_config)');
  if (listField(document, 'trajectory').length > 0 && listField(document, 'history').length > 0)
    draft.losses.add(
      'dropped',
      'The history after the first action, which says again what the trajectory does',
    );
  draft.original(file);
}

function configOf(document: unknown): Readonly<Record<string, unknown>> | undefined {
  const config = field(document, 'replay_config');
  const value = typeof config === 'string' ? parsedJson(config) : config;
  return isObject(value) ? value : undefined;
}

function finalOf(stats: unknown): AtifFinal | undefined {
  const [sent, received, cost] = [
    numberField(stats, 'tokens_sent'),
    numberField(stats, 'tokens_received'),
    numberField(stats, 'instance_cost'),
  ];
  if (sent === undefined && received === undefined && cost === undefined) return undefined;
  return {
    ...(sent !== undefined && { total_prompt_tokens: sent }),
    ...(received !== undefined && { total_completion_tokens: received }),
    ...(cost !== undefined && { total_cost_usd: cost }),
  };
}

/** The first line of the issue, which the first message quotes. */
function issueIn(document: unknown): string | undefined {
  for (const message of listField(document, 'history')) {
    if (field(message, 'is_demo') === true || textField(message, 'role') !== 'user') continue;
    const title = /^ISSUE:\s*\n(.{1,200})$/m.exec(contentText(field(message, 'content')))?.[1]?.trim();
    if (title !== undefined && title !== '') return title;
  }
  return undefined;
}
