/** Files to be imported, made by tests. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import { blobArtifact } from '../../src/bundle/directory-bundle.ts';
import { writeZip } from '../../src/bundle/zip-write.ts';
import { validateBundle } from '../../src/cli/validate-bundle.ts';
import type { ImportedBundle } from '../../src/importers/bundle-draft.ts';
import { recognizeAll, type Recognized } from '../../src/importers/detect.ts';
import { ForeignFile, type ForeignUnit } from '../../src/importers/foreign.ts';
import type { Importer } from '../../src/importers/importer.ts';
import { importUnit, importedSource, manifestText } from '../../src/importers/import-unit.ts';
import type { LossReport } from '../../src/schema/generated/types.ts';
import { IMPORT_TOOLS } from '../../src/trace/import-tools.ts';
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
  readonly bundle: ImportedBundle;
}

/** Imports one file as the page does, and opens what came of it. Rejects as both do. */
export async function importedTrace(path: string, content: string | Uint8Array): Promise<ImportedTrace> {
  return importedFolder(foreignUnit(path, { [path]: content }));
}

/** The same of the one trace that a folder is. */
export async function importedFolder(unit: ForeignUnit): Promise<ImportedTrace> {
  return opened(await recognizedOne(unit));
}

/** The one trace of a unit. Rejects as the first file that is refused, and where there are several. */
export async function recognizedOne(unit: ForeignUnit, importers?: readonly Importer[]): Promise<Recognized> {
  const { recognized, refused } = await recognizeAll(unit, importers);
  const [only] = recognized;
  if (!only && refused[0]) throw refused[0].error;
  if (!only || recognized.length > 1) throw new Error(`${unit.label} is ${recognized.length} traces`);
  return only;
}

async function opened(recognized: Recognized): Promise<ImportedTrace> {
  const bundle = await importUnit(recognized, IMPORT_TOOLS);
  const trace = await openTrace(importedSource(bundle, recognized.unit.label));
  const [origin] = trace.manifest.provenance.imported_from ?? [];
  const report = await trace.bundle.readText(origin?.loss_report ?? '');
  return { trace, losses: JSON.parse(report) as LossReport, bundle };
}

/** A folder of the disk, or one file of it, as people drop it. */
export function unitOnDisk(path: string): ForeignUnit {
  const label = basename(path);
  const one = (name: string, at: string): [string, ForeignFile] => [
    name,
    foreignFile(name, readFileSync(at)),
  ];
  if (statSync(path).isFile()) return { label, files: new Map([one(label, path)]) };
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();
  return {
    label,
    files: new Map(
      names.filter((name) => statSync(join(path, name)).isFile()).map((name) => one(name, join(path, name))),
    ),
  };
}

/** What `playhead validate` finds wrong with an imported bundle: errors only, in words of their own. */
export async function faultsOf(bundle: ImportedBundle): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'imported-'));
  try {
    await writeFile(join(folder, MANIFEST_PATH), manifestText(bundle));
    for (const [path, content] of bundle.files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(
        join(folder, path),
        content instanceof Uint8Array ? content : await content.artifact.bytes(),
      );
    }
    const { problems } = await validateBundle(folder);
    return problems
      .filter(({ severity }) => severity === 'error')
      .map((problem) => `${problem.code} ${JSON.stringify(problem.details)}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A zip of texts. */
export async function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array> {
  const items = Object.entries(files).map(([path, content]) => {
    const blob = new Blob([content as BlobPart]);
    return {
      path,
      bytes: blob.size,
      mediaType: 'application/json',
      stream: () => Promise.resolve(blob.stream()),
    };
  });
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const bytes = new Response(readable as BodyInit).bytes();
  await writeZip(items, writable);
  return bytes;
}
