/** The files of a conversation that hold an event each. Pure. */
import type { ForeignFile } from '../foreign.ts';

export interface EventFile {
  readonly version: 0 | 1;
  readonly number: number;
  readonly file: ForeignFile;
}

/** In the order of their numbers: those of the newer version, where there are any. */
export function eventFiles(files: ReadonlyMap<string, ForeignFile>): readonly EventFile[] {
  const all: EventFile[] = [];
  for (const [path, file] of files) {
    const old = /^(?:events\/)?(\d{1,9})\.json$/.exec(path)?.[1];
    const recent = /^(?:events\/)?event-(\d{1,9})(?:-[\w-]{1,80})?\.json$/.exec(path)?.[1];
    if (recent !== undefined) all.push({ version: 1, number: Number(recent), file });
    else if (old !== undefined) all.push({ version: 0, number: Number(old), file });
  }
  const version = all.some((one) => one.version === 1) ? 1 : 0;
  return all
    .filter((one) => one.version === version)
    .sort((a, b) => a.number - b.number || (a.file.path < b.file.path ? -1 : 1));
}
