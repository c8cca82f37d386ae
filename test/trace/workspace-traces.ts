/** Edits and bundles made for tests of the workspace. */
import { createHash } from 'node:crypto';
import { TraceError } from '../../src/base/errors.ts';
import { fromSeconds } from '../../src/base/time.ts';
import type { BundleFile, EditEvent } from '../../src/schema/generated/types.ts';
import type { TimedEdit } from '../../src/trace/layers.ts';
import { WorkspaceTexts } from '../../src/trace/workspace-texts.ts';

/**
 * `SECONDS type file`; after it stands the new path of a rename, the line of a change or a cursor, the repository of a
 * commit, or who wrote.
 */
export function edits(...lines: readonly string[]): readonly TimedEdit[] {
  return lines.map((line) => {
    const [seconds = '', type = '', file = '', ...more] = line.split(' ');
    const event =
      type === 'commit'
        ? { t: 0, type, commit: file, repo: more[0] }
        : type === 'rename'
          ? { t: 0, type, file, to: more[0] ?? '' }
          : type === 'change' || type === 'cursor'
            ? {
                t: 0,
                type,
                file,
                ...at0(Number(more[0])),
                changes: [{ ...at0(Number(more[0])), text: 'x\n' }],
              }
            : { t: 0, type, file, ...(more[0] === undefined ? {} : { by: more[0] }) };
    return { time: fromSeconds(Number(seconds)), event: event as EditEvent };
  });
}

/** The start of a line, from 0. */
export function at0(line: number) {
  const start = { line, character: 0 };
  return { start, end: start };
}

/** A bundle of these files. Reading fails as often as there are failures, and takes them away. */
export function textsOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  failures: TraceError[] = [],
): WorkspaceTexts {
  const bytes = new Map(
    Object.entries(files).map(([path, data]) => [path, typeof data === 'string' ? Buffer.from(data) : data]),
  );
  const listed = [...bytes].map(([path, data]): [string, BundleFile] => [
    path,
    { path, bytes: data.length, sha256: createHash('sha256').update(data).digest('hex') } as BundleFile,
  ]);
  return new WorkspaceTexts({
    files: new Map(listed),
    read: (path) => {
      const failure = failures.shift();
      if (failure) return Promise.reject(failure);
      const found = bytes.get(path);
      return found ? Promise.resolve(found) : Promise.reject(new TraceError('artifact-missing', { path }));
    },
  });
}
