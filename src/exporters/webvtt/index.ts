import type { Exporter } from '../exporter.ts';

/** What was said (https://www.w3.org/TR/webvtt1/). */
export const webvtt: Exporter = {
  id: 'webvtt',
  title: 'WebVTT',
  ending: 'vtt',
  mediaType: 'text/vtt',
  kinds: ['transcript'],
};
