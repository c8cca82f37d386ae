import { onlyFile } from '../foreign.ts';
import { declined, found, type Importer } from '../importer.ts';
import { atifVersion } from './version.ts';

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
  load: async () => (await import('./convert.ts')).convert,
};

/** Some write their keys by the alphabet, so that the version comes after the first metrics, or late. */
async function tailText(unit: Parameters<Importer['detect']>[0]): Promise<string> {
  const file = onlyFile(unit);
  if (!file) return '';
  const tail = await file.artifact.read(Math.max(0, file.size - 64 * 1024), file.size);
  return new TextDecoder().decode(tail);
}
