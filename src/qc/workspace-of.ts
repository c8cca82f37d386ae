/** The files of the workspace and their texts, for every rule that wants them. */
import { Workspace } from '../trace/workspace.ts';
import { WorkspaceTexts } from '../trace/workspace-texts.ts';
import { placed } from './facts.ts';
import { once } from './once.ts';

export const workspaceOf = once((facts) => {
  const repos = facts.manifest.task.repos ?? [];
  const edits = placed(facts.edits).map(({ item }) => item);
  return {
    /** In time order; a version names its event by the place in it. */
    edits,
    workspace: new Workspace(edits, repos.length > 1 ? repos.map(({ name }) => name) : []),
    texts: new WorkspaceTexts(facts.trace.bundle),
  };
});
