import type { Exporter } from '../exporter.ts';

/** Requests (http://www.softwareishard.com/blog/har-12-spec/). */
export const har: Exporter = {
  id: 'har',
  title: 'HAR',
  ending: 'har',
  mediaType: 'application/json',
  kinds: ['network'],
};
