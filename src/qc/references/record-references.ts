/** What the records of JSON Lines layers name must exist, and their number must be the one that was written down. */
import type { Problem } from '../../base/errors.ts';
import { mayBeObject, parsedJson } from '../../base/json.ts';
import { append } from '../../base/long-lists.ts';
import { clampTime, ZERO, type TraceTime } from '../../base/time.ts';
import type { Layer } from '../../schema/generated/types.ts';
import { callRef } from '../../trace/agent-steps.ts';
import { clockMap } from '../../trace/clock-map.ts';
import type { Trace } from '../../trace/trace.ts';

type Fields = Readonly<Record<string, unknown>>;

interface Line {
  /** Number of the line, from 1. */
  readonly line: number;
  readonly record: Fields;
}

interface Names {
  readonly paths: ReadonlySet<unknown>;
  readonly terminals: ReadonlySet<unknown>;
  readonly actors: ReadonlySet<unknown>;
  /** undefined: some were left out of this copy, and nobody can tell. */
  readonly commandSeqs: ReadonlySet<unknown> | undefined;
  readonly annotations: ReadonlySet<unknown> | undefined;
  /** ids of the tool calls by layer; undefined for one that cannot be read, or is withheld. */
  readonly calls: ReadonlyMap<string, ReadonlySet<string> | undefined>;
}

/** Checks the records of the trace's JSON Lines layers. Files that cannot be read are reported by their readers. */
export async function checkRecordReferences(trace: Trace): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  const read: { readonly layer: Layer; readonly path: string; readonly text: string }[] = [];
  for (const layer of trace.layers) {
    if (layer.status !== 'present') continue;
    for (const path of layer.paths ?? []) {
      if (!trace.bundle.files.has(path) || !path.endsWith('.jsonl')) continue;
      const text = await textOf(trace, path);
      if (text === undefined) continue;
      read.push({ layer, path, text });
      const found = countRecords(text);
      const recorded =
        trace.bundle.files.get(path)?.records ?? (layer.paths?.length === 1 ? layer.records : undefined);
      if (recorded !== undefined && recorded !== found) {
        const details = {
          pointer: `/files (${path})/records`,
          reason: `says ${recorded}, and the file holds ${found}`,
          dropped: false,
        };
        problems.push({ severity: 'error', code: 'manifest-invalid', details });
      }
    }
  }
  const fieldOf = (kind: Layer['kind'], field: string): ReadonlySet<unknown> | undefined => {
    if (trace.layers.some((layer) => layer.kind === kind && layer.status === 'withheld')) return undefined;
    const values = new Set<unknown>();
    for (const { layer, text } of read)
      if (layer.kind === kind) for (const { record } of linesOf(text)) values.add(record[field]);
    return values;
  };
  const names: Names = {
    paths: new Set(trace.bundle.files.keys()),
    terminals: new Set(trace.layers.filter(({ kind }) => kind === 'terminal').map(({ id }) => id)),
    actors: new Set(trace.manifest.session.actors.map(({ id }) => id)),
    commandSeqs: fieldOf('commands', 'seq'),
    annotations: fieldOf('annotations', 'id'),
    calls: await callsOf(trace),
  };
  for (const { layer, path, text } of read)
    append(problems, faultsOf(layer, path, linesOf(text), names, trace.duration));
  return problems;
}

/** One problem a kind of fault: the first line, its time, and how many there are. */
function faultsOf(
  layer: Layer,
  path: string,
  lines: Iterable<Line>,
  names: Names,
  duration: TraceTime,
): readonly Problem[] {
  const found = new Map<string, { readonly first: Line; readonly reason: string; count: number }>();
  for (const one of lines) {
    for (const [field, reason] of faults(layer, one.record, names)) {
      const known = found.get(field);
      if (known) known.count += 1;
      else found.set(field, { first: one, reason, count: 1 });
    }
  }
  return [...found.values()].map(({ first, reason, count }) => {
    const at = timeOf(layer, first.record, duration);
    return {
      severity: 'error',
      code: 'record-invalid',
      details: { path, line: first.line, reason, count },
      ...(at !== undefined && { at }),
    };
  });
}

