/** The records of a rollout become steps. Pure. */
import type { AtifFinal, AtifMetrics } from '../agent/atif.ts';
import { contentText } from '../agent/tool-events.ts';
import { Trajectory } from '../agent/trajectory.ts';
import { field, isObject, jsonText, listField, numberField, parsedJson, textField } from '../../base/json.ts';
import type { LossLog } from '../loss-log.ts';

export interface RolloutRecord {
  readonly line: number;
  readonly timestamp: string | undefined;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What events say again that stands among the items of the conversation. */
const TWICE: Readonly<Record<string, string>> = {
  user_message: 'user',
  agent_message: 'assistant',
  agent_reasoning: 'reasoning',
};
/** Events that say nothing that is shown. */
const SILENT = [
  'task_started',
  'task_complete',
  'turn_started',
  'turn_complete',
  'agent_reasoning_section_break',
];
/** What the program itself puts before the first message, in a person’s name. */
const INJECTED = /^\s*(?:<(?:environment_context|user_instructions|INSTRUCTIONS|permissions)|# AGENTS\.md)/;

export class RolloutSteps {
  readonly trajectory = new Trajectory();
  model: string | undefined;
  cwd: string | undefined;
  /** As the program counted them to the end. */
  final: AtifFinal | undefined;
  /** The first message of a person: as an event says it, which the program never does in a person’s name. */
  asked: string | undefined;

  readonly #losses: LossLog;
  /** Roles, and `reasoning`, that items of the conversation have. */
  readonly #told: ReadonlySet<string>;
  /** The agent’s step that goes on: until it has an answer, or says something new. */
  #open: { readonly step: number; said: boolean; called: boolean } | undefined;
  #lastAgent: number | undefined;
  readonly #used = new Map<number, AtifMetrics>();
  #total = '';

  constructor(records: readonly RolloutRecord[], losses: LossLog) {
    this.#losses = losses;
    const items = records.filter(({ type }) => type === 'response_item').map(({ payload }) => payload);
    this.#told = new Set(
      items.map(
        (item) => textField(item, 'role') ?? (textField(item, 'type') === 'reasoning' ? 'reasoning' : ''),
      ),
    );
    const asking = records.find(
      ({ type, payload }) => type === 'event_msg' && textField(payload, 'type') === 'user_message',
    );
    this.asked = textField(asking?.payload, 'message');
    for (const record of records) this.#read(record);
  }

  #read(record: RolloutRecord): void {
    const { type, payload, line } = record;
    if (type === 'response_item') this.#item(record);
    else if (type === 'event_msg') this.#event(record);
    else if (type === 'turn_context') {
      this.model = textField(payload, 'model') ?? this.model;
      this.cwd ??= textField(payload, 'cwd');
    } else if (type === 'compacted')
      this.#other(record, 'system', textField(payload, 'message') ?? '', { compaction: true });
    else if (type !== 'session_meta')
      this.#losses.add('dropped', 'A record of an unknown kind', `line ${line}: ${type}`);
  }

