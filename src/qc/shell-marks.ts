/** The marks by which shells tell terminals where a command begins: OSC 133, as FinalTerm defined them. */
import type { TraceTime } from '../base/time.ts';
import type { Terminal } from '../trace/layers.ts';

const BEGINS = '\u001b]133;C';
/** Chunks whose texts are fetched at once. */
const BATCH = 4096;

/** When a terminal's shell said that a command begins: the chunk in which the mark ends. */
export async function shellMarks({ chunks, player }: Terminal): Promise<readonly TraceTime[]> {
  const marks: TraceTime[] = [];
  let open = '';
  for (let from = 0; from < chunks.length; from += BATCH) {
    const texts = await player.texts(from, Math.min(chunks.length, from + BATCH));
    for (const [at, text] of texts.entries()) {
      if (chunks.kindOf(from + at) !== 'output') continue;
      const joined = open + text;
      const count = joined.split(BEGINS).length - 1;
      for (let mark = 0; mark < count; mark += 1) marks.push(chunks.timeOf(from + at) as TraceTime);
      // A mark may begin at the end of one chunk and end in the next.
      const rest = joined.slice(joined.lastIndexOf(BEGINS) + (count > 0 ? BEGINS.length : 1));
      open = rest.slice(1 - BEGINS.length);
    }
  }
  return marks;
}
