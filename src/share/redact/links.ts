/** What names files of the bundle, once some have another name or content, or are gone. Pure. */
import { append } from '../../base/long-lists.ts';

export interface Links {
  /** Old to new path. */
  readonly paths: ReadonlyMap<string, string>;
  /** Old SHA-256 to what the file has now. */
  readonly digests: ReadonlyMap<string, { readonly sha256: string; readonly bytes: number }>;
  /** Old paths of files that are gone. */
  readonly gone: ReadonlySet<string>;
}

type Fields = Readonly<Record<string, unknown>>;

/** Fields without which a record says less, and is still one. */
const OPTIONAL = [
  'diff',
  'content',
  'statement_path',
  'bundle_path',
  'diff_path',
  'peaks',
  'frame_table',
  'chunk_hashes',
];

/** A value that was JSON with its links as they are now; undefined where it is about a file that is gone. */
export function relinked(value: unknown, links: Links): unknown {
  if (typeof value === 'string')
    return links.gone.has(value)
      ? undefined
      : (links.paths.get(value) ?? links.digests.get(value)?.sha256 ?? value);
  if (Array.isArray(value))
    return value.map((item) => relinked(item, links)).filter((item) => item !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  const made: Record<string, unknown> = {};
  const { sha256, bytes, content } = value as Fields;
  const isBare = typeof content === 'string' && links.gone.has(content);
  const digest = typeof sha256 === 'string' ? links.digests.get(sha256) : undefined;
  for (const [key, held] of Object.entries(value)) {
    if (typeof held === 'string' && links.gone.has(held)) {
      if (!OPTIONAL.includes(key)) return undefined;
      continue;
    }
    // The hash of what is gone would let something short be guessed.
    if (isBare && (key === 'sha256' || key === 'bytes')) continue;
    made[key] = key === 'bytes' && digest && held === bytes ? digest.bytes : relinked(held, links);
  }
  return made;
}

/** JSON Lines with their links as they are now: only lines that have some are written anew. */
export function relinkedLines(source: string, links: Links): string {
  const old = [...links.paths.keys(), ...links.digests.keys(), ...links.gone];
  if (old.length === 0) return source;
  return source
    .split('\n')
    .flatMap((line) => {
      if (!old.some((name) => line.includes(name))) return [line];
      const value = relinked(JSON.parse(line) as unknown, links);
      return value === undefined ? [] : [JSON.stringify(value)];
    })
    .join('\n');
}

/** Every text in what was JSON that `knows` accepts. */
export function namesIn(
  value: unknown,
  knows: (text: string) => boolean,
  found: Set<string> = new Set(),
): ReadonlySet<string> {
  const open = [value];
  while (open.length > 0) {
    const held = open.pop();
    if (typeof held === 'string') {
      if (knows(held)) found.add(held);
    } else if (typeof held === 'object' && held !== null) append(open, Object.values(held) as unknown[]);
  }
  return found;
}
