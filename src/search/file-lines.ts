/** Lines of the files of the workspace: when each came into its file. Pure but for the texts that it is given. */
import type { TraceTime } from '../base/time.ts';
import type { TimedEdit } from '../trace/layers.ts';
import type { FileContent, WorkspaceTexts } from '../trace/workspace-texts.ts';
import { pathAt, type FileChange, type FileVersion, type WorkspaceFile } from '../trace/workspace.ts';
import { oneLine, type AddLine } from './search-line.ts';
import { TypedLines } from './typed-lines.ts';

/** What was done with files, without what stood in them. */
export function editLines(items: readonly TimedEdit[], add: AddLine): void {
  const seen = new Set<string>();
  for (const { time, event } of items) {
    if (event.type === 'commit') {
      const words = [`commit ${event.commit.slice(0, 10)}`, event.message ?? ''].filter(Boolean).join(' · ');
      add({ time, text: oneLine(words), place: event.repo });
      continue;
    }
    const { file, type } = event;
    if (type === 'rename') add({ time, text: `rename ${file} → ${event.to}`, place: event.to });
    else if (type === 'create' || type === 'delete') add({ time, text: `${type} ${file}`, place: file });
    else if (!seen.has(file)) add({ time, text: `open ${file}`, place: file });
    seen.add(file);
  }
}

/**
 * All lines of one file: those of the base commit from when the session first had to do with it, then each when it was
 * typed or, where that was not recorded, written. Resolves to whether all of it could be read: what is too large, lost or
 * no text is passed over.
 */
export async function fileLines(
  file: WorkspaceFile,
  texts: Pick<WorkspaceTexts, 'base' | 'version'>,
  add: AddLine,
): Promise<boolean> {
  const lines = new TypedLines(({ time, text, row, pieces }) =>
    add({ time, text, place: pathAt(file, time as TraceTime), row, pieces }),
  );
  let whole = true;
  const write = (content: FileContent, time: TraceTime): void => {
    if (content.kind === 'text') lines.write(content.text, time);
    else if (content.kind === 'absent') lines.write('', time);
    else if (content.kind !== 'binary' && content.kind !== 'uncaptured') whole = false;
  };
  write(await texts.base(file), file.firstSeen);
  for (const step of stepsOf(file)) {
    if ('changes' in step) for (const change of step.changes) lines.apply(change, step.time);
    else if ('discarded' in step) lines.discard(step.discarded);
    else {
      // Those that are read next are on their way meanwhile.
      for (const next of file.versions.slice(step.index + 1, step.index + AHEAD)) void texts.version(next);
      write(await texts.version(step), step.time);
    }
  }
  lines.end();
  return whole;
}

/** Versions of a file that are read at once. */
const AHEAD = 6;

/** What happened to the text of a file, in order: it was changed, written, or closed without being written. */
function* stepsOf({
  starts,
  changes,
  versions,
}: WorkspaceFile): Generator<FileChange | FileVersion | { readonly discarded: TraceTime }> {
  let change = 0;
  let version = 0;
  for (const { time, changesBefore } of starts) {
    yield* changes.slice(change, changesBefore);
    change = Math.max(change, changesBefore);
    const written = versions[version];
    if (written && written.time <= time) {
      version += 1;
      yield written;
    } else yield { discarded: time };
  }
  yield* changes.slice(change);
}
