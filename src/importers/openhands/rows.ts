/** The rows of an evaluation, each as a file of its own: byte for byte what stands in the whole one. */
import { chunksOf } from '../../base/chunks-of.ts';
import { TraceError } from '../../base/errors.ts';
import { cleanName } from '../../bundle/file-name.ts';
import { fileOf, type ForeignFile, type ForeignUnit } from '../foreign.ts';

/** Traces of one file. */
const MAX_ROWS = 10_000;
const [QUOTE, BACKSLASH, LINE_FEED] = [0x22, 0x5c, 0x0a];
const [OPEN, CLOSE] = [
  [0x7b, 0x5b],
  [0x7d, 0x5d],
];

/** Bytes [start, end) of a file. */
type Extent = readonly [start: number, end: number];

/** The rows in order; of one alone the unit as it is. Rejects with `import-unsupported`, and as reading does. */
export async function rowsOf(unit: ForeignUnit): Promise<readonly ForeignUnit[]> {
  const file = fileOf(unit);
  const isList = /^\s*\[/.test(await file.headText());
  const extents: Extent[] = [];
  for await (const extent of isList ? membersOf(file) : linesOf(file)) {
    extents.push(extent);
    if (extents.length > MAX_ROWS) throw tooMany(file);
  }
  const [first] = extents;
  // One row over several lines, or one that is cut off: reading all of it tells.
  if (extents.length < 2 || (first && !isList && !(await isWhole(file, first)))) return [unit];
  const taken = new Set<string>();
  const units: ForeignUnit[] = [];
  for (const [index, [start, end]] of extents.entries()) {
    // What was taken over is told by it: it names the file that there is.
    const row = file.part(`${file.path} row ${index + 1}`, start, end);
    const name = freshName(await idOf(row), index, taken);
    units.push({ label: `${unit.label}/${name}`, files: new Map([[row.path, row]]) });
  }
  return units;
}

/** Whether a line ends as an object does. */
async function isWhole(file: ForeignFile, [start, end]: Extent): Promise<boolean> {
  const tail = await file.artifact.read(Math.max(start, end - 64), end);
  return new TextDecoder().decode(tail).trimEnd().endsWith('}');
}

/** Of a row of which the beginning tells none. */
async function idOf(row: ForeignFile): Promise<string | undefined> {
  return /"instance_id"\s*:\s*"([^"\\]{1,120})"/.exec(await row.headText())?.[1];
}

function freshName(id: string | undefined, index: number, taken: Set<string>): string {
  const wanted = id === undefined ? `row-${index + 1}` : cleanName(id);
  let name = wanted;
  for (let count = index + 1; taken.has(name); count++) name = `${wanted}-${count}`;
  taken.add(name);
  return name;
}

/** Lines that are not blank. */
async function* linesOf(file: ForeignFile): AsyncGenerator<Extent, void> {
  let [at, start] = [0, 0];
  let isBlank = true;
  for await (const chunk of chunksOf(await file.artifact.stream()))
    for (const byte of chunk) {
      if (byte === LINE_FEED) {
        if (!isBlank) yield [start, at];
        [start, isBlank] = [at + 1, true];
      } else isBlank &&= byte <= 0x20;
      at += 1;
    }
  if (!isBlank) yield [start, at];
}

/** What lies in the outermost list, where that is an object or a list; one that does not end goes to the end of the file. */
async function* membersOf(file: ForeignFile): AsyncGenerator<Extent, void> {
  let [at, start, depth] = [0, 0, 0];
  let [inText, isEscaped] = [false, false];
  for await (const chunk of chunksOf(await file.artifact.stream()))
    for (const byte of chunk) {
      if (inText) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) inText = false;
      } else if (byte === QUOTE) inText = true;
      else if (OPEN.includes(byte)) {
        if (depth === 1) start = at;
        depth += 1;
      } else if (CLOSE.includes(byte)) {
        depth -= 1;
        if (depth === 1) yield [start, at + 1];
      }
      at += 1;
    }
  if (depth > 1) yield [start, at];
}

function tooMany(file: ForeignFile): TraceError {
  const supported = `up to ${MAX_ROWS} rows: cut it into several files`;
  const found = `of more than ${MAX_ROWS} rows`;
  return new TraceError('import-unsupported', {
    path: file.path,
    format: 'OpenHands evaluation',
    found,
    supported,
  });
}
