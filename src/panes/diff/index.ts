import { definePane } from '../pane.tsx';
import type { DiffPaneData } from './diff-data.ts';

/** The workspace as it stood at the playhead: which files were changed, and how. */
export const diffPane = definePane({
  id: 'diff',
  title: 'Code',
  kinds: ['ide_edits', 'file_diffs'],
  needs: ['edits', 'diffs', 'annotations', 'bundle', 'manifest'],
  select: ({ edits, diffs, annotations, bundle, manifest }): DiffPaneData | undefined => {
    if (edits.length === 0 && diffs.length === 0) return undefined;
    const repos = manifest.task.repos ?? [];
    const several = repos.length > 1 ? repos : [];
    const names = several.map(({ name }) => name);
    return {
      edits,
      diffs,
      annotations,
      bundle,
      names: new Map(manifest.session.actors.map(({ id, pseudonym }) => [id, pseudonym ?? id])),
      repos: names,
      baseCommit: baseCommitOf(repos),
      structureFirst: manifest.task.family === 'refactor_migration',
      prefixes: prefixesOf(several),
    };
  },
  load: async () => (await import('./DiffPane.tsx')).DiffPane,
});

interface Repo {
  readonly name: string;
  readonly base_commit: string | null;
  readonly diff_path?: string | undefined;
}

/** With several repositories the paths of the workspace begin with their names; those of their diffs do not. */
function prefixesOf(several: readonly Repo[]): ReadonlyMap<string, string> {
  return new Map(several.flatMap(({ name, diff_path }) => (diff_path ? [[diff_path, `${name}/`]] : [])));
}

/** The base commit where there is one repository; of several none stands for all. */
function baseCommitOf(repos: readonly Repo[]): string | undefined {
  return repos.length === 1 ? (repos[0]?.base_commit ?? undefined) : undefined;
}
