/** Runs ffmpeg and its like. */
import { execFile } from 'node:child_process';

const MAX_OUTPUT_BYTES = 512 * 1024 * 1024;

/** What a program printed, as bytes. Rejects with one sentence where it is missing or fails. */
export function runProgram(program: 'ffmpeg' | 'ffprobe', args: readonly string[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    execFile(
      program,
      [...args],
      { encoding: 'buffer', maxBuffer: MAX_OUTPUT_BYTES },
      (error, stdout, stderr) => {
        if (!error) resolve(stdout);
        else if (error.code === 'ENOENT')
          reject(new Error(`${program} is missing: install ffmpeg, which the test videos are made with.`));
        else reject(new Error(`${program} failed: ${stderr.toString().trim()}`, { cause: error }));
      },
    );
  });
}
