/**
 * Agent trajectories in ATIF 1.x, as tools really write them (https://www.harborframework.com/docs/agents/trajectory-format).
 * Pure. What later minor versions add is read around and counted.
 */
import { TraceError, type Problem } from '../base/errors.ts';
import type {
  AgentRun,
  AtifStep,
  HandedOverBy,
  StepSource,
  SubagentRef,
  ToolCall,
  ToolResult,
  Usage,
} from './agent-steps.ts';
import { AtifFaults } from './atif-faults.ts';
import { contentParts, indented } from './atif-content.ts';
import { isoTime } from '../base/iso-time.ts';
import { field, listField, numberField } from '../base/json.ts';
import { parseJson, textField } from './json-report.ts';

export interface Atif {
  readonly run: AgentRun;
  /** In the order of the document. */
  readonly steps: readonly AtifStep[];
  readonly problems: readonly Problem[];
}

const FORMAT = 'ATIF';
const SUPPORTED = 'ATIF 1.0 to 1.8';
/** Of a document; a larger one would take all of the memory while it is read. */
const MAX_CHARACTERS = 64_000_000;
const MAX_STEPS = 200_000;

/**
 * Throws `format-broken` for what is no ATIF document, `format-unsupported` for another major version, and
 * `unsupported-here` for one that is too long.
 */
export function parseAtif(text: string, path: string): Atif {
  if (text.length > MAX_CHARACTERS) {
    const reason = `it has more than ${MAX_CHARACTERS / 1_000_000} million characters`;
    throw new TraceError('unsupported-here', { what: path, reason });
  }
  const document = parseJson(text, path, FORMAT);
  const version = versionOf(document, path);
  const list = field(document, 'steps');
  if (!Array.isArray(list))
    throw new TraceError('format-broken', { path, format: FORMAT, reason: 'it has no list of steps' });
  const faults = new AtifFaults(path);
  faults.known('document', document);
  faults.known('agent', field(document, 'agent'));
  faults.known('final', field(document, 'final_metrics'));
  if (list.length > MAX_STEPS) faults.leftOut(list.length - MAX_STEPS, list.length);
  const read = list.slice(0, MAX_STEPS).flatMap((step: unknown, index) => {
    if (typeof step === 'object' && step !== null && !Array.isArray(step))
      return [readStep(step, index, faults)];
    faults.add(index + 1, 'is no object, and is left out');
    return [];
  });
  return { run: runOf(document, version), steps: sameClock(read, faults), problems: faults.problems(read) };
}

function versionOf(document: unknown, path: string): string {
  const version = textField(document, 'schema_version');
  const major = /^ATIF-v(\d+)(?:\.\d+)*$/i.exec(version ?? '')?.[1];
  if (version === undefined || major === undefined)
    throw new TraceError('format-broken', {
      path,
      format: FORMAT,
      reason: 'it has no schema_version of the form ATIF-v1.7',
    });
  if (major !== '1')
    throw new TraceError('format-unsupported', { path, format: version, supported: SUPPORTED });
  return version;
}

function runOf(document: unknown, version: string): AgentRun {
  const final = field(document, 'final_metrics');
  return {
    version,
    agent: textField(document, 'agent', 'name'),
    agentVersion: textField(document, 'agent', 'version'),
    model: textField(document, 'agent', 'model_name'),
    session: textField(document, 'session_id'),
    trajectory: textField(document, 'trajectory_id'),
    final: usageOf(final, 'total_'),
  };
}

/** A step, and whether its time names a zone. */
type ReadStep = AtifStep & { readonly zoned: boolean };

