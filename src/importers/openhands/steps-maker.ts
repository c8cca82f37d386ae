/** What the events of both versions have in common when they become steps. */
import type { AtifMetrics, AtifStep } from '../agent/atif.ts';
import { Trajectory } from '../agent/trajectory.ts';
import { field, numberField, textField } from '../../base/json.ts';
import type { LossLog } from '../loss-log.ts';

/** What an edit’s answer says that the file held before and after. */
export interface EditedFile {
  readonly file: string;
  readonly before: string | undefined;
  readonly after: string;
  /** It says that the file did not exist. */
  readonly isNew: boolean;
}

export class StepsMaker {
  readonly trajectory = new Trajectory();
  /** By call. */
  readonly edits = new Map<string, EditedFile>();
  model: string | undefined;
  completion: 'completed' | 'errored' | 'stopped_by_operator' | 'unknown' = 'unknown';
  readonly losses: LossLog;
  readonly #byResponse = new Map<string, number>();

  constructor(losses: LossLog) {
    this.losses = losses;
  }

  said(event: unknown, source: AtifStep['source'], message: string, extra?: AtifStep['extra']): void {
    this.trajectory.step({ ...timeOf(event), source, message, ...(extra && { extra }) });
  }

  /** The step of a model’s answer: its calls are events of their own, with the same `response`. */
  answered(
    event: unknown,
    response: string | undefined,
    message: string,
    more: { readonly reasoning?: string; readonly metrics?: AtifMetrics | undefined } = {},
  ): number {
    const known = response === undefined ? undefined : this.#byResponse.get(response);
    if (known !== undefined) return known;
    const { reasoning = '', metrics } = more;
    const step = this.trajectory.step({
      ...timeOf(event),
      source: 'agent',
      message,
      ...(reasoning !== '' && { reasoning_content: reasoning }),
      ...(this.model !== undefined && { model_name: this.model }),
      ...(metrics && { metrics }),
    });
    if (response !== undefined) this.#byResponse.set(response, step);
    return step;
  }

  /** Whole texts that an edit’s answer holds. */
  edited(call: string | undefined, answer: unknown): void {
    const file = textField(answer, 'path');
    const [before, after] = [field(answer, 'old_content'), field(answer, 'new_content')];
    if (call === undefined || file === undefined || typeof after !== 'string') return;
    const isNew = field(answer, 'prev_exist') === false;
    const held = typeof before === 'string' && !isNew ? before : undefined;
    this.edits.set(call, { file, before: held, after, isNew });
  }

  state(name: string | undefined): void {
    if (name === 'finished') this.completion = 'completed';
    else if (name === 'error') this.completion = 'errored';
    else if (name === 'stopped') this.completion = 'stopped_by_operator';
    else if (name === 'running') this.completion = 'unknown';
  }
}

export function timeOf(event: unknown): { readonly timestamp?: string } {
  const timestamp = textField(event, 'timestamp');
  return timestamp === undefined ? {} : { timestamp };
}

/** Tokens as the chat interfaces count them. */
export function usageOf(usage: unknown): AtifMetrics | undefined {
  const prompt = numberField(usage, 'prompt_tokens');
  const completion = numberField(usage, 'completion_tokens');
  const cached =
    numberField(field(usage, 'prompt_tokens_details'), 'cached_tokens') ??
    numberField(usage, 'cache_read_tokens');
  if (prompt === undefined && completion === undefined) return undefined;
  return {
    ...(prompt !== undefined && { prompt_tokens: prompt }),
    ...(completion !== undefined && { completion_tokens: completion }),
    ...(cached !== undefined && { cached_tokens: cached }),
  };
}

/** -1 stands for a command that still runs: it is no exit code. */
export function exitCodeOf(code: number | undefined): { readonly exit_code?: number } {
  return code === undefined || code < 0 ? {} : { exit_code: code };
}
