/** The conversation of a sample becomes steps; its events tell when. Pure. */
import type { AtifMetrics } from '../agent/atif.ts';
import { addChatCalls, chatTexts } from '../agent/chat.ts';
import { contentText } from '../agent/tool-events.ts';
import { Trajectory } from '../agent/trajectory.ts';
import { field, listField, numberField, textField } from '../../base/json.ts';
import type { LossLog } from '../loss-log.ts';
import { Attachments, type TextBudget } from './attachments.ts';

/** Kinds of events that the conversation says again, or that only frame it. */
const FRAME = ['model', 'tool', 'sample_init', 'span_begin', 'span_end', 'step', 'score'];

/** Answers of the model among which that of a message is looked for: others may have been left out of the conversation. */
const NEAR = 64;

export function sampleSteps(sample: unknown, losses: LossLog, budget: TextBudget): Trajectory {
  const reader = new SampleReader(sample, losses, budget);
  return reader.trajectory;
}

class SampleReader {
  readonly trajectory = new Trajectory();
  readonly #losses: LossLog;
  readonly #attachments: Attachments;
  /** Events of the model’s answers, in order, each used once. */
  readonly #models: unknown[];
  /** Events of tool calls by the id of the call. */
  readonly #tools = new Map<string, unknown>();
  readonly #began: string | undefined;

  constructor(sample: unknown, losses: LossLog, budget: TextBudget) {
    this.#losses = losses;
    this.#attachments = new Attachments(sample, budget);
    // Of the first logs of version 2 they stand in a transcript.
    const events = [...listField(sample, 'events'), ...listField(field(sample, 'transcript'), 'events')];
    this.#models = events.filter((event) => textField(event, 'event') === 'model');
    this.#began = textField(
      events.find((event) => textField(event, 'event') === 'sample_init'),
      'timestamp',
    );
    for (const event of events) {
      const kind = textField(event, 'event') ?? 'none';
      const id = textField(event, 'id');
      if (kind === 'tool' && id !== undefined) this.#tools.set(id, event);
      if (!FRAME.includes(kind)) losses.add('dropped', `An event of the kind ${kind}`.slice(0, 80));
    }
    const messages = listField(sample, 'messages');
    for (const message of messages) this.#message(this.#attachments.resolved(message));
    if (messages.length === 0) this.#asked(this.#attachments.resolved(field(sample, 'input')));
    if (this.#models.length > 0)
      losses.add(
        'dropped',
        'An answer of a model that is not in the conversation',
        undefined,
        this.#models.length,
      );
    if (this.#attachments.missing > 0)
      losses.add(
        'unreadable',
        'A text that stands apart is not in the sample',
        undefined,
        this.#attachments.missing,
      );
  }

  /** What was asked, where no conversation was kept. */
  #asked(input: unknown): void {
    if (typeof input === 'string') this.trajectory.step({ ...this.#start(), source: 'user', message: input });
    else if (Array.isArray(input)) for (const message of input) this.#message(message);
  }

  #message(message: unknown): void {
    const role = textField(message, 'role');
    const { text, reasoning } = chatTexts(message);
    const pictures = listField(message, 'content').filter((part) =>
      ['image', 'audio', 'video'].includes(textField(part, 'type') ?? ''),
    );
    if (pictures.length > 0)
      this.#losses.add('dropped', 'A picture, sound or video in a message', undefined, pictures.length);
    if (role === 'tool') this.#answer(message, text);
    else if (role === 'assistant') {
      const event = this.#eventOf(message, text);
      const timestamp = textField(event, 'completed') ?? textField(event, 'timestamp');
      const metrics = usageOf(field(field(event, 'output'), 'usage'));
      const model = textField(message, 'model') ?? textField(event, 'model');
      this.trajectory.step({
        ...(timestamp !== undefined && { timestamp }),
        source: 'agent',
        message: text,
        ...(reasoning !== '' && { reasoning_content: reasoning }),
        ...(model !== undefined && { model_name: model }),
        ...(metrics && { metrics }),
      });
      this.#calls(message);
    } else {
      const source = role === 'system' ? 'system' : 'user';
      this.trajectory.step({ ...(this.trajectory.size === 0 ? this.#start() : {}), source, message: text });
    }
  }

  #calls(message: unknown): void {
    for (const call of listField(message, 'tool_calls')) {
      const timestamp = textField(this.#tools.get(textField(call, 'id') ?? ''), 'timestamp');
      addChatCalls(
        this.trajectory,
        { tool_calls: [call] },
        timestamp === undefined ? undefined : { timestamp },
      );
    }
  }

  #answer(message: unknown, text: string): void {
    const call = textField(message, 'tool_call_id');
    const event = this.#tools.get(call ?? '');
    const error = field(message, 'error');
    const type = textField(error, 'type');
    const timestamp = textField(event, 'completed');
    const extra = {
      ...(timestamp !== undefined && { timestamp }),
      ...(type !== undefined && { is_error: true, error_type: type }),
    };
    const content = text === '' ? (textField(error, 'message') ?? '') : text;
    if (call !== undefined && this.trajectory.knows(call)) this.trajectory.answer(call, { content, extra });
    else {
      this.#losses.add(
        'inferred',
        'An answer to a call that is not in the conversation is a step of its own',
        call,
      );
      this.trajectory.step({
        source: 'system',
        message: content,
        ...(call !== undefined && { extra: { ...extra, call } }),
      });
    }
  }

  /** The event of an answer: by its id, else the first that says the same. */
  #eventOf(message: unknown, text: string): unknown {
    const id = textField(message, 'id');
    const near = this.#models.slice(0, NEAR).map(answerOf);
    const same = near.findIndex((answer) => id !== undefined && textField(answer, 'id') === id);
    const place = same >= 0 ? same : near.findIndex((answer) => this.#says(answer) === text);
    return place < 0 ? undefined : this.#models.splice(place, 1)[0];
  }

  #says(answer: unknown): string {
    return contentText(this.#attachments.peeked(field(answer, 'content')));
  }

  #start(): { readonly timestamp?: string } {
    return this.#began === undefined ? {} : { timestamp: this.#began };
  }
}

function answerOf(event: unknown): unknown {
  return field(listField(field(event, 'output'), 'choices')[0], 'message');
}

function usageOf(usage: unknown): AtifMetrics | undefined {
  const [input, output, cached] = [
    numberField(usage, 'input_tokens'),
    numberField(usage, 'output_tokens'),
    numberField(usage, 'input_tokens_cache_read'),
  ];
  if (input === undefined && output === undefined) return undefined;
  return {
    ...(input !== undefined && { prompt_tokens: input }),
    ...(output !== undefined && { completion_tokens: output }),
    ...(cached !== undefined && { cached_tokens: cached }),
  };
}
