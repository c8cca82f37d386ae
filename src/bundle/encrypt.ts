import { BUNDLES, CHUNK_BYTES, Message, SALT_BYTES, type Bytes } from './chunked-encryption.ts';

/** Chunks that are sealed at one go. */
const RUN = 64;

/**
 * The bytes of an encrypted bundle, as the plain ones come. `salt`: never the same twice for a key, so it is made by
 * chance; given where equal bytes are wanted.
 */
export async function* encrypted(
  plain: AsyncIterable<Uint8Array>,
  key: Bytes,
  salt: Bytes = crypto.getRandomValues(new Uint8Array(SALT_BYTES)),
  scheme = BUNDLES,
): AsyncGenerator<Uint8Array, void> {
  const message = await Message.of(key, salt, scheme);
  yield message.header;
  const run = new Uint8Array(RUN * CHUNK_BYTES);
  let next = 0;
  let filled = 0;
  /** Seals `count` chunks of the run, of which the last may be short or empty. */
  const seal = async function* (count: number): AsyncGenerator<Uint8Array, void> {
    const one = (_: unknown, index: number): Promise<Uint8Array> => {
      const at = index * CHUNK_BYTES;
      return message.seal(next + index, run.slice(at, Math.min(filled, at + CHUNK_BYTES)));
    };
    yield* await Promise.all(Array.from({ length: count }, one));
    next += count;
    filled = 0;
  };
  for await (const piece of plain)
    for (let at = 0; at < piece.length;) {
      const part = piece.subarray(at, at + run.length - filled);
      run.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled === run.length) yield* seal(RUN);
    }
  // The last chunk is a short one, also where nothing is left for it.
  yield* seal(Math.floor(filled / CHUNK_BYTES) + 1);
}
