/** Files to be imported, made by tests. */
import { blobArtifact } from '../../src/bundle/directory-bundle.ts';
import { recognize } from '../../src/importers/detect.ts';
import { ForeignFile, type ForeignUnit } from '../../src/importers/foreign.ts';
import { importUnit, importedSource } from '../../src/importers/import-unit.ts';
import type { LossReport } from '../../src/schema/generated/types.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import type { Trace } from '../../src/trace/trace.ts';

export function foreignFile(path: string, content: string | Uint8Array): ForeignFile {
  const blob = new Blob([content as BlobPart]);
  return new ForeignFile(path, blobArtifact(blob, path), blob);
}

export function foreignUnit(
  label: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): ForeignUnit {
  return {
    label,
    files: new Map(Object.entries(files).map(([path, content]) => [path, foreignFile(path, content)])),
  };
}

export interface ImportedTrace {
  readonly trace: Trace;
  readonly losses: LossReport;
}

/** Imports one file as the page does, and opens what came of it. Rejects as both do. */
export async function importedTrace(path: string, content: string | Uint8Array): Promise<ImportedTrace> {
  const imported = await importUnit(await recognize(foreignFile(path, content)));
  const trace = await openTrace(importedSource(imported, path));
  const [origin] = trace.manifest.provenance.imported_from ?? [];
  const report = await trace.bundle.readText(origin?.loss_report ?? '');
  return { trace, losses: JSON.parse(report) as LossReport };
}
