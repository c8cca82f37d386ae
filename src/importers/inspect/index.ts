import { onlyFile } from '../foreign.ts';
import { declined, found, type Importer } from '../importer.ts';
import { HEADER, START } from './read-log.ts';

/** Logs of Inspect (https://inspect.aisi.org.uk/eval-logs.html), versions 2 and 3: `.eval`, which is a zip, or one JSON. */
export const inspect: Importer = {
  id: 'inspect',
  title: 'Inspect log',
  of: 'file',
  async detect(unit) {
    const file = onlyFile(unit);
    if (!file) return declined('it is not one file');
    if (await file.isZip()) {
      const files = await file.zipped();
      const header = files.get(HEADER) ?? files.get(START);
      if (!header) return declined(`it is a zip without ${HEADER} and ${START}`);
      return found('inspect', versionIn(await header.headText()) ?? null);
    }
    const head = await file.headText();
    const version = versionIn(head);
    if (!/^\s*\{\s*"(?:version|status)"/.test(head) || version === undefined)
      return declined('it is neither a zip nor JSON that begins with a version');
    const isLog = /"eval"\s*:\s*\{/.test(head) && /"status"\s*:\s*"/.test(head);
    return isLog ? found('inspect', version) : declined('it has no status and no eval');
  },
  load: async () => (await import('./convert.ts')).convert,
};

function versionIn(head: string): string | undefined {
  return /"version"\s*:\s*(\d{1,6})\b/.exec(head)?.[1];
}
