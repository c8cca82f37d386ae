/** The marks by which shells tell terminals where a command begins: OSC 133, as FinalTerm defined them. */
import type { TraceTime } from '../base/time.ts';
import type { Terminal } from '../trace/layers.ts';
import { chunkTexts } from './terminal-texts.ts';

const BEGINS = '\u001b]133;C';

/** When a terminal's shell said that a command begins: the chunk in which the mark ends. */
export async function shellMarks(terminal: Terminal): Promise<readonly TraceTime[]> {
  const marks: TraceTime[] = [];
  let open = '';
  for await (const { text, time } of chunkTexts(terminal, 'output')) {
    const joined = open + text;
    const count = joined.split(BEGINS).length - 1;
    for (let mark = 0; mark < count; mark += 1) marks.push(time);
    // A mark may begin at the end of one chunk and end in the next.
    const rest = joined.slice(joined.lastIndexOf(BEGINS) + (count > 0 ? BEGINS.length : 1));
    open = rest.slice(1 - BEGINS.length);
  }
  return marks;
}
