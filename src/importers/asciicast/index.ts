import { declined, found, ofOneFile } from '../importer.ts';
import { castHeader } from './cast-header.ts';

/** Recordings of terminals by asciinema, versions 1 to 3 (https://docs.asciinema.org/manual/asciicast/v3/). */
export const asciicast = ofOneFile({
  id: 'asciicast',
  title: 'asciicast',
  async detect(file) {
    const header = castHeader(await file.headText());
    return typeof header === 'string' ? declined(header) : found('asciicast', String(header.version));
  },
  load: async () => (await import('./convert.ts')).convert,
});
