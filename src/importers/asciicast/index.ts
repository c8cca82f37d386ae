import { onlyFile } from '../foreign.ts';
import { declined, found, type Importer } from '../importer.ts';
import { castHeader } from './cast-header.ts';

/** Recordings of terminals by asciinema, versions 1 to 3 (https://docs.asciinema.org/manual/asciicast/v3/). */
export const asciicast: Importer = {
  id: 'asciicast',
  title: 'asciicast',
  of: 'file',
  async detect(unit) {
    const file = onlyFile(unit);
    if (!file) return declined('it is not one file');
    const header = castHeader(await file.headText());
    return typeof header === 'string' ? declined(header) : found('asciicast', String(header.version));
  },
  load: async () => (await import('./convert.ts')).convert,
};
