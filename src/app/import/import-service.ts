/** Imports what was dropped, off the page's thread. */
import { asTraceError, type ErrorCode, type TraceError } from '../../base/errors.ts';
import type { Remote } from '../../base/rpc.ts';
import { blobArtifact } from '../../bundle/directory-bundle.ts';
import type { ImportedBundle } from '../../importers/bundle-draft.ts';
import { recognizeAll, type Recognized } from '../../importers/detect.ts';
import { ForeignFile, type ForeignUnit } from '../../importers/foreign.ts';
import type { Importer } from '../../importers/importer.ts';
import { mappedImporter } from '../../importers/mapped/index.ts';
import { parseMapping } from '../../importers/mapped/parse-mapping.ts';
import { IMPORTERS } from '../../importers/registry.ts';
import { importUnit, manifestText } from '../../importers/import-unit.ts';
import type { MappingFile } from '../../schema/generated/types.ts';
import { IMPORT_TOOLS } from '../../trace/import-tools.ts';
import type { MappingText } from '../mappings/mapping-text.ts';
import { partMappings } from './part-mappings.ts';

/** A file by its path from the root of what was dropped. */
export type DroppedFile = readonly [path: string, blob: Blob];

/** What became of one trace among the files. */
export type ImportedTrace =
  | {
      readonly kind: 'imported';
      /** Its file or folder, from the root of what was dropped. */
      readonly label: string;
      /** As it would be written. */
      readonly manifest: string;
      readonly files: readonly DroppedFile[];
    }
  /** It is a bundle already: these files, or one zip. */
  | { readonly kind: 'bundle'; readonly label: string; readonly files: readonly DroppedFile[] }
  | {
      readonly kind: 'refused';
      readonly label: string;
      readonly code: ErrorCode;
      readonly details: TraceError['details'];
    };

/** What became of all that was dropped. */
export interface ImportedAll {
  /** By label. */
  readonly traces: readonly ImportedTrace[];
  /** Mapping files among the rest, which is imported by them. */
  readonly mappings: readonly MappingText[];
}

export interface ImportPage {
  /** Expressions of a mapping are evaluated from now on, which may never end. */
  byMapping(name: string): void;
  /** `done` of `all` traces are imported; `label`: the one that comes. */
  progress(done: number, all: number, label: string): void;
}

export class ImportService {
  readonly #page: () => Remote<ImportPage>;

  /** `page`: known once this is offered to it. */
  constructor(page: () => Remote<ImportPage>) {
    this.#page = page;
  }

  /** Answers while the worker is free to. */
  ping(): void {
    // That it answers is all.
  }

  /**
   * Every trace among `files`: by a mapping that lies among them, where that takes it, else by the importer that does. `label`:
   * what people call all of it; `chosen`: the mapping by which all of it is imported, and by nothing else. Rejects as reading
   * does, and with `mapping-invalid`.
   */
  async importAll(label: string, files: readonly DroppedFile[], chosen?: MappingText): Promise<ImportedAll> {
    const whole = {
      label,
      files: new Map(
        files.map(([path, blob]) => [path, new ForeignFile(path, blobArtifact(blob, path), blob)]),
      ),
    };
    const { rest, mappings } = chosen ? { rest: whole, mappings: [] } : await partMappings(whole);
    const page = this.#page();
    const { recognized, bundles, refused } = await recognizeAll(rest, importersBy(mappings, chosen, page));
    const traces: ImportedTrace[] = [
      ...bundles.map((unit) => ({ kind: 'bundle' as const, label: unit.label, files: blobsOf(unit) })),
      ...refused.map(({ unit, error }) => refusal(unit.label, error)),
    ];
    for (const [index, one] of recognized.entries()) {
      void page.progress(index, recognized.length, one.unit.label);
      traces.push(await importOne(one));
    }
    return { traces: traces.sort((a, b) => (a.label < b.label ? -1 : 1)), mappings };
  }
}

/** Throws `mapping-invalid`. */
function importersBy(
  mappings: readonly MappingText[],
  chosen: MappingText | undefined,
  page: Pick<Remote<ImportPage>, 'byMapping'>,
): readonly Importer[] {
  const used = chosen ? [chosen] : mappings;
  const mapped = used.map(({ text, name }): MappingFile => parseMapping(text, name));
  for (const { name } of used) void page.byMapping(name);
  return [...mapped.map((mapping) => mappedImporter(mapping)), ...(chosen ? [] : IMPORTERS)];
}

async function importOne(recognized: Recognized): Promise<ImportedTrace> {
  const { label } = recognized.unit;
  try {
    const imported = await importUnit(recognized, IMPORT_TOOLS);
    return { kind: 'imported', label, manifest: manifestText(imported), files: await filesOf(imported) };
  } catch (error) {
    return refusal(label, asTraceError(error));
  }
}

function refusal(label: string, { code, details }: TraceError): ImportedTrace {
  return { kind: 'refused', label, code, details };
}

/** The browser keeps the bytes: of what is taken over as it is, none are copied. */
async function filesOf({ files }: ImportedBundle): Promise<readonly DroppedFile[]> {
  const blobs: DroppedFile[] = [];
  for (const [path, content] of files) {
    const bytes =
      content instanceof Uint8Array ? content : (content.blob ?? (await content.artifact.bytes()));
    blobs.push([path, bytes instanceof Blob ? bytes : new Blob([bytes as BlobPart])]);
  }
  return blobs;
}

function blobsOf({ files }: ForeignUnit): readonly DroppedFile[] {
  return [...files].flatMap(([path, { blob }]) => (blob ? [[path, blob] as const] : []));
}
