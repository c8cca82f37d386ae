import { useEffect, useState } from 'react';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import type { Clock } from '../../timeline/clock.ts';
import type { TraceLayer } from '../../trace/layers.ts';
import { Workspace } from '../../trace/workspace.ts';
import { WorkspaceTexts, type FileContent } from '../../trace/workspace-texts.ts';
import type { DiffPaneData } from './diff-data.ts';
import { patchesOf, type FinalDiff, type Patch } from './patches.ts';

/** The edits and the diffs, read. */
export interface OpenWorkspace {
  readonly workspace: Workspace;
  readonly texts: WorkspaceTexts;
  /** By file id, of the files that were written: what they held at the base commit. */
  readonly bases: ReadonlyMap<number, FileContent>;
  /** What diffs of the whole say of files that no edit tells of, by id. */
  readonly patches: ReadonlyMap<number, Patch>;
  readonly failed: readonly { readonly id: string; readonly title: string; readonly error: TraceError }[];
}

/** How many base texts are read at once. */
const AT_ONCE = 8;

/**
 * Reads them, holding the clock meanwhile; undefined until they are read or have failed. When their times are corrected,
 * what was read before stays until they are read anew.
 */
export function useWorkspace(data: DiffPaneData, clock: Clock): OpenWorkspace | undefined {
  const [read, setRead] = useState<{ readonly data: DiffPaneData; readonly open: OpenWorkspace }>();
  const [failure, setFailure] = useState<{ readonly error: unknown }>();
  const reading = read?.data !== data && failure === undefined;
  useEffect(() => {
    let current = true;
    readAll(data).then(
      (all) => {
        if (current) setRead({ data, open: all });
      },
      (error: unknown) => {
        if (current) setFailure({ error });
      },
    );
    return () => {
      current = false;
    };
  }, [data]);
  useEffect(() => (reading ? clock.hold('diff') : undefined), [reading, clock]);
  // Thrown here, it reaches the error boundary that the shell gives every pane.
  if (failure) throw failure.error;
  return read?.open;
}

async function readAll({ edits, diffs, bundle, repos, prefixes }: DiffPaneData): Promise<OpenWorkspace> {
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
  const [tracks, finals] = await Promise.all([
    Promise.all(edits.map(async (layer) => (await read(layer))?.items ?? [])),
    Promise.all(
      diffs.map(async (layer): Promise<FinalDiff> => {
        const prefix = prefixes.get(layer.layer.paths?.[0] ?? '') ?? '';
        return { prefix, files: (await read(layer)) ?? [] };
      }),
    ),
  ]);
  // Sorting keeps the order of equals, so that one layer's edits stay in the order of its file.
  const workspace = new Workspace(
    tracks.flat().sort((a, b) => a.time - b.time),
    repos,
  );
  const texts = new WorkspaceTexts(bundle);
  const patches = patchesOf(finals, workspace);
  return { workspace, texts, patches, bases: await readBases(workspace, texts), failed };
}

async function readBases(
  workspace: Workspace,
  texts: WorkspaceTexts,
): Promise<ReadonlyMap<number, FileContent>> {
  const written = workspace.files.filter(({ versions }) => versions.length > 0);
  const bases = new Map<number, FileContent>();
  const queue = written.values();
  const work = async (): Promise<void> => {
    // Several workers take from the one iterator.
    for (const file of queue) bases.set(file.id, await texts.base(file));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return bases;
}
