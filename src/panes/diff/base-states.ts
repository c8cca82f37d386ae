/** How the files of a workspace stood at the base commit: of each no more than the list of files needs. No DOM. */
import { whenIdle } from '../../base/pause.ts';
import type { Workspace } from '../../trace/workspace.ts';
import type { FileContent, WorkspaceTexts } from '../../trace/workspace-texts.ts';

export interface BaseState {
  readonly kind: FileContent['kind'];
  /** undefined: it was no text. */
  readonly sha256: string | undefined;
}

/** So many are read at once, and waited for. Where there are more, they are read beside all else. */
const FEW = 40;
/** How many are read at once. */
const AT_ONCE = 8;
const AT_ONCE_BESIDE = 2;
/** Milliseconds for which one more waits for the page to have nothing else to do. */
const PATIENCE = 1000;
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
  const isBeside = written.length > FEW;
  const queue = written.values();
  const work = async (): Promise<void> => {
    // Several workers take from the one iterator.
    for (const file of queue) {
      if (isBeside) await whenIdle(PATIENCE);
      if (signal.aborted) return;
      const content = await texts.base(file);
      const sha256 = content.kind === 'text' ? content.sha256 : undefined;
      known.set(file.id, { kind: content.kind, sha256 });
    }
  };
  if (isBeside) yield new Map(known);
  const all = Promise.all(Array.from({ length: isBeside ? AT_ONCE_BESIDE : AT_ONCE }, work));
  for (
    let wait = isBeside ? NEXT_WAIT : FIRST_WAIT;
    known.size < written.length && !signal.aborted;
    wait = NEXT_WAIT
  ) {
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
