/** The lines of a lane become steps. Pure. */
import type { AtifMetrics, Extra } from '../agent/atif.ts';
import { contentText } from '../agent/tool-events.ts';
import { Trajectory } from '../agent/trajectory.ts';
import { field, isObject, jsonText, listField, numberField, textField } from '../../base/json.ts';
import type { LossLog } from '../loss-log.ts';
import type { Lane } from './lanes.ts';
import type { SessionLine } from './session-lines.ts';

export interface LaneSteps {
  readonly trajectory: Trajectory;
  /** What tools gave back to the program itself, by call. */
  readonly toolResults: ReadonlyMap<string, unknown>;
  /** Of the last answer. */
  readonly model: string | undefined;
}

export function laneSteps({ lines }: Lane, losses: LossLog): LaneSteps {
  const reader = new LaneReader(losses);
  for (const line of lines) reader.read(line);
  return reader;
}

class LaneReader implements LaneSteps {
  readonly trajectory = new Trajectory();
  readonly toolResults = new Map<string, unknown>();
  model: string | undefined;
  readonly #losses: LossLog;
  /** Steps by the id of their message: each of its parts is a line. */
  readonly #byMessage = new Map<string, { readonly step: number; readonly blocks: Set<string> }>();

  constructor(losses: LossLog) {
    this.#losses = losses;
  }

  read(line: SessionLine): void {
    const message = field(line.value, 'message');
    if (line.type === 'assistant') this.#assistant(line, message);
    else if (line.type === 'user') this.#user(line, message);
    else if (line.type === 'system') this.#system(line);
  }

  #assistant(line: SessionLine, message: unknown): void {
    const model = textField(message, 'model');
    if (model !== undefined && model !== '<synthetic>') this.model = model;
    const id = textField(message, 'id') ?? line.uuid;
    const metrics = metricsOf(message, line.value);
    let known = this.#byMessage.get(id);
    if (!known) {
      const step = this.trajectory.step({
        ...timeOf(line),
        source: 'agent',
        message: '',
        ...(model !== undefined && { model_name: model }),
      });
      known = { step, blocks: new Set() };
      this.#byMessage.set(id, known);
    }
    // Each line of a message says again what it used; the last one knows.
    if (metrics) this.trajectory.more(known.step, { metrics });
    const content = field(message, 'content');
    const blocks =
      typeof content === 'string' ? [{ type: 'text', text: content }] : listField(message, 'content');
    for (const block of blocks) {
      const text = jsonText(block, lineOf(line));
      if (known.blocks.has(text))
        this.#losses.add('changed', 'A part of a message that stands twice is read once', lineOf(line));
      else this.#block(block, known.step, line);
      known.blocks.add(text);
    }
  }

  #block(block: unknown, step: number, line: SessionLine): void {
    const type = textField(block, 'type');
    if (type === 'text') {
      // What is said is never shown before it was, though the thought was there earlier.
      this.trajectory.more(step, { message: textField(block, 'text') ?? '', ...timeOf(line) });
    } else if (type === 'thinking')
      this.trajectory.more(step, { reasoning_content: textField(block, 'thinking') ?? '' });
    else if (type === 'tool_use' || type === 'server_tool_use') {
      const args = field(block, 'input');
      this.trajectory.call(
        {
          id: textField(block, 'id'),
          name: textField(block, 'name') ?? 'unnamed',
          args: isObject(args) ? args : { input: args },
          extra: timeOf(line),
        },
        step,
      );
    } else
      this.#losses.add('dropped', `A part of a message: ${type ?? 'of no kind'}`.slice(0, 80), lineOf(line));
  }

  #user(line: SessionLine, message: unknown): void {
    const content = field(message, 'content');
    const blocks = listField(message, 'content');
    const results = blocks.filter((block) => textField(block, 'type') === 'tool_result');
    for (const result of results) this.#result(result, line, results.length === 1);
    for (const block of blocks)
      if (!['text', 'tool_result'].includes(textField(block, 'type') ?? ''))
        this.#losses.add(
          'dropped',
          `A part of a message: ${textField(block, 'type') ?? 'of no kind'}`.slice(0, 80),
          lineOf(line),
        );
    const text =
      typeof content === 'string' ? content : contentText(blocks.filter((block) => !results.includes(block)));
    if (text === '') return;
    const compacted = field(line.value, 'isCompactSummary') === true;
    this.trajectory.step({
      ...timeOf(line),
      source: compacted || field(line.value, 'isMeta') === true ? 'system' : 'user',
      message: text,
      ...(compacted && { extra: { compaction: true } }),
    });
  }

  /** `own`: the line is of this result alone, so that what the tool gave back is its. */
  #result(result: unknown, line: SessionLine, own: boolean): void {
    const call = textField(result, 'tool_use_id');
    const given = own ? field(line.value, 'toolUseResult') : undefined;
    const failed = field(result, 'is_error');
    const extra: Extra = {
      ...timeOf(line),
      ...(typeof failed === 'boolean' && { is_error: failed }),
      ...(field(given, 'interrupted') === true && { interrupted: true }),
    };
    if (call !== undefined && given !== undefined) this.toolResults.set(call, given);
    if (call === undefined || !this.trajectory.knows(call))
      this.#losses.add(
        'inferred',
        'An answer to a call that is not there stands with the step before it',
        lineOf(line),
      );
    const content = field(result, 'content');
    if (Array.isArray(content) && content.some((part) => textField(part, 'type') === 'image'))
      this.#losses.add('dropped', 'A picture that a tool gave back', lineOf(line));
    this.trajectory.answer(call, {
      content: contentText(content),
      extra,
      started: textField(given, 'agentId'),
    });
  }

  #system(line: SessionLine): void {
    const subtype = textField(line.value, 'subtype');
    const text = textField(line.value, 'content') ?? '';
    if (text === '' && subtype !== 'compact_boundary') {
      this.#losses.add('dropped', `A line of the kind system ${subtype ?? ''}`.trim(), lineOf(line));
      return;
    }
    this.trajectory.step({
      ...timeOf(line),
      source: 'system',
      message: text,
      ...(subtype !== undefined && { extra: { subtype } }),
    });
  }
}

function lineOf({ line }: SessionLine): string {
  return `line ${line}`;
}

function timeOf({ timestamp }: SessionLine): { readonly timestamp?: string } {
  return timestamp === undefined ? {} : { timestamp };
}

/** What was read from a cache, or written to it, was also read. */
function metricsOf(message: unknown, line: unknown): AtifMetrics | undefined {
  const usage = field(message, 'usage');
  const input = numberField(usage, 'input_tokens');
  const output = numberField(usage, 'output_tokens');
  const [made, cached] = [
    numberField(usage, 'cache_creation_input_tokens'),
    numberField(usage, 'cache_read_input_tokens'),
  ];
  const cost = numberField(line, 'costUSD');
  if (input === undefined && output === undefined && cost === undefined) return undefined;
  return {
    ...(input !== undefined && { prompt_tokens: input + (made ?? 0) + (cached ?? 0) }),
    ...(output !== undefined && { completion_tokens: output }),
    ...(cached !== undefined && { cached_tokens: cached }),
    ...(cost !== undefined && { cost_usd: cost }),
    ...(made !== undefined && { extra: { cache_creation_input_tokens: made } }),
  };
}
