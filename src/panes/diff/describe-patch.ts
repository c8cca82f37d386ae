/** Words for what a diff of the whole session says of a file besides its lines. Pure. */
import type { FileDiff } from '../../trace/unified-diff.ts';
import type { Patch } from './patches.ts';

/** Why no time is given, where nothing tells any. */
export const TIME_UNKNOWN = 'when is not known';
/** The same, beside files of which it is known. */
export const TIME_UNRECORDED = 'changed at some time that was not recorded';

/** Sentences; none where the hunks say it all. */
export function describePatch({ file, path, oldPath }: Patch): string {
  const { binary, hunks, newMode, copied } = file;
  const said = [whatBecame(file, path, oldPath), modeWords(file)].filter((words) => words !== undefined);
  if (binary) return [...said, 'It is not text: its content is not shown.'].join(' ');
  if (hunks.length > 0) return said.join(' ');
  const text = file.oldPath === undefined && !copied ? 'It is empty.' : 'Its text did not change.';
  return [...said, newMode === SUBMODULE ? 'It holds another repository.' : text].join(' ');
}

const SUBMODULE = '160000';

const MODES: Readonly<Record<string, string>> = {
  '100644': 'is a plain file',
  '100755': 'can be run',
  '120000': 'is a symbolic link',
  [SUBMODULE]: 'is a submodule',
};

function whatBecame({ oldPath, newPath, copied }: FileDiff, to: string, from: string): string | undefined {
  if (oldPath === undefined) return 'The file is new.';
  if (newPath === undefined) return 'The file was deleted.';
  if (copied) return `The file was copied from ${from}.`;
  return from === to ? undefined : `The file was renamed from ${from}.`;
}

function modeWords({ oldPath, newPath, oldMode, newMode }: FileDiff): string | undefined {
  if (newPath === undefined || newMode === undefined) return undefined;
  const is = MODES[newMode] ?? `has mode ${newMode}`;
  // Of a new file only what is not usual.
  if (oldPath === undefined) return newMode === '100644' ? undefined : `It ${is} (mode ${newMode}).`;
  return oldMode === newMode ? undefined : `It ${is} now (mode ${oldMode ?? '?'} to ${newMode}).`;
}
