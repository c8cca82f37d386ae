/** The frame table of a video, made by reading its container. */
import { describeProblem } from '../base/describe-error.ts';
import { asTraceError } from '../base/errors.ts';
import { writeFrameTable } from '../trace/frame-table-file.ts';
import { readColumns } from '../trace/read-video.ts';
import type { Companion, Step } from './companions.ts';
import { fileBytes } from './fs-bundle.ts';
import { version } from './version.ts';

export const FRAME_TABLE: Companion = {
  field: 'frame_table',
  kind: 'screen_video',
  ending: 'frames',
  since: '2.2.0',
  make: async (place, { bytes: size, sha256 }) => {
    const source = await fileBytes(place);
    try {
      const video = await readColumns({
        path: source.label,
        size,
        read: (start, end) => source.read(start, end),
      });
      const written = writeFrameTable(video, { size, sha256 }, source.label);
      return { made: true, bytes: written, step: frameTableStep };
    } catch (error) {
      const { title } = describeProblem(asTraceError(error));
      return { made: false, reason: `of this: ${title.replace(/\.$/, '')}` };
    } finally {
      await source.close();
    }
  },
  remark: (path, reason) =>
    `No frame table of ${path} was made because ${reason}. The viewer reads the frames from the video.`,
};

export function frameTableStep(video: string, table: string): Step {
  return {
    step: 'frame-table',
    tool: 'playhead',
    tool_version: version(),
    at: null,
    inputs: [video],
    outputs: [table],
    note: 'the times of all frames, as the container tells them',
  };
}
