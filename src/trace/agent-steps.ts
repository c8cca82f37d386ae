/** What an agent did, step by step: what each layer of agent steps holds once it is read. */
import { field, listField } from '../base/json.ts';
import type { Timed, Track } from './track.ts';

/** A piece of what was said or answered. All text is plain. */
export type ContentPart =
  | { readonly type: 'text'; readonly text: string }
  /** `path`: a file of the bundle, from its root; undefined where it is no such file, and `source` says what it is. */
  | { readonly type: 'image'; readonly path: string | undefined; readonly source: string };

/** Another run, as a document names it. Whatever the document does not tell is undefined. */
export interface SubagentRef {
  readonly session: string | undefined;
  readonly trajectory: string | undefined;
}

/** The call of another run by which a message was handed over. */
export interface HandedOverBy {
  readonly run: SubagentRef;
  readonly call: string | undefined;
}

export interface ToolResult {
  /** The call that it answers, as the document names it. */
  readonly call: string | undefined;
  readonly parts: readonly ContentPart[];
  /** Whether it failed, where the document says so in a field of its own; prose is no such field. */
  readonly failed: boolean | undefined;
  readonly exitCode: number | undefined;
  readonly subagents: readonly SubagentRef[];
}

export interface ToolCall {
  /** Unique within the document as a rule; '' where it was not recorded. */
  readonly id: string;
  readonly name: string;
  /** JSON, indented. */
  readonly args: string;
  /** In the order of the document; none where no answer was recorded. */
  readonly results: readonly ToolResult[];
}

/** Tokens and US dollars; undefined: not recorded, which is not 0. */
export interface Usage {
  readonly prompt: number | undefined;
  readonly completion: number | undefined;
  /** Of `prompt`. */
  readonly cached: number | undefined;
  readonly cost: number | undefined;
}

export type StepSource = 'user' | 'agent' | 'system' | 'other';

/** A step in the document's own time. */
export interface AtifStep {
  /** As the document numbers it; its place, from 1, where it does not. */
  readonly number: number;
  readonly source: StepSource;
  /** As the document calls it. */
  readonly sourceName: string;
  /** Milliseconds since 1970; undefined: not recorded. */
  readonly at: number | undefined;
  readonly message: readonly ContentPart[];
  readonly reasoning: string | undefined;
  readonly calls: readonly ToolCall[];
  /** Answers to no call of this step. */
  readonly results: readonly ToolResult[];
  readonly usage: Usage | undefined;
  readonly model: string | undefined;
  /** It was taken over from an earlier run, so that its tokens were counted there. */
  readonly copied: boolean;
  /** It belongs to another agent, whose steps were written between those of this one. */
  readonly sideChain: boolean;
  /** Another agent gave it; undefined: the document names none. */
  readonly handedOverBy: HandedOverBy | undefined;
}

export interface AgentStep extends Omit<AtifStep, 'at'>, Timed {
  /** Place in the document, from 0. */
  readonly index: number;
  /** It has no time of its own, and stands where the step before it does. */
  readonly untimed: boolean;
}

/** What the document says of the run as a whole. */
export interface AgentRun {
  /** `ATIF-v1.7`, for example. */
  readonly version: string;
  readonly agent: string | undefined;
  readonly agentVersion: string | undefined;
  readonly model: string | undefined;
  readonly session: string | undefined;
  readonly trajectory: string | undefined;
  /** What it says was used in all; undefined: it does not. */
  readonly final: Usage | undefined;
}

export interface AgentSteps {
  readonly run: AgentRun;
  /** In the order of the document. */
  readonly track: Track<AgentStep>;
}

/** What a record that came of a tool call says about it: its key `x-call`. */
export interface CallRef {
  /** id of the layer of agent steps. */
  readonly layer: string;
  /** `tool_call_id` in its document. */
  readonly call: string;
}

/** The key `x-call` of a record or layer; undefined where there is none, or it is of another form. */
export function callRef(record: object): CallRef | undefined {
  const value: unknown = Object.hasOwn(record, 'x-call')
    ? (record as Readonly<Record<string, unknown>>)['x-call']
    : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const { layer, call } = value as Readonly<Record<string, unknown>>;
  return typeof layer === 'string' && typeof call === 'string' ? { layer, call } : undefined;
}

/** The same text for the same call alone. */
export function callKey({ layer, call }: CallRef): string {
  return JSON.stringify([layer, call]);
}

/**
 * The places of the calls that alone have their key, by it. Some agents number their calls anew in each step: what names
 * one of those may have come of any of them.
 */
export function soleCalls(calls: readonly (CallRef | undefined)[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (const [place, call] of calls.entries()) {
    if (!call) continue;
    const key = callKey(call);
    if (places.has(key)) repeated.add(key);
    else places.set(key, place);
  }
  for (const key of repeated) places.delete(key);
  return places;
}

/** Where the pictures that the document names lie in the bundle, by the name there: the key `x-pictures` of the layer. */
export function namedPictures(layer: object): ReadonlyMap<string, string> {
  const pairs = listField(layer, 'x-pictures').map(
    (one) => [field(one, 'name'), field(one, 'path')] as const,
  );
  return new Map(
    pairs.filter(
      (pair): pair is readonly [string, string] => typeof pair[0] === 'string' && typeof pair[1] === 'string',
    ),
  );
}

/** The layer that started this one: its key `x-parent-layer`. */
export function parentLayer(layer: object): string | undefined {
  const value: unknown = Object.hasOwn(layer, 'x-parent-layer')
    ? (layer as Readonly<Record<string, unknown>>)['x-parent-layer']
    : undefined;
  return typeof value === 'string' ? value : undefined;
}
