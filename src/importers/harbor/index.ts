import { onlyFile, type ForeignFile, type ForeignUnit } from '../foreign.ts';
import { declined, found, type Detection, type Importer } from '../importer.ts';

const load = async () => (await import('./convert.ts')).convert;

/** The result of a trial, by itself: what came of it, without what was done. */
export const harborResult: Importer = {
  id: 'harbor-result',
  title: 'Harbor trial result',
  of: 'file',
  async detect(unit) {
    const file = onlyFile(unit);
    return file ? told(file) : declined('it is not one file');
  },
  load,
};

/** The folder of a trial (https://www.harborframework.com/docs): its result, and the agent’s trajectory. */
export const harborTrial: Importer = {
  id: 'harbor-trial',
  title: 'Harbor trial',
  of: 'folder',
  async detect({ files }: ForeignUnit) {
    const file = files.get('result.json');
    return file ? told(file) : declined('it has no result.json');
  },
  load,
};

async function told(file: ForeignFile): Promise<Detection> {
  const head = await file.headText();
  const isResult =
    /^\s*\{/.test(head) &&
    ['task_name', 'trial_name', 'task_checksum'].every((name) => head.includes(`"${name}"`));
  return isResult ? found('harbor', null) : declined('it names no task, trial and checksum');
}
