/** Which format files are of. */
import { TraceError, type ErrorDetails } from '../base/errors.ts';
import type { ForeignFile, ForeignUnit } from './foreign.ts';
import { unitOf } from './foreign.ts';
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

/** The importer of one file. Rejects with `import-refused`, which lists every refusal, and as reading does. */
export async function recognize(
  file: ForeignFile,
  importers: readonly Importer[] = IMPORTERS,
): Promise<Recognized> {
  return recognizeUnit(
    unitOf(file),
    importers.filter(({ of }) => of === 'file'),
  );
}

/**
 * The traces among the files of a folder: each folder that some importer takes as a whole, from the outermost, and each
 * other file by itself. `refused`: files that none takes, in order. Rejects as reading does.
 */
export async function recognizeAll(
  whole: ForeignUnit,
  importers: readonly Importer[] = IMPORTERS,
): Promise<{ readonly recognized: readonly Recognized[]; readonly refused: readonly Refused[] }> {
  const recognized: Recognized[] = [];
  const refused: Refused[] = [];
  const ofFolders = importers.filter(({ of }) => of === 'folder');
  const attempt = async (unit: ForeignUnit, some: readonly Importer[]): Promise<TraceError | undefined> => {
    try {
      recognized.push(await recognizeUnit(unit, some));
      return undefined;
    } catch (error) {
      if (error instanceof TraceError && error.code === 'import-refused') return error;
      throw error;
    }
  };
  const visit = async (unit: ForeignUnit): Promise<void> => {
    if ((await attempt(unit, ofFolders)) === undefined) return;
    const { here, folders } = parted(unit);
    for (const file of here) {
      const error = await attempt(
        unitOf(file),
        importers.filter(({ of }) => of === 'file'),
      );
      if (error) refused.push({ unit: unitOf(file), error });
    }
    for (const folder of folders) await visit(folder);
  };
  await visit(whole);
  return { recognized, refused };
}

async function recognizeUnit(unit: ForeignUnit, importers: readonly Importer[]): Promise<Recognized> {
  const refusals: ErrorDetails['import-refused']['refusals'][number][] = [];
  for (const importer of importers) {
    const detection = await importer.detect(unit);
    if (detection.found) return { unit, importer, format: detection.format, version: detection.version };
    refusals.push({ format: importer.title, reason: detection.reason });
  }
  throw new TraceError('import-refused', { source: unit.label, refusals });
}

/** The files that lie in a unit itself, and the folders in it, by name. Paths of a folder's files begin in it. */
function parted({ files }: ForeignUnit): {
  readonly here: readonly ForeignFile[];
  readonly folders: readonly ForeignUnit[];
} {
  const here: ForeignFile[] = [];
  const folders = new Map<string, Map<string, ForeignFile>>();
  for (const [path, file] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const slash = path.indexOf('/');
    if (slash < 0) {
      here.push(file);
      continue;
    }
    const name = path.slice(0, slash);
    const inside = folders.get(name) ?? new Map<string, ForeignFile>();
    inside.set(path.slice(slash + 1), file);
    folders.set(name, inside);
  }
  return { here, folders: [...folders].map(([label, inside]) => ({ label, files: inside })) };
}