/** When a record begins; undefined where it does not say. */
function timeOf({ clock }: Layer, record: Fields, duration: TraceTime): TraceTime | undefined {
  const native = record['t'] ?? record['t_start'];
  if (typeof native !== 'number' || clock.domain === 'order_only') return undefined;
  return clampTime(clockMap(clock).toTrace(native), ZERO, duration);
}

/** A field of a record that names something. */
interface Reference {
  readonly field: string;
  readonly among: Exclude<keyof Names, 'calls'>;
  readonly what: string;
}

const FILE = { among: 'paths', what: 'file in the manifest' } as const;
const TERMINAL = { field: 'terminal', among: 'terminals', what: 'terminal layer' } as const;
const RUN: readonly Reference[] = [
  TERMINAL,
  { field: 'command_seq', among: 'commandSeqs', what: 'command' },
  { field: 'path', ...FILE },
];
const REFERENCES: Readonly<Partial<Record<Layer['kind'], readonly Reference[]>>> = {
  commands: [TERMINAL],
  test_runs: RUN,
  diagnostics: RUN,
  browser_events: [{ field: 'path', ...FILE }],
  screen_frames: [{ field: 'path', ...FILE }],
  ide_edits: [
    { field: 'diff', ...FILE },
    { field: 'content', ...FILE },
  ],
  annotations: [
    { field: 'actor', among: 'actors', what: 'actor' },
    { field: 'reply_to', among: 'annotations', what: 'annotation' },
  ],
};

function faults({ kind }: Layer, record: Fields, names: Names): readonly (readonly [string, string])[] {
  const list: (readonly [string, string])[] = [];
  for (const { field, among, what } of REFERENCES[kind] ?? []) {
    const value = record[field];
    if (value !== undefined && names[among]?.has(value) === false)
      list.push([field, `/${field} names ${nameWords(value)}, and there is no such ${what}`]);
  }
  if (record['x-call'] !== undefined) append(list, callFaults(record, names));
  return list;
}

/** A value that was meant as a name: lists and objects are none, and may be nested too deep to be written. */
function nameWords(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'what is no name' : JSON.stringify(value);
}

/** A tool call that a record says it came of must be there. */
function callFaults(record: Fields, { calls }: Names): readonly (readonly [string, string])[] {
  const ref = callRef(record);
  if (!ref) return [['x-call', '/x-call is not of the form {"layer": …, "call": …}']];
  if (!calls.has(ref.layer))
    return [
      [
        'x-call',
        `/x-call names the layer ${JSON.stringify(ref.layer)}, and there is no such layer of agent steps`,
      ],
    ];
  if (calls.get(ref.layer)?.has(ref.call) !== false) return [];
  return [
    [
      'x-call',
      `/x-call names the tool call ${JSON.stringify(ref.call)}, and layer ${ref.layer} has none of that id`,
    ],
  ];
}

async function callsOf(trace: Trace): Promise<Names['calls']> {
  const calls = new Map<string, ReadonlySet<string> | undefined>(
    trace.layers.filter(({ kind }) => kind === 'agent_steps').map(({ id }) => [id, undefined]),
  );
  for (const { layer, content } of trace.agents) {
    try {
      const { track } = await content.get();
      calls.set(layer.id, new Set(track.items.flatMap((step) => step.calls.map(({ id }) => id))));
    } catch {
      // Its reader reports it, and nobody can tell which calls there were.
    }
  }
  return calls;
}

async function textOf(trace: Trace, path: string): Promise<string | undefined> {
  try {
    return await trace.bundle.readText(path);
  } catch {
    // Missing or unreadable: verifying the files reports it.
    return undefined;
  }
}

/** How many records a JSON Lines file holds: its lines that are not blank. */
export function countRecords(text: string): number {
  return text.split('\n').filter((line) => line.trim() !== '').length;
}

/** Parsed one by one, and again for whoever asks again: hundreds of thousands of records take more room than their text. */
function* linesOf(text: string): Generator<Line, void> {
  let line = 0;
  for (const own of text.split('\n')) {
    line += 1;
    const record = mayBeObject(own) ? parsedJson(own) : undefined;
    // Broken lines are reported by the layer's reader.
    if (record !== undefined) yield { line, record: record as Fields };
  }
}
