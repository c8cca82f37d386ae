/** ffmpeg, where it is on the PATH: run without a shell, on one file of a known kind, with no way to others. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { audioFormat, videoMediaType } from '../../bundle/media-type.ts';
import { CommandError } from '../command.ts';
import { headOf } from '../audio-file.ts';

/** In milliseconds: hours of video take long, and what takes longer hangs. */
const TIME_LIMIT = 6 * 60 * 60_000;

/** How ffmpeg calls the containers: told, it looks for no other, such as a playlist of further files. */
const DEMUXERS: Readonly<Record<string, string>> = {
  'video/mp4': 'mov',
  'video/quicktime': 'mov',
  'video/webm': 'matroska',
  'video/x-matroska': 'matroska',
  'audio/wav': 'wav',
  'audio/ogg': 'ogg',
  'audio/flac': 'flac',
  'audio/mp4': 'mov',
  'audio/webm': 'matroska',
  'audio/mpeg': 'mp3',
};

/** The media type of a file by its first bytes; undefined where it is none of those that browsers play. */
export async function mediaTypeOf(path: string, isSound: boolean): Promise<string | undefined> {
  const head = await headOf(path);
  return (isSound ? audioFormat(head) : videoMediaType(head))?.mediaType;
}

/** Arguments that name a file as the only input. Rejects with a CommandError where it is no medium. */
export async function inputOf(path: string, isSound: boolean): Promise<readonly string[]> {
  const demuxer = DEMUXERS[(await mediaTypeOf(path, isSound)) ?? ''];
  if (demuxer === undefined)
    throw new CommandError(
      `${path} is of no kind of video or sound that can be redacted: take its layer out.`,
    );
  return [
    '-nostdin',
    '-v',
    'error',
    '-copyts',
    '-protocol_whitelist',
    'file',
    '-f',
    demuxer,
    '-i',
    `file:${resolve(path)}`,
  ];
}

/** Runs ffmpeg; `take` gets what it writes to its output. Rejects with a CommandError where it is not there, or fails. */
export function ffmpeg(
  args: readonly string[],
  take: (bytes: Buffer) => void = () => undefined,
): Promise<void> {
  return new Promise((settle, reject) => {
    const child = spawn('ffmpeg', args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIME_LIMIT,
      killSignal: 'SIGKILL',
    });
    let said = '';
    child.stdout.on('data', take);
    child.stderr.on('data', (bytes: Buffer) => {
      said = (said + bytes.toString()).slice(-400);
    });
    child.on('error', () =>
      reject(
        new CommandError(
          'Video and sound are redacted by ffmpeg, which is not installed: install it, or take these layers out.',
        ),
      ),
    );
    child.on('close', (code) =>
      code === 0
        ? settle()
        : reject(new CommandError(`ffmpeg failed: ${said.trim().split('\n').at(-1) ?? 'it says not why'}`)),
    );
  });
}
