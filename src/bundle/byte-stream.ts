import type { ByteSource } from './byte-source.ts';

/** Of a source that cannot stream, so much is read at a time: over the network each part is a request. */
const PART_BYTES = 8 * 1024 * 1024;

/** The bytes [start, end) of `source` in order, as it can give them. */
export async function* streamed(
  source: ByteSource,
  start: number,
  end: number,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  if (source.stream) return yield* source.stream(start, end, signal);
  for (let at = start; at < end; at += PART_BYTES)
    yield await source.read(at, Math.min(end, at + PART_BYTES), signal);
}

/** `chunks` as a stream, once the first has come: until then a failure is one of this call. Cancelling ends the generator. */
export async function startedStream(
  chunks: AsyncGenerator<Uint8Array, void>,
): Promise<ReadableStream<Uint8Array>> {
  let first: IteratorResult<Uint8Array, void> | undefined = await chunks.next();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = first ?? (await chunks.next());
      first = undefined;
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return();
    },
  });
}
