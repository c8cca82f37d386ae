/** A conversation of OpenHands becomes a layer of agent steps: of one file an event, or of a row of an evaluation. */
import { TraceError } from '../../base/errors.ts';
import type { AtifFinal } from '../agent/atif.ts';
import { putPatch } from '../agent/put-patch.ts';
import { putRuns, putStatement, putTask } from '../agent/put-runs.ts';
import type { BundleDraft } from '../bundle-draft.ts';
import { onlyFile, type ForeignFile, type ForeignUnit } from '../foreign.ts';
import { field, isObject, listField, numberField, parsedJson, textField } from '../../base/json.ts';
import { tellOthers } from '../kept-files.ts';
import { eventFiles } from './event-files.ts';
import type { StepsMaker } from './steps-maker.ts';
import { OPENHANDS_TOOLS, withTexts } from './tools.ts';
import { v0Steps } from './v0-steps.ts';
import { v1Steps } from './v1-steps.ts';

const FORMAT = 'OpenHands conversation';
const MAX_EVENTS = 50_000;
/** Beside the events, what tells of the conversation: the first that is there is read. */
const ABOUT = ['base_state.json', 'metadata.json'];

export async function convert(unit: ForeignUnit, draft: BundleDraft, signal?: AbortSignal): Promise<void> {
  const file = onlyFile(unit);
  if (file && eventFiles(unit.files).length === 0) await convertRow(file, draft, signal);
  else await convertFolder(unit, draft, signal);
}

async function convertRow(file: ForeignFile, draft: BundleDraft, signal?: AbortSignal): Promise<void> {
  const parsed = parsedJson(await file.text(signal));
  if (parsed === undefined) throw broken(file.path, 'it is no JSON from its beginning to its end');
  // A list of one row is taken whole.
  const row: unknown = Array.isArray(parsed) ? parsed.find(isObject) : parsed;
  if (!Array.isArray(field(row, 'history'))) throw broken(file.path, 'it has no history');
  const maker = v0Steps(listField(row, 'history'), draft.losses);
  const metadata = field(row, 'metadata');
  maker.model ??= textField(field(metadata, 'llm_config'), 'model');
  const metrics = field(row, 'metrics');
  const layer = put(draft, maker, file.path, {
    version: undefined,
    final: finalOf(metrics),
    title: textField(field(row, 'issue'), 'title') ?? textField(row, 'instance_id'),
    statement: textField(row, 'instruction'),
  });
  const tests = field(row, 'test_result');
  putPatch(draft, textField(tests, 'git_patch') ?? textField(row, 'git_patch'), layer);
  const error = textField(row, 'error');
  const success = field(row, 'success') ?? field(field(tests, 'report'), 'resolved');
  draft.outcome = {
    ...draft.outcome,
    completion: error === undefined ? maker.completion : 'errored',
    success: typeof success === 'boolean' ? (success ? 'met' : 'not_met') : 'unknown',
  };
  const commit = textField(row, 'base_commit') ?? textField(field(row, 'instance'), 'base_commit');
  if (commit !== undefined && /^[0-9a-f]{7,64}$/.test(commit))
    draft.task = { ...draft.task, repos: [{ name: 'repository', base_commit: commit }] };
  draft.original(file);
}

async function convertFolder(unit: ForeignUnit, draft: BundleDraft, signal?: AbortSignal): Promise<void> {
  const all = eventFiles(unit.files);
  const read = all.slice(0, MAX_EVENTS);
  if (read.length < all.length)
    draft.losses.add(
      'dropped',
      'An event: there are more than are read',
      read.at(-1)?.file.path,
      all.length - read.length,
    );
  const events: unknown[] = [];
  for (const { file } of read) {
    const event = parsedJson(await file.text(signal));
    if (isObject(event)) events.push(event);
    else draft.losses.add('unreadable', 'A file of an event is no JSON object', file.path);
    draft.original(file);
  }
  const isNew = read[0]?.version === 1;
  const maker = isNew ? v1Steps(events, draft.losses) : v0Steps(events, draft.losses);
  const aside = ABOUT.map((name) => unit.files.get(name)).find((one) => one !== undefined);
  const about = await aboutOf(aside, draft, signal);
  const paths = [...all.map(({ file }) => file.path), ...(aside ? [aside.path] : [])];
  tellOthers(unit, draft, new Set(paths), 'the conversation');
  maker.model ??= textField(about, 'llm_model') ?? textField(field(field(about, 'agent'), 'llm'), 'model');
  maker.state((textField(about, 'execution_status') ?? textField(about, 'agent_status'))?.toLowerCase());
  const system = events.find((event) => textField(event, 'action') === 'system');
  put(draft, maker, unit.label, {
    version: textField(field(system, 'args'), 'openhands_version'),
    final: finalOf(about),
    title: textField(about, 'title'),
    statement: undefined,
  });
  draft.outcome = { ...draft.outcome, completion: maker.completion };
}

/** What a file beside the events says of the conversation. */
async function aboutOf(
  file: ForeignFile | undefined,
  draft: BundleDraft,
  signal?: AbortSignal,
): Promise<unknown> {
  if (!file) return undefined;
  draft.original(file);
  const about = parsedJson(await file.text(signal));
  if (!isObject(about))
    draft.losses.add('unreadable', 'The file about the conversation is no JSON object', file.path);
  return about;
}

interface About {
  readonly version: string | undefined;
  readonly final: AtifFinal | undefined;
  readonly title: string | undefined;
  readonly statement: string | undefined;
}

function put(draft: BundleDraft, maker: StepsMaker, path: string, about: About): string | undefined {
  const { trajectory, model, edits } = maker;
  if (trajectory.size === 0) throw broken(path, 'nothing is said or done in its events');
  const agent = {
    name: 'openhands',
    version: about.version ?? 'unknown',
    ...(model !== undefined && { model_name: model }),
  };
  const document = trajectory.document(agent, { final_metrics: about.final });
  const [layer] = putRuns(draft, [
    {
      title: 'OpenHands',
      document,
      agent,
      tools: OPENHANDS_TOOLS,
      overrule: withTexts(edits),
      root: '/workspace',
    },
  ]);
  if (about.statement === undefined) putTask(draft, document, about.title);
  else putStatement(draft, about.statement, about.title);
  return layer;
}

function finalOf(metrics: unknown): AtifFinal | undefined {
  const usage = field(metrics, 'accumulated_token_usage') ?? metrics;
  const [prompt, completion] = [numberField(usage, 'prompt_tokens'), numberField(usage, 'completion_tokens')];
  const cost = numberField(metrics, 'accumulated_cost');
  if (prompt === undefined && completion === undefined && cost === undefined) return undefined;
  return {
    ...(prompt !== undefined && { total_prompt_tokens: prompt }),
    ...(completion !== undefined && { total_completion_tokens: completion }),
    ...(cost !== undefined && { total_cost_usd: cost }),
  };
}

function broken(path: string, reason: string): TraceError {
  return new TraceError('format-broken', { path, format: FORMAT, reason });
}
