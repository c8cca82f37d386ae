/** What is right, told by ffmpeg and ffprobe alone: Playhead's own frame table is among what is being tested. */
import { runProgram } from './run-program.ts';
import { CELLS_BYTES, CELLS_FILTER, readCells } from './stamp.ts';

export interface Truth {
  /** Presentation time of each frame that is shown, in seconds of media time, ascending. */
  readonly times: Float64Array;
  /** The number that the first of them carries; each next one carries one more. */
  readonly firstStamp: number;
  /** Frames a second, on average: what a player that only knows a rate reckons with. */
  readonly fps: number;
}

interface Packet {
  readonly seconds: number;
  readonly key: boolean;
}

interface Probed {
  readonly streams: readonly { readonly time_base: string; readonly avg_frame_rate: string }[];
  readonly packets: readonly { readonly pts?: number; readonly flags: string }[];
}

/**
 * Reads the packets of a test video, whose frames come `late` seconds later than ffprobe tells, and the stamps of its key
 * frames. Rejects where its stamps do not count up.
 */
export async function readTruth(path: string, late = 0): Promise<Truth> {
  const entries = 'stream=time_base,avg_frame_rate:packet=pts,flags';
  const select = ['-select_streams', 'v:0', '-show_entries', entries, '-show_packets', '-of', 'json'];
  const printed = await runProgram('ffprobe', ['-v', 'error', ...select, path]);
  const { fps, packets } = shownPackets(JSON.parse(printed.toString()) as Probed);
  const keys = packets.flatMap(({ key }, index) => (key ? [index] : []));
  return {
    times: Float64Array.from(packets, ({ seconds }) => seconds + late),
    firstStamp: firstStampOf(keys, await keyStamps(path)),
    fps,
  };
}

/** The packets whose frames are shown, in the order of their presentation. What an edit list skips is marked `D`. */
export function shownPackets({ streams: [stream], packets }: Probed): {
  readonly fps: number;
  readonly packets: readonly Packet[];
} {
  if (!stream) throw new Error('ffprobe found no picture track');
  const unit = ratio(stream.time_base);
  const shown = packets.flatMap(({ pts, flags }) =>
    pts === undefined || flags.includes('D') ? [] : [{ seconds: pts * unit, key: flags.includes('K') }],
  );
  return { fps: ratio(stream.avg_frame_rate), packets: shown.sort((a, b) => a.seconds - b.seconds) };
}

/** The number on the first frame, from those on the key frames, which stand at `keys`. Throws where they disagree. */
export function firstStampOf(keys: readonly number[], stamps: readonly (number | undefined)[]): number {
  const firsts = new Set(stamps.map((stamp, index) => (stamp ?? NaN) - (keys[index] ?? NaN)));
  const [first] = firsts;
  if (first === undefined || firsts.size > 1 || Number.isNaN(first) || keys.length !== stamps.length)
    throw new Error('the stamps of a test video do not count its frames: delete it, so that it is made anew');
  return first;
}

/** The stamps of the key frames that are shown, decoded by ffmpeg, in order. */
async function keyStamps(path: string): Promise<readonly (number | undefined)[]> {
  // Not every decoder can skip the others, so they are left out once more.
  const output = ['-vf', `select=key,${CELLS_FILTER}`, '-fps_mode', 'passthrough', '-f', 'rawvideo', '-'];
  const cells = await runProgram('ffmpeg', [
    ...['-v', 'error', '-nostdin', '-skip_frame', 'nokey', '-i', path],
    ...output,
  ]);
  return Array.from({ length: cells.length / CELLS_BYTES }, (_, index) =>
    readCells(cells.subarray(index * CELLS_BYTES, (index + 1) * CELLS_BYTES)),
  );
}

function ratio(text: string): number {
  const [over = NaN, under = NaN] = text.split('/').map(Number);
  return over / under;
}
