import { isCompanion } from '../../bundle/companion-name.ts';
import { onlyFile, unitOf, type ForeignFile, type ForeignUnit } from '../foreign.ts';
import { declined, found, type Importer } from '../importer.ts';
import { atifVersion } from './version.ts';

const load: Importer['load'] = async () => (await import('./convert.ts')).convert;

/** Agent trajectories in ATIF 1.x (https://www.harborframework.com/docs/agents/trajectory-format). */
export const atif: Importer = {
  id: 'atif',
  title: 'ATIF trajectory',
  of: 'file',
  async detect(unit) {
    const file = onlyFile(unit);
    if (!file) return declined('it is not one file');
    const head = await file.headText();
    if (!/^\s*\{/.test(head)) return declined('it is no JSON object');
    const version = atifVersion(head) ?? atifVersion(await tailText(unit));
    return version === undefined
      ? declined('it names no schema_version of the form ATIF-v1.7')
      : found('atif', version);
  },
  load,
};

const PICTURE = /\.(?:png|jpe?g|webp|gif)$/i;

/** The same with the pictures that it names beside it. */
export const atifFolder: Importer = {
  id: 'atif-folder',
  title: 'ATIF trajectory with pictures',
  of: 'folder',
  yields: true,
  async detect(unit) {
    const file = await besidePictures(unit);
    return file ? atif.detect(unitOf(file)) : declined('it does not hold just one trajectory and pictures');
  },
  load,
};

/** The one trajectory of a folder, in the folder itself, that holds pictures besides. Rejects as reading does. */
export async function besidePictures({ files }: ForeignUnit): Promise<ForeignFile | undefined> {
  const all = [...files.values()];
  if (!all.some(({ name }) => PICTURE.test(name))) return undefined;
  let only: ForeignFile | undefined;
  for (const file of all) {
    if (file.path.includes('/') || isCompanion(file.path) || PICTURE.test(file.name)) continue;
    if (!(await atif.detect(unitOf(file))).found) continue;
    if (only) return undefined;
    only = file;
  }
  return only;
}

/** Some write their keys by the alphabet, so that the version comes after the first metrics, or late. */
async function tailText(unit: Parameters<Importer['detect']>[0]): Promise<string> {
  const file = onlyFile(unit);
  if (!file) return '';
  const tail = await file.artifact.read(Math.max(0, file.size - 64 * 1024), file.size);
  return new TextDecoder().decode(tail);
}