  #item(record: RolloutRecord): void {
    const { payload, line } = record;
    const type = textField(payload, 'type') ?? 'none';
    switch (type) {
      case 'message':
        this.#message(record);
        break;
      case 'reasoning':
        this.#reasoning(record);
        break;
      case 'function_call':
      case 'custom_tool_call':
      case 'local_shell_call':
      case 'web_search_call':
        this.#call(record, type);
        break;
      case 'function_call_output':
      case 'custom_tool_call_output':
        this.#output(record);
        break;
      default:
        this.#losses.add(
          'dropped',
          'An item of the conversation of an unknown kind',
          `line ${line}: ${type}`,
        );
    }
  }

  #message(record: RolloutRecord): void {
    const role = textField(record.payload, 'role') ?? '';
    const text = contentText(field(record.payload, 'content'));
    const pictures = listField(record.payload, 'content').filter(
      (part) => textField(part, 'type') === 'input_image',
    );
    if (pictures.length > 0)
      this.#losses.add('dropped', 'A picture in a message', `line ${record.line}`, pictures.length);
    if (role === 'assistant') {
      const open = this.#agentStep(record, ({ said, called }) => said || called);
      open.said = true;
      // What is said is never shown before it was, though the thought was there earlier.
      this.trajectory.more(open.step, { message: text, ...timeOf(record) });
    } else {
      const isPerson = role === 'user' && !INJECTED.test(text);
      if (isPerson) this.asked ??= text;
      this.#other(record, isPerson ? 'user' : 'system', text);
    }
  }

  #reasoning(record: RolloutRecord): void {
    const parts = [...listField(record.payload, 'summary'), ...listField(record.payload, 'content')];
    const text = contentText(parts);
    if (text === '') {
      this.#losses.add(
        'dropped',
        'Reasoning of which only an encrypted form was recorded',
        `line ${record.line}`,
      );
      return;
    }
    const open = this.#agentStep(record, ({ said, called }) => said || called);
    this.trajectory.more(open.step, { reasoning_content: text });
  }

  #call(record: RolloutRecord, type: string): void {
    const { payload, line } = record;
    const open = this.#agentStep(record, () => false);
    open.called = true;
    const id = textField(payload, 'call_id');
    const extra = timeOf(record);
    const given = textField(payload, type === 'function_call' ? 'arguments' : 'input') ?? '';
    const action = field(payload, 'action');
    const parsed = type === 'function_call' ? parsedJson(given) : action;
    const name =
      type === 'local_shell_call'
        ? 'local_shell'
        : type === 'web_search_call'
          ? 'web_search'
          : textField(payload, 'name');
    if (type === 'function_call' && !isObject(parsed))
      this.#losses.add(
        'unreadable',
        'The arguments of a call are no JSON object: they are kept as text',
        `line ${line}`,
      );
    const args = isObject(parsed) ? parsed : given === '' ? {} : { input: given };
    this.trajectory.call({ id, name: name ?? 'unnamed', args, extra }, open.step);
  }

  #output(record: RolloutRecord): void {
    const { payload, line } = record;
    const call = textField(payload, 'call_id');
    const output = field(payload, 'output');
    const text = typeof output === 'string' ? output : contentText(output);
    // Some versions write JSON into the text.
    const told = text.startsWith('{') ? parsedJson(text) : undefined;
    const inner = field(told, 'output');
    const metadata = field(told, 'metadata');
    const exit = numberField(metadata, 'exit_code');
    const seconds = numberField(metadata, 'duration_seconds');
    if (call === undefined || !this.trajectory.knows(call))
      this.#losses.add(
        'inferred',
        'An answer to a call that is not there stands with the step before it',
        `line ${line}`,
      );
    this.trajectory.answer(call, {
      content: typeof inner === 'string' ? inner : text,
      extra: {
        ...timeOf(record),
        ...(exit !== undefined && { exit_code: exit }),
        ...(seconds !== undefined && { duration_seconds: seconds }),
      },
    });
    this.#open = undefined;
  }

  #event(record: RolloutRecord): void {
    const { payload, line } = record;
    const type = textField(payload, 'type') ?? 'none';
    const twice = TWICE[type];
    const text = textField(payload, 'message') ?? textField(payload, 'text') ?? '';
    if (type === 'token_count') this.#tokens(field(payload, 'info'));
    else if (twice !== undefined) {
      if (this.#told.has(twice)) {
        this.#losses.add(
          'changed',
          'A text that was recorded twice, as an item and as an event, is shown once',
          `line ${line}`,
        );
        return;
      }
      if (twice === 'user') this.#other(record, 'user', text);
      else {
        const open = this.#agentStep(record, ({ said, called }) => said || called);
        if (twice === 'assistant') open.said = true;
        this.trajectory.more(
          open.step,
          twice === 'assistant' ? { message: text } : { reasoning_content: text },
        );
      }
    } else if (type === 'turn_aborted' || type === 'error')
      this.#other(record, 'system', text === '' ? (textField(payload, 'reason') ?? type) : text, {
        event: type,
      });
    else if (!SILENT.includes(type))
      this.#losses.add('dropped', `An event of the kind ${type}`.slice(0, 80), `line ${line}`);
  }

  /** The same count comes again with every news about limits: each is counted once. */
  #tokens(info: unknown): void {
    const total = field(info, 'total_token_usage');
    const last = field(info, 'last_token_usage');
    const key = jsonText(total, 'token_count');
    if (!isObject(total) || key === this.#total) return;
    this.#total = key;
    const amount = (usage: unknown, name: string) => numberField(usage, name);
    const [prompt, completion, cached] = ['input_tokens', 'output_tokens', 'cached_input_tokens'].map(
      (name) => amount(total, name),
    );
    this.final = {
      ...(prompt !== undefined && { total_prompt_tokens: prompt }),
      ...(completion !== undefined && { total_completion_tokens: completion }),
      ...(cached !== undefined && { total_cached_tokens: cached }),
    };
    const step = this.#lastAgent;
    if (step === undefined || !isObject(last)) return;
    const before = this.#used.get(step);
    const metrics = {
      prompt_tokens: (before?.prompt_tokens ?? 0) + (amount(last, 'input_tokens') ?? 0),
      completion_tokens: (before?.completion_tokens ?? 0) + (amount(last, 'output_tokens') ?? 0),
      cached_tokens: (before?.cached_tokens ?? 0) + (amount(last, 'cached_input_tokens') ?? 0),
    };
    this.#used.set(step, metrics);
    this.trajectory.more(step, { metrics });
  }

  /** The step that goes on, or a new one where there is none, or `ends` says that it is over. */
  #agentStep(
    record: RolloutRecord,
    ends: (open: { readonly said: boolean; readonly called: boolean }) => boolean,
  ): { readonly step: number; said: boolean; called: boolean } {
    if (this.#open && !ends(this.#open)) return this.#open;
    const step = this.trajectory.step({
      ...timeOf(record),
      source: 'agent',
      message: '',
      ...(this.model !== undefined && { model_name: this.model }),
    });
    this.#open = { step, said: false, called: false };
    this.#lastAgent = step;
    return this.#open;
  }

  #other(record: RolloutRecord, source: 'user' | 'system', message: string, extra?: object): void {
    this.#open = undefined;
    this.trajectory.step({
      ...timeOf(record),
      source,
      message,
      ...(extra && { extra: { ...extra } }),
    });
  }
}

function timeOf({ timestamp }: RolloutRecord): { readonly timestamp?: string } {
  return timestamp === undefined ? {} : { timestamp };
}
