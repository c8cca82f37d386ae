/** Zstandard (RFC 8878), as other programs pack the entries of their zips. */
import { TraceError, isAbort } from '../base/errors.ts';
import { collect } from './bundle-source.ts';
import { entryError } from './unpack.ts';
import { largestWindow } from './zstd-frames.ts';

/** Packed bytes that are unpacked at one go: four may become a block of 128 KiB. */
const PACKED_BYTES = 1_024;
/** What any decoder is to be able to keep (3.1.1.1.2). Ours moves all of a window for each block. */
const MAX_WINDOW = 8 * 1024 * 1024;

/**
 * The bytes of an entry, `size` of them if it says the truth. Rejects with `zip-invalid` for what is no Zstandard, with
 * `zip-limit` for what needs more memory than its content, and as `packed` does.
 */
export async function* zstdUnpacked(
  packed: AsyncIterable<Uint8Array>,
  label: string,
  name: string,
  size: number,
): AsyncGenerator<Uint8Array, void> {
  const bytes = await collect(packed);
  const window = largestWindow(bytes);
  if (window === undefined) throw entryError(label, name, 'cannot be unpacked');
  if (window > Math.max(MAX_WINDOW, size))
    throw new TraceError('zip-limit', {
      source: label,
      reason: `entry ${name} asks for a window of ${window} bytes`,
    });
  // Few files need it.
  const { Decompress } = await import('fzstd');
  const ready: Uint8Array[] = [];
  const decoder = new Decompress((chunk) => {
    if (chunk.length > 0) ready.push(chunk);
  });
  try {
    for (let at = 0; at < bytes.length; at += PACKED_BYTES) {
      decoder.push(bytes.slice(at, at + PACKED_BYTES));
      yield* ready.splice(0);
    }
    decoder.push(new Uint8Array(0), true);
    yield* ready.splice(0);
  } catch (error) {
    if (error instanceof TraceError || isAbort(error)) throw error;
    throw entryError(label, name, 'cannot be unpacked', error);
  }
}
