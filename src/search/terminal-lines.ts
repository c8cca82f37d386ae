/** Lines of a terminal recording: what could be read on its screen, of a real terminal that is given what was printed. */
import { CHUNK_KINDS, type Cast } from '../trace/cast.ts';
import { Emulator } from '../trace/emulator/emulator.ts';
import { ScreenReader } from './screen-reader.ts';
import type { AddLine } from './search-line.ts';
import { Turns } from './work.ts';

/** Microseconds from one look to the next: what is gone sooner nobody saw. */
const FRAME = 40_000;

/** Output after which what went up is read: bytes, so few that a terminal keeps all lines that they can be. */
const MAX_PIECE = 4_096;

/** `times`: of the chunks, in microseconds. Rejects with the signal's reason. */
export async function terminalLines(
  { columns, texts }: Cast,
  times: Float64Array,
  add: AddLine,
  signal?: AbortSignal,
): Promise<void> {
  for (const [chunk, text] of columns.labels) add({ time: times[chunk] ?? 0, text, place: 'marker' });
  const turns = new Turns(signal);
  const emulator = await Emulator.create(columns, turns);
  try {
    const screen = new ScreenReader(emulator.core, add);
    const resizes = new Map(columns.resizes.map((resize) => [resize.chunk, resize]));
    let end = 0;
    for (let start = 0; start < times.length; start = end) {
      const size = resizes.get(start);
      if (size) {
        screen.resize(() => emulator.resize(size), times[start] ?? 0);
        end = start + 1;
        continue;
      }
      const last = (times[start] ?? 0) + FRAME;
      let time = NaN;
      for (end = start; end < times.length && !resizes.has(end); end++) {
        const at = times[end] ?? 0;
        if (end > start && at >= last) break;
        if (columns.kinds[end] === OUTPUT) time = at;
      }
      for (const output of texts.output(start, end))
        for (let at = 0; at < output.length; at += MAX_PIECE) {
          await emulator.write(
            typeof output === 'string'
              ? output.slice(at, at + MAX_PIECE)
              : output.subarray(at, at + MAX_PIECE),
          );
          screen.readAway(time);
        }
      // Nothing was printed in this frame.
      if (!Number.isNaN(time)) screen.look(time);
      if (turns.isOver) await turns.next();
    }
    screen.end();
  } finally {
    emulator.dispose();
  }
}

const OUTPUT = CHUNK_KINDS.indexOf('output');
