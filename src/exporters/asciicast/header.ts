/** The header of a written asciicast: what the original says, and the size at the beginning. Pure. */
import { toSeconds, type TimeRange } from '../../base/time.ts';
import type { Cast } from '../../trace/cast.ts';
import { field } from '../../base/json.ts';

interface Cut {
  readonly range: TimeRange | undefined;
  /** The first event that is written. */
  readonly first: { readonly chunk: number } | undefined;
}

/** Fields that both versions call the same. */
const SHARED = ['title', 'command', 'env', 'idle_time_limit', 'tags'] as const;

export function castHeader(
  bytes: Uint8Array,
  { columns }: Cast,
  version: 2 | 3,
  { range, first }: Cut,
): Readonly<Record<string, unknown>> {
  const said = headerOf(bytes, columns.version);
  const size = columns.resizes.findLast(({ chunk }) => first !== undefined && chunk < first.chunk) ?? columns;
  const { cols, rows } = size;
  const kept: Readonly<Record<string, unknown>> = Object.fromEntries(
    SHARED.map((name) => [name, field(said, name)] as const).filter(
      ([, value]) => value !== undefined && value !== null,
    ),
  );
  const timestamp = field(said, 'timestamp');
  const theme = columns.version === 3 ? field(said, 'term', 'theme') : field(said, 'theme');
  const began = typeof timestamp === 'number' && !range ? { timestamp } : {};
  const length = range ? { duration: toSeconds((range.end - range.start) as typeof range.end) } : {};
  if (version === 2)
    return {
      version,
      width: cols,
      height: rows,
      ...began,
      ...length,
      ...kept,
      ...(isThere(theme) && { theme }),
    };
  const type = field(said, 'term', 'type') ?? field(said, 'env', 'TERM');
  return {
    version,
    term: { cols, rows, ...(typeof type === 'string' && { type }), ...(isThere(theme) && { theme }) },
    ...began,
    ...kept,
  };
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** The object that the file begins with; of version 1 that is all of it. */
function headerOf(bytes: Uint8Array, version: number): unknown {
  const line = bytes.indexOf(10);
  const head = version === 1 || line < 0 ? bytes : bytes.subarray(0, line);
  return JSON.parse(new TextDecoder().decode(head)) as unknown;
}
