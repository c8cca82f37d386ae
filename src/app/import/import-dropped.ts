/** What was dropped or picked, and is no bundle: one trace of another format, or many of them. */
import { TraceError } from '../../base/errors.ts';
import { MANIFEST_PATH, type BundleSource } from '../../bundle/bundle-source.ts';
import { blobBytes } from '../../bundle/byte-source.ts';
import { filesBundle } from '../../bundle/directory-bundle.ts';
import { zipBundle } from '../../bundle/zip-bundle.ts';
import { importInWorker } from './import.client.ts';
import type { DroppedFile, ImportedTrace } from './import-service.ts';

/** A trace among what was dropped. */
export interface DroppedTrace {
  /** Its file or folder. */
  readonly label: string;
  /** Why it cannot be opened; undefined where it can. */
  readonly refused: TraceError | undefined;
  /** Opens it. Rejects with why it cannot be. */
  open(signal?: AbortSignal): Promise<BundleSource>;
}

/** All of them. */
export interface DroppedTraces {
  /** What people call what was dropped. */
  readonly label: string;
  readonly traces: readonly DroppedTrace[];
}

/** Every trace among `files`, refused ones too, by label. Rejects as reading does. */
export async function importDropped(
  label: string,
  files: readonly DroppedFile[],
  progress: (note: string) => void,
  signal: AbortSignal,
): Promise<readonly DroppedTrace[]> {
  progress('Looking what it is');
  const tell = (done: number, all: number, name: string): void =>
    progress(all === 1 ? 'Importing it' : `Importing ${done + 1} of ${all}: ${name}`);
  return (await importInWorker(label, files, tell, signal)).map((trace) => ({
    label: trace.label,
    refused: trace.kind === 'refused' ? new TraceError(trace.code, trace.details) : undefined,
    open: (opening) => openDropped(trace, opening),
  }));
}

async function openDropped(trace: ImportedTrace, signal?: AbortSignal): Promise<BundleSource> {
  if (trace.kind === 'refused') throw new TraceError(trace.code, trace.details);
  const { label, files } = trace;
  if (trace.kind === 'imported')
    return filesBundle(new Map([[MANIFEST_PATH, new Blob([trace.manifest])], ...files]), label);
  const [only] = files;
  if (files.length === 1 && only && !only[0].endsWith(MANIFEST_PATH))
    return zipBundle(blobBytes(only[1], label), signal);
  return filesBundle(new Map(files), label);
}
