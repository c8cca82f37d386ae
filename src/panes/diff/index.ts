import { definePane } from '../pane.tsx';
import type { DiffPaneData } from './diff-data.ts';

/** The workspace as it stood at the playhead: which files were changed, and how. */
export const diffPane = definePane<DiffPaneData>({
  id: 'diff',
  title: 'Code',
  kinds: ['ide_edits', 'file_diffs'],
  select: ({ edits, bundle, manifest }) =>
    edits.length > 0 ? { edits, bundle, baseCommit: baseCommitOf(manifest.task.repos ?? []) } : undefined,
  load: async () => (await import('./DiffPane.tsx')).DiffPane,
});

/** The base commit where there is one repository; of several none stands for all. */
function baseCommitOf(repos: readonly { readonly base_commit: string | null }[]): string | undefined {
  return repos.length === 1 ? (repos[0]?.base_commit ?? undefined) : undefined;
}
