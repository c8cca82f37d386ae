import { TraceError } from '../base/errors.ts';
import type { ImportTools } from '../importers/importer.ts';
import { withContainer } from './media-container.ts';

const EXPECTED = { format: 'sound or video', supported: 'mp4, mov, webm, mkv, m4a, mp3, ogg, flac and wav' };

/** What importers are handed, in the page and in the command. */
export const IMPORT_TOOLS: ImportTools = {
  media: ({ path, size, artifact }, signal) =>
    withContainer(
      { path, size, read: (start, end) => artifact.read(start, end, signal) },
      EXPECTED,
      async (input) => {
        const video = await input.getPrimaryVideoTrack();
        const track = video ?? (await input.getPrimaryAudioTrack());
        const seconds = await track?.computeDuration();
        if (seconds === undefined || !Number.isFinite(seconds) || seconds <= 0)
          throw new TraceError('format-broken', {
            path,
            format: EXPECTED.format,
            reason: 'it holds neither pictures nor sound',
          });
        return { seconds, video: video !== null };
      },
      signal,
    ),
};
