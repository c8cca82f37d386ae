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
