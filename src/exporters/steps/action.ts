/** What somebody did at a moment of a trace. */
import type { TraceTime } from '../../base/time.ts';
import type { Layer } from '../../schema/generated/types.ts';
import type { CallRef } from '../../trace/agent-steps.ts';
import type { Command } from '../../trace/layers.ts';
import type { Clipped } from './clipped.ts';

type ActionKind =
  | 'command'
  | 'edit'
  | 'commit'
  | 'navigate'
  | 'page'
  | 'review'
  | 'pointer'
  | 'scroll'
  | 'keys'
  | 'tool_call'
  | 'message';

/** What an agent was told. */
export interface Message extends Clipped {
  /** As the agent's document calls who said it. */
  readonly source: string;
  readonly time: TraceTime;
}

export interface ActionResult {
  /** null: not known. */
  readonly exitCode?: number | null;
  /** Where the exit code comes from. */
  readonly exitSource?: Command['exitSource'];
  readonly output?: Clipped;
  readonly tests?: { readonly passed: number; readonly failed: number; readonly skipped: number };
  readonly lint?: { readonly errors: number; readonly warnings: number };
}

export interface Action {
  readonly kind: ActionKind;
  readonly layer: Layer;
  readonly time: TraceTime;
  /** Not included; undefined: an instant, or not known. */
  readonly end: TraceTime | undefined;
  /** What was done, by the kind: see training_step.v1.json. */
  readonly input: Readonly<Record<string, unknown>>;
  /** undefined: the trace tells none. */
  readonly result: ActionResult | undefined;
  /** Words that the record itself has about it: an agent's reasoning and message. */
  readonly said?: string | undefined;
  /** `tool_call_id` in the agent's document. */
  readonly call?: string;
  /** Of a command: the tool call that ran it. */
  readonly ranBy?: CallRef | undefined;
  /** What the agent was told since its step before. */
  readonly told?: readonly Message[];
  /** … and after it, where it did nothing more. */
  readonly toldAfter?: readonly Message[];
}
