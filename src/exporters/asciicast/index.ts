import type { Exporter } from '../exporter.ts';

const CAST = { ending: 'cast', mediaType: 'application/x-asciicast', kinds: ['terminal'] } as const;

/** What players of every age read (https://docs.asciinema.org/manual/asciicast/v2/). */
export const asciicastV2: Exporter = {
  ...CAST,
  id: 'asciicast-v2',
  title: 'asciicast v2',
};

/** https://docs.asciinema.org/manual/asciicast/v3/ */
export const asciicastV3: Exporter = {
  ...CAST,
  id: 'asciicast-v3',
  title: 'asciicast v3',
};
