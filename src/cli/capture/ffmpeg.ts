/** What a recording holds, and how it becomes what browsers play. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CommandError } from '../command.ts';

const MAX_BYTES = 1 << 28;

/** A file for browsers: its index first, so that it plays while it comes, and nothing in it of the machine that made it. */
export const PLAIN_MP4: readonly string[] = [
  ...['-movflags', '+faststart', '-map_metadata', '-1', '-fflags', '+bitexact'],
];

/**
 * How pictures are encoded while a capture runs: without look-ahead, so that a frame that was grabbed is in the file whatever
 * happens next; and with its parameters in each key frame, so that recordings that are joined are not decoded by those of
 * another.
 */
export const PICTURE_CODE: readonly string[] = [
  ...['-enc_time_base', '1:1000000', '-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency'],
  ...['-crf', '12', '-x264-params', 'repeat-headers=1', '-pix_fmt', 'yuv420p'],
];

/** Runs ffmpeg or ffprobe to its end in `folder`. Rejects with a CommandError that says what it could not make. */
export async function runFfmpeg(
  program: 'ffmpeg' | 'ffprobe',
  args: readonly string[],
  folder: string,
  what: string,
): Promise<string> {
  try {
    const quiet = ['-v', 'error', ...args];
    return (await promisify(execFile)(program, quiet, { cwd: folder, maxBuffer: MAX_BYTES })).stdout;
  } catch (error) {
    const { stderr = '', code } = error as { stderr?: string; code?: unknown };
    const [line = ''] = stderr.trim().split('\n').slice(-1);
    const why = code === 'ENOENT' ? `${program} is not installed` : line;
    throw new CommandError(`${what} could not be made: ${why}. The recordings stay where they are.`, {
      cause: error,
    });
  }
}

/** Times of all whole packets of a recording, in microseconds of the wall clock; none where there is nothing to be read. */
export async function packetTimes(folder: string, file: string): Promise<readonly number[]> {
  try {
    const args = ['-show_entries', 'packet=pts_time', '-of', 'csv=p=0', file];
    const listed = await runFfmpeg('ffprobe', args, folder, file);
    return listed
      .split('\n')
      .map((line) => Math.round(Number.parseFloat(line) * 1e6))
      .filter((time) => Number.isSafeInteger(time))
      .sort((a, b) => a - b);
  } catch (error) {
    // A recorder that was killed at once leaves no header.
    if (error instanceof CommandError && !error.message.includes('not installed')) return [];
    throw error;
  }
}
