/** The texts of a terminal recording, chunk by chunk. */
import type { TraceTime } from '../base/time.ts';
import type { ChunkKind } from '../trace/cast.ts';
import type { Terminal } from '../trace/layers.ts';

/** Chunks whose texts are fetched at once. */
const BATCH = 4096;

interface ChunkText {
  readonly text: string;
  readonly time: TraceTime;
}

/** The chunks of one kind, in time order. */
export async function* chunkTexts(
  { chunks, player }: Terminal,
  kind: ChunkKind,
): AsyncGenerator<ChunkText, void> {
  for (let from = 0; from < chunks.length; from += BATCH) {
    const texts = await player.texts(from, Math.min(chunks.length, from + BATCH));
    for (const [at, text] of texts.entries())
      if (chunks.kindOf(from + at) === kind) yield { text, time: chunks.timeOf(from + at) as TraceTime };
  }
}
