import { declined, found, ofOneFile } from '../importer.ts';
import { mediaType } from './media-type.ts';

/** Sounds and videos that browsers play, by their first bytes. */
export const media = ofOneFile({
  id: 'media',
  title: 'video or sound',
  async detect(file) {
    const type = mediaType(await file.head());
    return type
      ? found(type.video?.mediaType ?? type.audio.mediaType, null)
      : declined('its first bytes are those of no mp4, mov, webm, mkv, ogg, mp3, wav or flac');
  },
  load: async () => (await import('./convert.ts')).convert,
});
