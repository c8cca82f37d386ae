/** Writes a `.trace.zip`: equal content gives equal bytes, on any machine and in any time zone. */
import { ZipWriter, configure } from '@zip.js/zip.js';
import { MANIFEST_PATH } from './bundle-source.ts';

configure({ useWebWorkers: false });

/** One file to be written. */
export interface ZipItem {
  readonly path: string;
  /** Length in bytes, which decides on ZIP64 before the first byte is written. */
  readonly bytes: number;
  readonly mediaType: string;
  /** Its bytes from the start; called twice for a large text. */
  stream(): Promise<ReadableStream<Uint8Array>>;
}

const TEXT =
  /^(?:text\/.*|application\/(?:.*\+)?(?:json|xml)|application\/(?:x-)?(?:ndjson|jsonl|asciicast|subrip|javascript|yaml))$/;
/** Larger than this, a text is tried first … */
const TRIAL_BYTES = 1024 * 1024;
/** … and stored where it would shrink by more: readers take a ratio like that for a bomb. */
const MAX_SHRINK = 100;

/**
 * Writes the files to `sink` and closes it: the manifest first and stored, the others by path, media stored and text
 * deflated. Streams, so that no file is held in memory. The paths must be checked already.
 * `deflate`: the platform's for a page, where equal content need not give equal bytes.
 */
export async function writeZip(
  items: readonly ZipItem[],
  sink: WritableStream<Uint8Array>,
  signal?: AbortSignal,
  deflate: 'own' | 'platform' = 'own',
): Promise<void> {
  const zip = new ZipWriter(sink, {
    // zip.js's own deflate and not the platform's, whose bytes differ from one to the next. It is WebAssembly, which the
    // policy of the page refuses.
    useCompressionStream: deflate === 'platform',
    extendedTimestamp: false,
    // The first moment that a zip can tell. zip.js writes local time, so it is made in local time.
    lastModDate: new Date(1980, 0, 1),
    ...(signal && { signal }),
  });
  for (const item of [...items].sort(byPlace)) {
    const level = (await isStored(item)) ? 0 : 6;
    await zip.add(item.path, await item.stream(), { level, uncompressedSize: item.bytes });
  }
  await zip.close();
}

function byPlace(a: ZipItem, b: ZipItem): number {
  if (a.path === MANIFEST_PATH || b.path === MANIFEST_PATH) return a.path === MANIFEST_PATH ? -1 : 1;
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

async function isStored(item: ZipItem): Promise<boolean> {
  if (item.path === MANIFEST_PATH || item.bytes === 0 || !TEXT.test(item.mediaType)) return true;
  return item.bytes > TRIAL_BYTES && item.bytes > MAX_SHRINK * (await deflatedBytes(item));
}

async function deflatedBytes(item: ZipItem): Promise<number> {
  let count = 0;
  const counter = new WritableStream<Uint8Array>({ write: (chunk) => void (count += chunk.length) });
  const deflate = new CompressionStream('deflate-raw') as unknown as TransformStream<Uint8Array, Uint8Array>;
  await (await item.stream()).pipeThrough(deflate).pipeTo(counter);
  return count;
}
