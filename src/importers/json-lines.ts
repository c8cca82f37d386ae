/** Files of one JSON value a line, as they come. */
import { chunksOf } from '../base/chunks-of.ts';
import { TraceError } from '../base/errors.ts';
import type { ForeignFile } from './foreign.ts';
import { parsedJson } from '../base/json.ts';

/** Longest line that is read, in UTF-16 units. */
const MAX_LINE = 64 * 1024 * 1024;

export interface JsonLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** undefined where the line is no JSON. */
  readonly value: unknown;
}

/** The lines that are not blank, in order; a byte order mark is dropped. Rejects with `import-too-large`, and as reading does. */
export async function* jsonLines(file: ForeignFile, signal?: AbortSignal): AsyncGenerator<JsonLine, void> {
  const decoder = new TextDecoder();
  /** Pieces of the line that is open, and their length. */
  let open: string[] = [];
  let length = 0;
  let line = 0;
  const read = (text: string): JsonLine | undefined => {
    line += 1;
    return text.trim() === '' ? undefined : { line, text, value: parsedJson(text) };
  };
  for await (const chunk of chunksOf(await file.artifact.stream(signal))) {
    const [first = '', ...lines] = decoder.decode(chunk, { stream: true }).split('\n');
    open.push(first);
    length += first.length;
    const last = lines.pop();
    if (last !== undefined) {
      lines.unshift(open.join(''));
      [open, length] = [[last], last.length];
    }
    if (length > MAX_LINE)
      throw new TraceError('import-too-large', { path: file.path, bytes: file.size, limit: MAX_LINE });
    for (const text of lines) {
      const found = read(text);
      if (found) yield found;
    }
  }
  const last = read(open.join('') + decoder.decode());
  if (last) yield last;
}
