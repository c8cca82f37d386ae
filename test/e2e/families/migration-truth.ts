/** What became of the files of a sample's repositories, as git and the recorded edits tell. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { BundleTruth, Spent } from '../bundle-truth.ts';

/** Path in the workspace → the letter of `git diff --name-status` from base to head; git looks for no moves. */
export function changedFiles({ root, manifest }: BundleTruth): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'playhead-git-'));
  try {
    const git = (...args: readonly string[]): string =>
      execFileSync('git', args, { cwd: folder, stdio: 'pipe', encoding: 'utf8' });
    return new Map(
      (manifest.task.repos ?? []).flatMap(({ name, bundle_path: bundle, base_commit, head_commit }) => {
        git('clone', '--quiet', '--bare', resolve(root, bundle ?? ''), name);
        const range = [base_commit ?? '', head_commit ?? ''];
        const told = git('-C', name, 'diff', '--name-status', '--no-renames', ...range);
        return told
          .trimEnd()
          .split('\n')
          .map((line) => {
            const [letter = '', path = ''] = line.split('\t');
            return [`${name}/${path}`, letter] as const;
          });
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From where to where a command moved files: what went and what came under the same name while it ran. */
export function movedBy(truth: BundleTruth, { time, end }: Spent): ReadonlyMap<string, string> {
  const of = (type: string): readonly string[] =>
    truth
      .records('edits')
      .filter((edit) => edit.fields['type'] === type && edit.time >= time && edit.time <= end)
      .map(({ fields }) => String(fields['file']));
  const came = of('create');
  return new Map(
    of('delete').flatMap((from) => {
      const to = came.find((path) => basename(path) === basename(from));
      return to === undefined ? [] : [[from, to] as const];
    }),
  );
}
