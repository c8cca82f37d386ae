import { declined, found, ofOneFile } from '../importer.ts';
import { FIRST_FILE } from './first-file.ts';

/** Changes of files, as git and diff -u write them. */
export const unifiedDiff = ofOneFile({
  id: 'diff',
  title: 'unified diff',
  async detect(file) {
    return FIRST_FILE.test(await file.headText())
      ? found('unified-diff', null)
      : declined('it names no file by a line "diff --git", nor by the lines "---", "+++" and "@@"');
  },
  load: async () => (await import('./convert.ts')).convert,
});
