/** Writes test traces in other formats. */
import type { ExportId, ExportRequest } from '../../src/exporters/exporter.ts';
import { writerOf } from '../../src/exporters/writers.ts';
import { fromMicros, type TimeRange } from '../../src/base/time.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { buildBundle, type BundleSpec } from '../fixtures/build-bundle.ts';

export interface Exported {
  readonly text: string;
  readonly remarks: readonly string[];
}

/** A trace of `spec` in the format `id`. Rejects as the exporter does. */
export async function exported(
  id: ExportId,
  spec: BundleSpec,
  request: Partial<Omit<ExportRequest, 'remark'>> = {},
): Promise<Exported> {
  const trace = await openTrace(buildBundle(spec));
  const write = await writerOf(id);
  const remarks: string[] = [];
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of write(trace, { ...request, remark: (sentence) => void remarks.push(sentence) }))
    text += typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
  return { text, remarks };
}

/** [start, end) in seconds. */
export function seconds(start: number, end: number): TimeRange {
  return { start: fromMicros(start * 1_000_000), end: fromMicros(end * 1_000_000) };
}