function readStep(step: object, index: number, faults: AtifFaults): ReadStep {
  faults.known('step', step);
  const place = index + 1;
  const number = numberField(step, 'step_id') ?? place;
  if (number !== place) faults.add(place, `is numbered ${number}, and is the ${ordinal(place)}`);
  const sourceName = textField(step, 'source') ?? 'no source';
  const source = sourceOf(sourceName);
  if (source === 'other')
    faults.add(place, `names the source “${sourceName}”, which is none of user, agent and system`);
  const time = isoTime(field(step, 'timestamp'));
  const stamp = field(step, 'timestamp');
  if (!time && stamp !== undefined && stamp !== null)
    faults.add(place, 'has a timestamp that is no ISO 8601 date with a time');
  const metrics = field(step, 'metrics');
  faults.known('metrics', metrics);
  faults.known('observation', field(step, 'observation'));
  const results = listField(step, 'observation', 'results').map((result) => readResult(result, faults));
  // Of two calls of one id the first one has the answers.
  const answers = new Map<string, ToolResult[]>();
  for (const result of results) {
    if (result.call === undefined) continue;
    const of = answers.get(result.call);
    if (of) of.push(result);
    else answers.set(result.call, [result]);
  }
  const own = new Set<string>();
  const calls = listField(step, 'tool_calls').map((call): ToolCall => {
    const read = readCall(call, place, faults);
    const given = own.has(read.id) ? [] : (answers.get(read.id) ?? []);
    if (read.id !== '') own.add(read.id);
    return { ...read, results: given };
  });
  return {
    number,
    source,
    sourceName,
    at: time?.millis,
    zoned: time?.zoned ?? false,
    message: contentParts(field(step, 'message'), faults),
    reasoning: textField(step, 'reasoning_content'),
    calls,
    results: results.filter(({ call }) => call === undefined || !own.has(call)),
    usage: usageOf(metrics),
    model: textField(step, 'model_name'),
    copied: field(step, 'is_copied_context') === true,
    sideChain: field(step, 'extra', 'is_sidechain') === true,
    handedOverBy: handedOverBy(field(step, 'extra', 'handed_over_by')),
  };
}

function readCall(call: unknown, place: number, faults: AtifFaults): Omit<ToolCall, 'results'> {
  faults.known('call', call);
  const id = textField(call, 'tool_call_id') ?? '';
  const name = textField(call, 'function_name') ?? '';
  if (id === '') faults.add(place, 'has a tool call without a tool_call_id');
  if (name === '') faults.add(place, 'has a tool call without a function_name');
  return { id, name: name === '' ? 'unnamed tool' : name, args: indented(field(call, 'arguments')) };
}

function readResult(result: unknown, faults: AtifFaults): ToolResult {
  faults.known('result', result);
  return {
    call: textField(result, 'source_call_id'),
    parts: contentParts(field(result, 'content'), faults),
    ...outcomeOf(result),
    subagents: listField(result, 'subagent_trajectory_ref').map(runRef),
  };
}

function runRef(ref: unknown): SubagentRef {
  return { session: textField(ref, 'session_id'), trajectory: textField(ref, 'trajectory_id') };
}

/** The standard has no field for it: our own, in `extra`, by the standard's names. See docs/BUNDLE.md. */
function handedOverBy(ref: unknown): HandedOverBy | undefined {
  const run = runRef(ref);
  if (run.session === undefined && run.trajectory === undefined) return undefined;
  return { run, call: textField(ref, 'tool_call_id') };
}

/** How a result says that it ended. The standard has no field for it; producers put it into `extra`. */
export function outcomeOf(result: unknown): Pick<ToolResult, 'failed' | 'exitCode'> {
  const extra = field(result, 'extra');
  const exitCode = numberField(extra, 'exit_code') ?? numberField(extra, 'returncode');
  const flag =
    field(extra, 'is_error') ?? field(extra, 'tool_result_metadata', 'raw_tool_result', 'is_error');
  const failed = typeof flag === 'boolean' ? flag : exitCode === undefined ? undefined : exitCode !== 0;
  return { failed, exitCode };
}

function usageOf(metrics: unknown, prefix = ''): Usage | undefined {
  const amount = (name: string): number | undefined => {
    const value = numberField(metrics, prefix + name);
    return value !== undefined && value >= 0 ? value : undefined;
  };
  const usage = {
    prompt: amount('prompt_tokens'),
    completion: amount('completion_tokens'),
    cached: amount('cached_tokens'),
    cost: amount('cost_usd'),
  };
  return Object.values(usage).some((value) => value !== undefined) ? usage : undefined;
}

/** Times without a zone say nothing beside times with one. */
function sameClock(steps: readonly ReadStep[], faults: AtifFaults): readonly AtifStep[] {
  const zoned = steps.some((step) => step.zoned);
  return steps.map(({ zoned: own, ...step }, index) => {
    if (own || !zoned || step.at === undefined) return step;
    faults.add(index + 1, 'has a timestamp without a time zone, unlike others, so that it is left out');
    return { ...step, at: undefined };
  });
}

function sourceOf(name: string): StepSource {
  return name === 'user' || name === 'agent' || name === 'system' ? name : 'other';
}

function ordinal(place: number): string {
  return `${place}. in the file`;
}
