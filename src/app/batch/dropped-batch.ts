/** Many traces that were dropped together, as a batch that lasts as long as the page. */
import type { StoreApi } from 'zustand/vanilla';
import { describeProblem } from '../../base/describe-error.ts';
import { asTraceError, TraceError } from '../../base/errors.ts';
import { sha256Hex } from '../../base/hash.ts';
import { plainNameOf } from '../../base/plain-name.ts';
import type { BundleSource } from '../../bundle/bundle-source.ts';
import { describeBundle } from '../../review/batch/describe-bundle.ts';
import { hrefOf } from '../../review/batch/href.ts';
import { readManifest } from '../../schema/read-manifest.ts';
import type { BatchFile, BatchTrace } from '../../schema/generated/types.ts';
import { readManifestFile } from '../../trace/manifest-file.ts';
import type { DroppedTrace } from '../import/import-dropped.ts';
import type { MappingText } from '../mappings/mapping-text.ts';
import type { SessionStore } from '../session-store.ts';
import { ReadAhead } from './ahead.ts';
import { createBatchStore, type BatchStore } from './batch-store.ts';
import { reviewsHere } from './open-batch.ts';

/** Of no server: it names the rows within the page. */
const ADDRESS = new URL('dropped:/batch.json');
/** It has no file, and is not signed. */
const NO_ID = '00000000-0000-8000-8000-000000000000';

/** `label`: what people call what was dropped. It is not read yet. */
export function openDroppedBatch(
  sessions: StoreApi<SessionStore>,
  traces: readonly DroppedTrace[],
  label: string,
): BatchStore {
  const byHref = new Map(traces.map((trace) => [new URL(hrefOf(trace.label), ADDRESS).href, trace]));
  /** What was opened of it, so that the row of an open trace is known. */
  const opened = new WeakMap<BundleSource, URL>();
  const find = async (url: URL, signal: AbortSignal, mapping?: MappingText): Promise<BundleSource> => {
    const trace = byHref.get(url.href);
    if (!trace) throw new TraceError('manifest-missing', { source: url.href });
    const source = await trace.open(signal, mapping);
    opened.set(source, url);
    return source;
  };
  return createBatchStore(
    ADDRESS,
    {
      ...reviewsHere(),
      localAddress: ({ trace }) => opened.get(trace.bundle.unchecked),
      fragment: '',
      read: async (_url, signal, note) => readTraces(label, traces, signal, note),
      sessions,
      openTrace: (url, ahead) =>
        sessions
          .getState()
          .open(
            byHref.get(url.href)?.label ?? label,
            (_progress, signal, _ask, mapping) => find(url, signal, mapping),
            undefined,
            ahead,
          ),
    },
    new ReadAhead((url, signal) => find(url, signal)),
  );
}

async function readTraces(
  label: string,
  traces: readonly DroppedTrace[],
  signal: AbortSignal,
  note: (text: string) => void,
): Promise<BatchFile> {
  const rows: BatchTrace[] = [];
  for (const [index, trace] of traces.entries()) {
    signal.throwIfAborted();
    note(`Reading ${index + 1} of ${traces.length}`);
    rows.push(await rowOf(trace, signal));
  }
  return {
    schema: { name: 'playhead-batch', version: 1 },
    batch_id: NO_ID,
    name: plainNameOf(label).slice(0, 200),
    created: new Date().toISOString(),
    traces: rows,
  };
}

async function rowOf(trace: DroppedTrace, signal: AbortSignal): Promise<BatchTrace> {
  const named = { name: plainNameOf(trace.label), href: hrefOf(trace.label) };
  try {
    const { bytes, json } = await readManifestFile(await trace.open(signal), signal);
    const { manifest } = readManifest(json, trace.label);
    return { ...named, ...describeBundle(manifest, sha256Hex(bytes), undefined) };
  } catch (error) {
    signal.throwIfAborted();
    const failure = asTraceError(error);
    const { title, advice } = describeProblem(failure);
    return { ...named, problem: { code: failure.code, message: `${title} ${advice}`.trim().slice(0, 2000) } };
  }
}
