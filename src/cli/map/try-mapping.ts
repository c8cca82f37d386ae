/** A mapping tried on a file of its format, without writing anything. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { TraceError, type Problem } from '../../base/errors.ts';
import { blobArtifact } from '../../bundle/directory-bundle.ts';
import { traceData } from '../../exporters/mapped.ts';
import { ForeignFile, unitOf } from '../../importers/foreign.ts';
import { importedSource, importUnit } from '../../importers/import-unit.ts';
import { parsedJson } from '../../base/json.ts';
import type { Evaluate } from '../../importers/mapped/evaluate.ts';
import { mappedImporter } from '../../importers/mapped/index.ts';
import { writtenBy } from '../../importers/mapped/write.ts';
import type { Layer, LossReport, MappingFile } from '../../schema/generated/types.ts';
import { openTrace } from '../../trace/open-trace.ts';
import { loadLayers } from '../load-layers.ts';
import { differences } from './differences.ts';
import { IMPORT_TOOLS } from '../../trace/import-tools.ts';

export interface Tried {
  readonly layers: readonly (Pick<Layer, 'id' | 'kind' | 'status'> & {
    readonly items: number | undefined;
  })[];
  readonly problems: readonly Problem[];
  readonly losses: LossReport['entries'];
  /** What cannot be used of what the mapping gives: it is not among the layers. */
  readonly refused: readonly TraceError[];
  /** JSON pointers where what is written back is not the sample; undefined where nothing is: the mapping only reads, or was refused. */
  readonly differences: readonly string[] | undefined;
}

/** Rejects with `mapping-declined`, and as importing and writing do. */
export async function tryMapping(mapping: MappingFile, sample: string, evaluate: Evaluate): Promise<Tried> {
  const bytes = await readFile(sample);
  const name = basename(sample);
  const blob = new Blob([new Uint8Array(bytes)]);
  const file = new ForeignFile(name, blobArtifact(blob, name), blob);
  const refused: TraceError[] = [];
  const importer = mappedImporter(mapping, evaluate, (error) => void refused.push(error));
  const unit = unitOf(file);
  const detection = await importer.detect(unit);
  if (!detection.found) {
    const { title } = mapping;
    throw new TraceError('mapping-declined', { source: name, title, reason: detection.reason });
  }
  const imported = await importUnit({ unit, importer, ...detection }, IMPORT_TOOLS);
  const trace = await openTrace(importedSource(imported, name));
  const loaded = new Map((await loadLayers(trace)).map(({ layer, items }) => [layer.id, items]));
  const [origin] = trace.manifest.provenance.imported_from ?? [];
  const report = JSON.parse(await trace.bundle.readText(origin?.loss_report ?? '')) as LossReport;
  const rules = refused.length > 0 ? undefined : mapping.export;
  const back = rules && (await writtenBy(mapping, await traceData(trace), evaluate));
  return {
    layers: trace.layers.map(({ id, kind, status }) => ({ id, kind, status, items: loaded.get(id) })),
    problems: trace.problems.all,
    losses: report.entries,
    refused,
    differences:
      rules && back !== undefined
        ? differences(valueOf(bytes.toString(), mapping.import?.form), valueOf(back, rules.form))
        : undefined,
  };
}

function valueOf(text: string, form: 'json' | 'json-lines' | undefined): unknown {
  if (form !== 'json-lines') return parsedJson(text);
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => parsedJson(line));
}
