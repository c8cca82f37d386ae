import { TraceError } from '../base/errors.ts';
import type { Artifact } from '../bundle/bundle-source.ts';

/** Length of a sound file in seconds, from its packets: nothing is decoded. `size`: length of the file in bytes. Rejects as `readVideo` does. */
export async function readAudioSeconds(
  artifact: Pick<Artifact, 'path' | 'read'>,
  size: number,
): Promise<number> {
  const { ALL_FORMATS, CustomSource, Input, UnsupportedInputFormatError } = await import('mediabunny');
  const { path } = artifact;
  const source = new CustomSource({
    getSize: () => size,
    read: (start, end) => artifact.read(start, end),
    prefetchProfile: 'network',
  });
  using input = new Input({ formats: ALL_FORMATS, source });
  try {
    const track = await input.getPrimaryAudioTrack();
    if (!track)
      throw new TraceError('format-broken', { path, format: 'sound', reason: 'it has no sound track' });
    return await track.computeDuration();
  } catch (error) {
    if (error instanceof TraceError) throw error;
    if (error instanceof UnsupportedInputFormatError)
      throw new TraceError(
        'format-unsupported',
        { path, format: 'this container', supported: 'm4a, mp3, ogg, webm, flac and wav' },
        error,
      );
    throw new TraceError('format-broken', { path, format: 'sound', reason: (error as Error).message }, error);
  }
}
