/** What the records of JSON Lines layers name must exist, and their number must be the one that was written down. */
import type { Problem } from '../base/errors.ts';
import type { Layer } from '../schema/generated/types.ts';
import type { Trace } from '../trace/trace.ts';

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
  readonly commandSeqs: ReadonlySet<unknown>;
}

/** Checks the records of the trace's JSON Lines layers. Files that cannot be read are reported by their readers. */
export async function checkRecordReferences(trace: Trace): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  const read: { readonly layer: Layer; readonly path: string; readonly lines: readonly Line[] }[] = [];
  for (const layer of trace.layers) {
    if (layer.status !== 'present') continue;
    for (const path of layer.paths ?? []) {
      if (!trace.bundle.files.has(path) || !path.endsWith('.jsonl')) continue;
      const text = await textOf(trace, path);
      if (text === undefined) continue;
      read.push({ layer, path, lines: linesOf(text) });
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
  const commands = read.filter(({ layer }) => layer.kind === 'commands').flatMap(({ lines }) => lines);
  const names: Names = {
    paths: new Set(trace.bundle.files.keys()),
    terminals: new Set(trace.layers.filter(({ kind }) => kind === 'terminal').map(({ id }) => id)),
    actors: new Set(trace.manifest.session.actors.map(({ id }) => id)),
    commandSeqs: new Set(commands.map(({ record }) => record['seq'])),
  };
  for (const { layer, path, lines } of read) problems.push(...faultsOf(layer, path, lines, names));
  return problems;
}

/** One problem a kind of fault: the first line, and how many there are. */
function faultsOf(layer: Layer, path: string, lines: readonly Line[], names: Names): readonly Problem[] {
  const found = new Map<string, { readonly line: number; readonly reason: string; count: number }>();
  for (const { line, record } of lines) {
    for (const [field, reason] of faults(layer, record, lines.length, names)) {
      const known = found.get(field);
      if (known) known.count += 1;
      else found.set(field, { line, reason, count: 1 });
    }
  }
  return [...found.values()].map((details) => ({
    severity: 'error',
    code: 'record-invalid',
    details: { path, ...details },
  }));
}

function faults(
  layer: Layer,
  record: Fields,
  count: number,
  names: Names,
): readonly (readonly [string, string])[] {
  const list: (readonly [string, string])[] = [];
  const expect = (field: string, known: ReadonlySet<unknown>, what: string): void => {
    const value = record[field];
    if (value !== undefined && !known.has(value))
      list.push([field, `/${field} names ${JSON.stringify(value)}, and there is no such ${what}`]);
  };
  const { kind } = layer;
  if (kind === 'commands' || kind === 'test_runs' || kind === 'diagnostics')
    expect('terminal', names.terminals, 'terminal layer');
  if (kind === 'test_runs' || kind === 'diagnostics') expect('command_seq', names.commandSeqs, 'command');
  if (kind === 'test_runs' || kind === 'diagnostics' || kind === 'browser_events')
    expect('path', names.paths, 'file in the manifest');
  const replyTo = record['reply_to'];
  if (kind === 'annotations') {
    expect('actor', names.actors, 'actor');
    if (typeof replyTo === 'number' && replyTo >= count)
      list.push(['reply_to', `/reply_to names annotation ${replyTo}, and there are ${count}`]);
  }
  return list;
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

function linesOf(text: string): readonly Line[] {
  return text.split('\n').flatMap((line, index) => {
    try {
      const record = JSON.parse(line) as unknown;
      return typeof record === 'object' && record !== null
        ? [{ line: index + 1, record: record as Fields }]
        : [];
    } catch {
      // Broken lines are reported by the layer's reader.
      return [];
    }
  });
}
