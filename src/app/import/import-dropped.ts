/** What was dropped or picked, and is no bundle: one trace of another format, or many of them. */
import { TraceError } from '../../base/errors.ts';
import { MANIFEST_PATH, type BundleSource } from '../../bundle/bundle-source.ts';
import { blobBytes } from '../../bundle/byte-source.ts';
import { filesBundle } from '../../bundle/directory-bundle.ts';
import { zipBundle } from '../../bundle/zip-bundle.ts';
import type { MappingText } from '../mappings/mapping-text.ts';
import { importInWorker } from './import.client.ts';
import type { DroppedFile, ImportedTrace } from './import-service.ts';

/** A trace among what was dropped. */
export interface DroppedTrace {
  /** Its file or folder. */
  readonly label: string;
  /** Why it cannot be opened; undefined where it can. */
  readonly refused: TraceError | undefined;
  /** Opens it; `mapping`: by which it is imported anew, where it was refused. Rejects with why it cannot be. */
  open(signal?: AbortSignal, mapping?: MappingText): Promise<BundleSource>;
}

/** All of them. */
export interface DroppedTraces {
  /** What people call what was dropped. */
  readonly label: string;
  readonly traces: readonly DroppedTrace[];
}

/**
 * Every trace among `files`, refused ones too, by label, and the mappings among them; `chosen`: the one by which all is
 * imported. Rejects as reading does, and with `mapping-invalid` and `mapping-slow`.
 */
export async function importDropped(
  label: string,
  files: readonly DroppedFile[],
  chosen: MappingText | undefined,
  progress: (note: string) => void,
  signal: AbortSignal,
): Promise<{ readonly traces: readonly DroppedTrace[]; readonly mappings: readonly MappingText[] }> {
  progress('Looking what it is');
  const tell = (done: number, all: number, name: string): void =>
    progress(all === 1 ? 'Importing it' : `Importing ${done + 1} of ${all}: ${name}`);
  const { traces, mappings } = await importInWorker(label, files, chosen, tell, signal);
  return {
    mappings,
    traces: traces.map((trace) => ({
      label: trace.label,
      refused: trace.kind === 'refused' ? new TraceError(trace.code, trace.details) : undefined,
      open: async (opening, mapping) => {
        const file = files.find(([path]) => path === trace.label);
        if (trace.kind !== 'refused' || !mapping || !file) return openDropped(trace, opening);
        const ended = opening ?? new AbortController().signal;
        const again = await importInWorker(trace.label, [file], mapping, tell, ended);
        const [only] = again.traces;
        return openDropped(only ?? trace, opening);
      },
    })),
  };
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
