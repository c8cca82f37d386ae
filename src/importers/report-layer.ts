/** Reports of tests and lint: a file of records that names the report, which is kept as it is. */
import type { LayerClock } from '../schema/generated/types.ts';
import type { BundleDraft } from './bundle-draft.ts';
import type { ForeignFile } from './foreign.ts';

export interface ReportDraft {
  readonly kind: 'test_runs' | 'diagnostics';
  /** Of the report in the bundle, with the ending by which it is told. */
  readonly name: string;
  readonly mediaType: string;
  readonly clock: LayerClock;
  /** The one record, once the report's path is known. */
  readonly record: (path: string) => Readonly<Record<string, unknown>>;
}

/** Adds a layer of one report, and names the file that it was made of. */
export function reportLayer(
  draft: BundleDraft,
  file: ForeignFile,
  { kind, name, mediaType, clock, record }: ReportDraft,
): void {
  const id = draft.freeId(kind === 'test_runs' ? 'tests' : 'lint');
  const path = draft.file(`layers/${id}`, { name: `001-${name}`, mediaType, content: file });
  draft.original(file);
  draft.layer({
    id,
    kind,
    format: { name: `trace-${kind}`, version: '1' },
    clock,
    file: {
      name: 'runs.jsonl',
      mediaType: 'application/x-ndjson',
      content: `${JSON.stringify(record(path))}\n`,
      records: 1,
    },
  });
}
