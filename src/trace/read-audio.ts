import { TraceError } from '../base/errors.ts';
import { withContainer, type MediaFile } from './media-container.ts';

const EXPECTED = { format: 'sound', supported: 'm4a, mp3, ogg, webm, flac and wav' };

/** Length of a sound file in seconds, from its packets: nothing is decoded. Rejects with `format-unsupported` or `format-broken`. */
export function readAudioSeconds(file: MediaFile): Promise<number> {
  return withContainer(file, EXPECTED, async (input) => {
    const track = await input.getPrimaryAudioTrack();
    if (!track)
      throw new TraceError('format-broken', {
        path: file.path,
        format: 'sound',
        reason: 'it has no sound track',
      });
    return track.computeDuration();
  });
}
