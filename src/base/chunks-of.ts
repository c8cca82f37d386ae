/**
 * The chunks of a stream as they come, to be walked once; who leaves early cancels it. As the stream's own iterator, which
 * Safari has since version 27 only. Rejects as the stream does.
 */
export function chunksOf<T>(stream: ReadableStream<T>): AsyncIterableIterator<T, undefined> {
  const reader = stream.getReader();
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      const { value, done } = await reader.read();
      return done ? { done, value: undefined } : { done, value };
    },
    async return() {
      await reader.cancel();
      return { done: true, value: undefined };
    },
  };
}
