import { declined, found, ofOneFile } from '../importer.ts';
import { captionFormat } from './caption-format.ts';

/** Transcripts: WebVTT (https://www.w3.org/TR/webvtt1/), and SubRip, which has no standard. */
export const captions = ofOneFile({
  id: 'captions',
  title: 'WebVTT or SRT',
  async detect(file) {
    const format = captionFormat(await file.headText());
    return format === undefined
      ? declined('it begins neither with WEBVTT nor with the times of a first cue')
      : found(format, null);
  },
  load: async () => (await import('./convert.ts')).convert,
});
