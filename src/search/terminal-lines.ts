/** Lines of a terminal recording: what could be read on its screen. Pure. */
import type { TraceTime } from '../base/time.ts';
import { CHUNK_KINDS, parseResize, type Cast } from '../trace/cast.ts';
import { ScreenParser } from './screen-parser.ts';
import { ScreenText } from './screen-text.ts';
import type { AddLine } from './search-line.ts';
import type { Work } from './work.ts';

/** Characters that are read between two moments at which the work can be interrupted. */
const SLICE = 65_536;

/** `times`: of the chunks, in microseconds. */
export function* terminalLines({ columns, texts }: Cast, times: Float64Array, add: AddLine): Work {
  const screen = new ScreenText(columns.cols, columns.rows, add);
  const parser = new ScreenParser(screen);
  let read = 0;
  for (let index = 0; index < times.length; index++) {
    const time = (times[index] ?? 0) as TraceTime;
    const kind = CHUNK_KINDS[columns.kinds[index] ?? CHUNK_KINDS.length];
    if (kind === 'output') {
      const data = texts.textOf(index);
      screen.at(time);
      parser.write(data);
      read += data.length;
      if (read < SLICE) continue;
      read = 0;
      yield;
    } else if (kind === 'resize') {
      const size = parseResize(texts.textOf(index));
      screen.at(time);
      if (size) screen.resize(size.cols, size.rows);
    } else if (kind === 'marker') add({ time, text: texts.textOf(index), place: 'marker' });
  }
  screen.end();
}
