/** A run of mini-swe-agent becomes a layer of agent steps: each answer holds a command, the next message what came of it. */
import { TraceError } from '../../base/errors.ts';
import type { AtifFinal } from '../agent/atif.ts';
import { addChatCalls, chatTexts } from '../agent/chat.ts';
import { putPatch } from '../agent/put-patch.ts';
import { putRuns, putTask } from '../agent/put-runs.ts';
import { shell, type ToolTable } from '../agent/tools.ts';
import { Trajectory } from '../agent/trajectory.ts';
import type { BundleDraft } from '../bundle-draft.ts';
import { onlyFile, type ForeignUnit } from '../foreign.ts';
import { field, listField, numberField, parsedJson, textField } from '../../base/json.ts';
import { completionOf } from '../swe-agent/completion.ts';

const FORMAT = 'mini-swe-agent trajectory';
const SUPPORTED = 'formats 1.x';
const EXIT = /^\s*<returncode>(-?\d{1,6})<\/returncode>/;
const TOOLS: ToolTable = new Map([['bash', shell(['command'], EXIT)]]);
const BLOCK = /```(?:mswea_bash_command|bash)[^\S\n]*\n([\s\S]*?)\n?```/;

export async function convert(unit: ForeignUnit, draft: BundleDraft, signal?: AbortSignal): Promise<void> {
  const file = onlyFile(unit);
  if (!file) throw new TraceError('internal', { reason: 'a mini-swe-agent trajectory is one file' });
  const document = parsedJson(await file.text(signal));
  const format = textField(document, 'trajectory_format') ?? '';
  const version = /^mini-swe-agent-(.+)$/.exec(format)?.[1];
  if (version !== undefined && !/^1(?:\.|$)/.test(version))
    throw new TraceError('import-unsupported', {
      path: file.path,
      format: FORMAT,
      found: `format ${version}`,
      supported: SUPPORTED,
    });
  const messages: unknown = Array.isArray(document) ? document : field(document, 'messages');
  if (!Array.isArray(messages) || messages.length === 0)
    throw new TraceError('format-broken', {
      path: file.path,
      format: FORMAT,
      reason: 'it has no list of messages',
    });
  const trajectory = new Trajectory();
  const info = field(document, 'info');
  const submission = textField(info, 'submission');
  for (const message of messages as readonly unknown[]) addMessage(trajectory, message, submission);
  const model = textField(field(field(info, 'config'), 'model'), 'model_name');
  const agent = {
    name: 'mini-swe-agent',
    version: textField(info, 'mini_version') ?? 'unknown',
    ...(model !== undefined && { model_name: model }),
  };
  const run = trajectory.document(agent, { final_metrics: finalOf(field(info, 'model_stats')) });
  const [layer] = putRuns(draft, [{ title: 'mini-swe-agent', document: run, agent, tools: TOOLS }]);
  putTask(draft, run);
  putPatch(draft, submission, layer);
  draft.outcome = { ...draft.outcome, completion: completionOf(textField(info, 'exit_status')) };
  draft.original(file);
}

function addMessage(trajectory: Trajectory, message: unknown, submission: string | undefined): void {
  const role = textField(message, 'role');
  const { text, reasoning } = chatTexts(message);
  const about = field(message, 'extra');
  const timestamp = isoOf(field(about, 'timestamp') ?? field(message, 'timestamp'));
  const time = timestamp === undefined ? {} : { timestamp };
  const code = numberField(about, 'returncode');
  const output = textField(about, 'raw_output');
  // What comes next may be another message, as of a person: it is an answer where it says so. The last command is
  // answered with what it submits, which may be nothing.
  const isSubmitted = text === '' || text === submission;
  const isAnswer = code !== undefined || output !== undefined || EXIT.test(text) || isSubmitted;
  const answered = textField(message, 'tool_call_id') ?? (isAnswer ? trajectory.waiting : undefined);
  if (answered !== undefined && (role === 'user' || role === 'tool')) {
    trajectory.answer(answered, {
      content: output ?? text,
      extra: { ...time, ...(code !== undefined && { exit_code: code }) },
    });
    return;
  }
  const cost = numberField(about, 'cost');
  trajectory.step({
    ...time,
    source: role === 'assistant' ? 'agent' : role === 'user' ? 'user' : 'system',
    message: text,
    ...(reasoning !== '' && { reasoning_content: reasoning }),
    ...(cost !== undefined && { metrics: { cost_usd: cost } }),
  });
  if (role !== 'assistant') return;
  if (addChatCalls(trajectory, message).length > 0) return;
  for (const command of commandsOf(about, text))
    trajectory.call({ id: undefined, name: 'bash', args: { command } });
}

/** As the program took them out of the answer; else, the one block that its format asks for. */
function commandsOf(about: unknown, text: string): readonly string[] {
  const told = listField(about, 'actions').flatMap((action) => {
    const command = typeof action === 'string' ? action : textField(action, 'command');
    return command === undefined ? [] : [command];
  });
  if (told.length > 0) return told;
  const command = BLOCK.exec(text)?.[1]?.trim();
  return command === undefined || command === '' ? [] : [command];
}

/** Seconds since 1970, as a date. */
function isoOf(seconds: unknown): string | undefined {
  if (typeof seconds !== 'number' || !(seconds > 1e8) || seconds > 8e9) return undefined;
  const whole = new Date(Math.floor(seconds) * 1_000).toISOString().slice(0, 19);
  const micros = Math.round((seconds % 1) * 1e6);
  return `${whole}.${String(Math.min(micros, 999_999)).padStart(6, '0')}Z`;
}

function finalOf(stats: unknown): AtifFinal | undefined {
  const cost = numberField(stats, 'instance_cost');
  return cost === undefined ? undefined : { total_cost_usd: cost };
}
