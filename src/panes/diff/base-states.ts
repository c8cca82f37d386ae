/** How the files of a workspace stood at the base commit: of each no more than the list of files needs. No DOM. */
import type { Workspace } from '../../trace/workspace.ts';
import type { FileContent, WorkspaceTexts } from '../../trace/workspace-texts.ts';

export interface BaseState {
  readonly kind: FileContent['kind'];
  /** undefined: it was no text. */
  readonly sha256: string | undefined;
}

/** How many are read at once. */
const AT_ONCE = 8;
/** Milliseconds for which the list waits for all of them, and after which it takes in what has come since. */
const FIRST_WAIT = 500;
const NEXT_WAIT = 1000;

/** What is known by then of the files that were written, by id; the last one is all. Ends once the signal is given. */
export async function* readBases(
  workspace: Workspace,
  texts: Pick<WorkspaceTexts, 'base'>,
  signal: AbortSignal,
): AsyncGenerator<ReadonlyMap<number, BaseState>, void> {
  const written = workspace.files.filter(({ versions }) => versions.length > 0);
  const known = new Map<number, BaseState>();
  const queue = written.values();
  const work = async (): Promise<void> => {
    // Several workers take from the one iterator.
    for (const file of queue) {
      if (signal.aborted) return;
      const content = await texts.base(file);
      const sha256 = content.kind === 'text' ? content.sha256 : undefined;
      known.set(file.id, { kind: content.kind, sha256 });
    }
  };
  const all = Promise.all(Array.from({ length: AT_ONCE }, work));
  for (let wait = FIRST_WAIT; known.size < written.length && !signal.aborted; wait = NEXT_WAIT) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, wait);
    });
    await Promise.race([all, late]);
    clearTimeout(timer);
    if (known.size < written.length) yield new Map(known);
  }
  yield known;
}
