/** The list of actions as Playwright's own viewer makes it: by the loader and the model which the installed version brings. */
import { createRequire } from 'node:module';
import { ZipReader, BlobReader, Uint8ArrayWriter } from '@zip.js/zip.js';

export interface ViewerAction {
  /** Only where the trace tells one: else the viewer makes it of the method. */
  readonly title: string | undefined;
  readonly error: string | undefined;
  /** Milliseconds from the start of the first action. */
  readonly start: number;
  /** undefined: no end was recorded. */
  readonly end: number | undefined;
}

interface Recorded {
  readonly title?: string;
  readonly startTime: number;
  /** 0 where none was recorded. */
  readonly endTime: number;
  readonly error?: { readonly message?: string };
}

interface Loader {
  readonly contextEntries: readonly unknown[];
  load(backend: object): Promise<void>;
}

interface Viewer {
  readonly TraceLoader: new () => Loader;
  readonly TraceModel: new (
    uri: string,
    contexts: readonly unknown[],
  ) => { readonly actions: readonly Recorded[] };
}

const { iso } = createRequire(import.meta.url)('playwright-core/lib/coreBundle') as { readonly iso: Viewer };

/** In its order. Rejects as it does: for a trace that is newer than the viewer, and where there is none. */
export async function viewerActions(zip: Uint8Array): Promise<readonly ViewerAction[]> {
  const files = await unzipped(zip);
  const loader = new iso.TraceLoader();
  await loader.load({
    isLive: () => false,
    entryNames: () => Promise.resolve([...files.keys()]),
    hasEntry: (name: string) => Promise.resolve(files.has(name)),
    readText: (name: string) => Promise.resolve(files.has(name) ? textOf(files.get(name)) : undefined),
    readBlob: () => Promise.resolve(undefined),
  });
  const { actions } = new iso.TraceModel('', loader.contextEntries);
  const first = Math.min(...actions.map(({ startTime }) => startTime));
  return actions.map(({ title, startTime, endTime, error }) => ({
    title,
    error: error?.message,
    start: startTime - first,
    end: endTime >= startTime ? endTime - first : undefined,
  }));
}

async function unzipped(zip: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const reader = new ZipReader(new BlobReader(new Blob([zip as BlobPart])));
  const files = new Map<string, Uint8Array>();
  for (const entry of await reader.getEntries())
    if (!entry.directory) files.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
  await reader.close();
  return files;
}

function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}
