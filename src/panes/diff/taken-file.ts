/** The file that a person picked, as an address says it: `src/a.ts`, and with a line in the middle `src/a.ts:12`. Pure. */
import type { TraceTime } from '../../base/time.ts';
import { pathAt, type Workspace } from '../../trace/workspace.ts';
import type { Place } from './found-line.ts';
import type { Patch } from './patches.ts';

interface TakenFile {
  /** id of the file. */
  readonly file: number;
  readonly place: Place | undefined;
}

/** Lines that are read. */
const LINE = /^(.+?)(?::([1-9]\d{0,8}))?$/s;

/** undefined for a file that is not known. Where it was scrolled to by hand is not said. */
export function takenText(
  { file, place }: TakenFile,
  { files }: Pick<Workspace, 'files'>,
  patches: ReadonlyMap<number, Patch>,
  now: TraceTime,
): string | undefined {
  const known = files.find(({ id }) => id === file);
  const path = known ? pathAt(known, now) : patches.get(file)?.path;
  if (path === undefined) return undefined;
  return typeof place === 'object' && 'line' in place ? `${path}:${place.line}` : path;
}

/** undefined where no file has that name, at any time. */
export function takenFile(
  text: string,
  { files }: Pick<Workspace, 'files'>,
  patches: ReadonlyMap<number, Patch>,
  now: TraceTime,
): TakenFile | undefined {
  const [, path = '', line] = LINE.exec(text) ?? [];
  const file =
    files.find((one) => pathAt(one, now) === path) ??
    files.find(({ names }) => names.some((name) => name.path === path)) ??
    [...patches.values()].find((patch) => patch.path === path || patch.oldPath === path);
  if (!file) return undefined;
  return { file: file.id, place: line === undefined ? undefined : { line: Number(line) } };
}
