/** Which format files are of. */
import { asTraceError, TraceError, type ErrorDetails } from '../base/errors.ts';
import { append } from '../base/long-lists.ts';
import { MANIFEST_PATH } from '../bundle/bundle-source.ts';
import { isCompanion } from '../bundle/companion-name.ts';
import { ofForeign } from './foreign-failure.ts';
import { unitOf, type ForeignFile, type ForeignUnit } from './foreign.ts';
import type { Importer } from './importer.ts';
import { IMPORTERS } from './registry.ts';

/** Files that one importer takes, as one trace. */
export interface Recognized {
  readonly unit: ForeignUnit;
  readonly importer: Importer;
  readonly format: string;
  readonly version: string | null;
}

export interface Refused {
  readonly unit: ForeignUnit;
  readonly error: TraceError;
}

/** What lies in a folder. */
export interface FolderContent {
  readonly recognized: readonly Recognized[];
  /** Bundles of our own: folders with a manifest, whose paths begin in them, and zips. */
  readonly bundles: readonly ForeignUnit[];
  /** Files that nobody takes, in order. */
  readonly refused: readonly Refused[];
}

/**
 * The traces among the files of a folder: each folder that is a bundle, or that some importer takes as a whole, from the
 * outermost, and each other file by itself. Labels are paths from `whole`. What lies beside bundles is passed over, and hidden files. A file that cannot
 * be read as what it claims to be is refused; rejects as reading does.
 */
export async function recognizeAll(
  whole: ForeignUnit,
  importers: readonly Importer[] = IMPORTERS,
): Promise<FolderContent> {
  const recognized: Recognized[] = [];
  const bundles: ForeignUnit[] = [];
  const refused: Refused[] = [];
  const ofFolders = importers.filter(({ of }) => of === 'folder');
  const ofFiles = importers.filter(({ of }) => of === 'file');
  const visitFile = async (file: ForeignFile, label: string): Promise<void> => {
    const unit = { ...unitOf(file), label };
    try {
      if (await isZippedBundle(file)) bundles.push(unit);
      else append(recognized, await partsOf(await recognizeUnit(unit, ofFiles)));
    } catch (error) {
      refused.push({ unit, error: refusalOf(error) });
    }
  };
  const visit = async (unit: ForeignUnit, path: string): Promise<void> => {
    if (unit.files.has(MANIFEST_PATH)) {
      bundles.push(unit);
      return;
    }
    let taken = await tryFolder(unit, ofFolders);
    if (taken?.importer.yields && (await holdsSeveral(unit, ofFiles)))
      taken = await tryFolder(
        unit,
        ofFolders.filter(({ yields }) => !yields),
      );
    if (taken) {
      recognized.push(taken);
      return;
    }
    const { here, folders } = parted(unit);
    for (const file of here) if (!isCompanion(file.name)) await visitFile(file, `${path}${file.name}`);
    for (const folder of folders)
      await visit({ ...folder, label: `${path}${folder.label}` }, `${path}${folder.label}/`);
  };
  // Whatever the order in which a disk tells its files: equal originals give equal bundles.
  const files = new Map([...whole.files].sort(([a], [b]) => (a < b ? -1 : 1)));
  await visit({ ...whole, files }, '');
  return { recognized, bundles, refused };
}

async function tryFolder(unit: ForeignUnit, importers: readonly Importer[]): Promise<Recognized | undefined> {
  try {
    return await recognizeUnit(unit, importers);
  } catch (error) {
    // Of a folder with a file that cannot be read, each file is told by itself.
    refusalOf(error);
    return undefined;
  }
}

/** What is wrong with a file. Throws what has nothing to do with it. */
function refusalOf(error: unknown): TraceError {
  const failure = asTraceError(error);
  if (failure.code === 'internal' || failure.code === 'aborted') throw error;
  return failure;
}

/** Whether there is a bundle in a folder, or more than one file that an importer takes. */
async function holdsSeveral({ files }: ForeignUnit, importers: readonly Importer[]): Promise<boolean> {
  let count = 0;
  for (const file of files.values()) {
    if (isCompanion(file.path)) continue;
    if (file.name === MANIFEST_PATH) return true;
    try {
      if (await isZippedBundle(file)) return true;
      await recognizeUnit(unitOf(file), importers);
      count += 1;
    } catch (error) {
      refusalOf(error);
    }
    if (count > 1) return true;
  }
  return false;
}

/** One that holds several traces is each of them. */
async function partsOf(one: Recognized): Promise<readonly Recognized[]> {
  const { unit, importer } = one;
  if (!importer.split) return [one];
  const units = await ofForeign(async () => importer.split?.(unit));
  return (units ?? [unit]).map((part) => ({ ...one, unit: part }));
}

/** Whether a zip holds a bundle: its manifest, at its root or in its one folder. */
async function isZippedBundle(file: ForeignFile): Promise<boolean> {
  if (!(await file.isZip())) return false;
  return [...(await file.zipped()).keys()].some((path) => /^(?:[^/]+\/)?trace_schema_v2\.json$/.test(path));
}

/** Rejects with `import-refused`, which lists every refusal, and as reading does. */
async function recognizeUnit(unit: ForeignUnit, importers: readonly Importer[]): Promise<Recognized> {
  const refusals: ErrorDetails['import-refused']['refusals'][number][] = [];
  for (const importer of importers) {
    const detection = await ofForeign(() => importer.detect(unit));
    if (detection.found) return { unit, importer, format: detection.format, version: detection.version };
    refusals.push({ format: importer.title, reason: detection.reason });
  }
  throw new TraceError('import-refused', { source: unit.label, refusals });
}

/** The files that lie in a unit itself, and the folders in it, by name. Paths of a folder's files begin in it, also those that the files tell. */
function parted({ files }: ForeignUnit): {
  readonly here: readonly ForeignFile[];
  readonly folders: readonly ForeignUnit[];
} {
  const here: ForeignFile[] = [];
  const folders = new Map<string, Map<string, ForeignFile>>();
  for (const [path, file] of files) {
    if (path.startsWith('.') || path.startsWith('__MACOSX/')) continue;
    const slash = path.indexOf('/');
    if (slash < 0) {
      here.push(file);
      continue;
    }
    const name = path.slice(0, slash);
    const inside = folders.get(name) ?? new Map<string, ForeignFile>();
    const within = path.slice(slash + 1);
    inside.set(within, file.at(within));
    folders.set(name, inside);
  }
  return { here, folders: [...folders].map(([label, inside]) => ({ label, files: inside })) };
}
