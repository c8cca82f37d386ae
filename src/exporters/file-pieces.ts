/** Files of the trace that go out as they are. */
import { chunksOf } from '../base/chunks-of.ts';
import type { Trace } from '../trace/trace.ts';
import type { Piece } from './exporter.ts';

/** The bytes of a file as they come. Rejects as reading does. */
export async function* filePieces(
  { bundle }: Trace,
  path: string,
  signal?: AbortSignal,
): AsyncGenerator<Piece, void> {
  const artifact = await bundle.open(path, signal);
  yield* chunksOf(await artifact.stream(signal));
}
