/** Lines of a terminal recording: what could be read on its screen. Pure. */
import { parseResize } from '../trace/cast.ts';
import type { Terminal } from '../trace/layers.ts';
import { ScreenParser } from './screen-parser.ts';
import { ScreenText } from './screen-text.ts';
import type { AddLine } from './search-line.ts';
import type { Work } from './work.ts';

/** Characters that are read between two moments at which the work can be interrupted. */
const SLICE = 65_536;

export function* terminalLines({ cols, rows, chunks }: Terminal, add: AddLine): Work {
  const screen = new ScreenText(cols, rows, add);
  const parser = new ScreenParser(screen);
  let read = 0;
  for (const { time, kind, data } of chunks.items) {
    if (kind === 'output') {
      screen.at(time);
      parser.write(data);
      read += data.length;
      if (read < SLICE) continue;
      read = 0;
      yield;
    } else if (kind === 'resize') {
      const size = parseResize(data);
      screen.at(time);
      if (size) screen.resize(size.cols, size.rows);
    } else if (kind === 'marker') add({ time, text: data, place: 'marker' });
  }
  screen.end();
}
