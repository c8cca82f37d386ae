/** Zstandard (RFC 8878), as other programs pack the entries of their zips. */
import { TraceError, isAbort } from '../base/errors.ts';
import { entryError } from './unpack.ts';

/** Packed bytes that are unpacked at one go: four may become a block of 128 KiB. */
const PACKED_BYTES = 1_024;

/** The bytes of an entry. Rejects with `zip-invalid` for what is no Zstandard, and as `packed` does. */
export async function* zstdUnpacked(
  packed: AsyncIterable<Uint8Array>,
  label: string,
  name: string,
): AsyncGenerator<Uint8Array, void> {
  // Few files need it.
  const { Decompress } = await import('fzstd');
  const ready: Uint8Array[] = [];
  const decoder = new Decompress((chunk) => {
    if (chunk.length > 0) ready.push(chunk);
  });
  try {
    for await (const chunk of packed)
      for (let at = 0; at < chunk.length; at += PACKED_BYTES) {
        // A copy: the decoder keeps what it cannot use yet, and a piece may be its owner's again before then.
        decoder.push(chunk.slice(at, at + PACKED_BYTES));
        yield* ready.splice(0);
      }
    decoder.push(new Uint8Array(0), true);
    yield* ready.splice(0);
  } catch (error) {
    if (error instanceof TraceError || isAbort(error)) throw error;
    throw entryError(label, name, 'cannot be unpacked', error);
  }
}
