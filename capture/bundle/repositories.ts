/** What a bundle holds of the repositories themselves: their history, and the diff from start to end. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordedRepositories } from '../record/repositories.ts';
import { git, type Recording } from '../recording.ts';
import type { Layer } from './layers.ts';
import type { BundleWriter } from './writer.ts';

/** A layer each; with several repositories, its paths are those within its own. */
export async function finalDiffLayers(
  recording: Recording,
  writer: BundleWriter,
  actor: string,
): Promise<readonly Layer[]> {
  const { account } = recording;
  const repositories = recordedRepositories(recording);
  const several = repositories.length > 1;
  return Promise.all(
    repositories.map(async ({ name, root, base }): Promise<Layer> => {
      // The edits, too, tell of a move as of a file that went and one that came.
      const diff = await git({ account, root }, 'diff', '--no-renames', base, 'HEAD');
      return {
        id: several ? `diff-${name}` : 'diff',
        kind: 'file_diffs',
        title: several ? `Final diff of ${name}` : 'Final diff',
        status: 'present',
        format: { name: 'git-diff', version: null },
        paths: [writer.write(diffPath(name, several), diff)],
        ...{ actor, derived_from: ['edits'], records: 1 },
        clock: { domain: 'order_only', native_unit: 'none', sync_quality: 'order_only' },
      };
    }),
  );
}

/** `task.repos` of the manifest. */
export async function repositoryRecords(
  recording: Recording,
  writer: BundleWriter,
): Promise<readonly object[]> {
  const { account } = recording;
  const repositories = recordedRepositories(recording);
  const several = repositories.length > 1;
  const records: object[] = [];
  for (const { name, root, base } of repositories) {
    const head = (await git({ account, root }, 'rev-parse', 'HEAD')).trim();
    // Where the session's account may write.
    const file = join(root, '../repo.bundle');
    await git({ account, root }, 'bundle', 'create', '--quiet', file, '--branches');
    const path = several ? `task/${name}.bundle` : 'task/repo.bundle';
    records.push({
      ...{ name, url: null, base_commit: base, head_commit: head },
      ...{ bundle_path: writer.write(path, readFileSync(file)), diff_path: diffPath(name, several) },
    });
  }
  return records;
}

function diffPath(name: string, several: boolean): string {
  return `layers/diff/${several ? name : 'final'}.diff`;
}
