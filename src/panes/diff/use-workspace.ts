import { useEffect, useState } from 'react';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import type { Clock } from '../../timeline/clock.ts';
import { inSlices } from '../../base/slices.ts';
import type { TraceLayer } from '../../trace/layers.ts';
import { buildWorkspace, type Workspace } from '../../trace/workspace.ts';
import { WorkspaceTexts } from '../../trace/workspace-texts.ts';
import { readBases, type BaseState } from './base-states.ts';
import type { DiffPaneData } from './diff-data.ts';
import { reviewThreads, type ReviewThread } from './review-threads.ts';
import { patchesOf, type FinalDiff, type Patch } from './patches.ts';

/** The edits and the diffs, read. */
export interface OpenWorkspace {
  readonly workspace: Workspace;
  readonly texts: WorkspaceTexts;
  /** By file id, of the files that were written: what is known by now of what they held at the base commit. */
  readonly bases: ReadonlyMap<number, BaseState>;
  /** What diffs of the whole say of files that no edit tells of, by id. */
  readonly patches: ReadonlyMap<number, Patch>;
  readonly threads: readonly ReviewThread[];
  readonly failed: readonly { readonly id: string; readonly title: string; readonly error: TraceError }[];
}

/**
 * Reads them, holding the clock meanwhile; undefined until they are read or have failed. How the files stood at the base
 * commit comes bit by bit where it takes long. When the times are corrected, what was read before stays until all is read
 * anew.
 */
export function useWorkspace(data: DiffPaneData, clock: Clock): OpenWorkspace | undefined {
  const [read, setRead] = useState<{ readonly data: DiffPaneData; readonly open: OpenWorkspace }>();
  const [failure, setFailure] = useState<{ readonly error: unknown }>();
  const reading = read?.data !== data && failure === undefined;
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    const follow = async (): Promise<void> => {
      try {
        const all = await readAll(data);
        for await (const bases of readBases(all.workspace, all.texts, signal)) {
          if (signal.aborted) return;
          setRead({ data, open: { ...all, bases } });
        }
      } catch (error) {
        if (!signal.aborted) setFailure({ error });
      }
    };
    void follow();
    return () => ended.abort();
  }, [data]);
  useEffect(() => (reading ? clock.hold('diff') : undefined), [reading, clock]);
  // Thrown here, it reaches the error boundary that the shell gives every pane.
  if (failure) throw failure.error;
  return read?.open;
}

async function readAll({
  edits,
  diffs,
  annotations,
  bundle,
  names,
  repos,
  prefixes,
}: DiffPaneData): Promise<Omit<OpenWorkspace, 'bases'>> {
  const failed: OpenWorkspace['failed'][number][] = [];
  /** What a layer holds; undefined where it cannot be read. */
  const read = async <T>({ layer, content }: TraceLayer<T>): Promise<T | undefined> => {
    try {
      return await content.get();
    } catch (error) {
      failed.push({ id: layer.id, title: layer.title ?? layer.id, error: asTraceError(error) });
      return undefined;
    }
  };
  const [tracks, finals, remarks] = await Promise.all([
    Promise.all(edits.map(async (layer) => (await read(layer))?.items ?? [])),
    Promise.all(
      diffs.map(async (layer): Promise<FinalDiff> => {
        const prefix = prefixes.get(layer.layer.paths?.[0] ?? '') ?? '';
        return { prefix, files: (await read(layer)) ?? [] };
      }),
    ),
    Promise.all(annotations.map(async (layer) => (await read(layer))?.items ?? [])),
  ]);
  // Sorting keeps the order of equals, so that one layer's edits stay in the order of its file.
  const all = tracks.flat().sort((a, b) => a.time - b.time);
  const workspace = await inSlices(buildWorkspace(all, repos));
  const texts = new WorkspaceTexts(bundle);
  const patches = patchesOf(finals, workspace);
  const threads = reviewThreads(remarks.flat(), { names, several: repos.length > 0 });
  return { workspace, texts, patches, threads, failed };
}
