/** A rollout of Codex becomes a layer of agent steps, with what is made from its tool calls. */
import { TraceError } from '../../base/errors.ts';
import { putRuns, putStatement } from '../agent/put-runs.ts';
import type { BundleDraft } from '../bundle-draft.ts';
import { onlyFile, type ForeignUnit } from '../foreign.ts';
import { field, isObject, textField } from '../../base/json.ts';
import { jsonLines } from '../json-lines.ts';
import { RolloutSteps, type RolloutRecord } from './rollout-steps.ts';
import { CODEX_TOOLS } from './tools.ts';

const FORMAT = 'Codex rollout';

export async function convert(unit: ForeignUnit, draft: BundleDraft, signal?: AbortSignal): Promise<void> {
  const file = onlyFile(unit);
  if (!file) throw new TraceError('internal', { reason: 'a Codex rollout is one file' });
  const records: RolloutRecord[] = [];
  for await (const { line, value } of jsonLines(file, signal)) {
    const payload = field(value, 'payload');
    const type = textField(value, 'type');
    if (type !== undefined && /^(?:thread|turn|item)\.[a-z]+$/.test(type))
      throw new TraceError('import-unsupported', {
        path: file.path,
        format: FORMAT,
        found: 'the stream of codex exec --json, which has no times',
        supported: 'the session files that Codex keeps itself (rollout-….jsonl)',
      });
    if (type === undefined || !isObject(payload))
      draft.losses.add('unreadable', 'A line is no record with a type and a payload', `line ${line}`);
    else records.push({ line, timestamp: textField(value, 'timestamp'), type, payload });
  }
  const meta = records.find(({ type }) => type === 'session_meta')?.payload;
  const steps = new RolloutSteps(records, draft.losses);
  const { trajectory, model, cwd, final, asked } = steps;
  if (trajectory.size === 0)
    throw new TraceError('format-broken', {
      path: file.path,
      format: FORMAT,
      reason: 'nothing is said in it',
    });
  const session = textField(meta, 'id');
  const agent = {
    name: 'codex',
    version: textField(meta, 'cli_version') ?? 'unknown',
    ...(model !== undefined && { model_name: model }),
  };
  putRuns(draft, [
    {
      title: 'Codex',
      document: trajectory.document(agent, {
        ...(session !== undefined && { session_id: session }),
        final_metrics: final,
      }),
      agent,
      tools: CODEX_TOOLS,
      root: textField(meta, 'cwd') ?? cwd,
    },
  ]);
  putStatement(draft, asked ?? '');
  const commit = textField(field(meta, 'git'), 'commit_hash');
  if (commit !== undefined && /^[0-9a-f]{7,64}$/.test(commit))
    draft.task = { ...draft.task, repos: [{ name: 'repository', base_commit: commit }] };
  draft.original(file);
}
