/** The outline of a sound file, made with ffmpeg where it is installed. */
import { execFile, spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { asTraceError } from '../base/errors.ts';
import type { Manifest } from '../schema/generated/types.ts';
import { writeWaveform } from '../trace/audiowaveform.ts';
import { PeakBuilder } from '../trace/peaks.ts';
import { audioFormat, audioSeconds } from './audio-file.ts';

const exec = promisify(execFile);

/** Samples a second that the sound is decoded to: enough for its outline, and 160 of them are a slice of 20 ms. */
const RATE = 8_000;
const SAMPLE_BYTES = 4;
const HEAD_BYTES = 64;
/** In milliseconds. An hour of sound takes some seconds. */
const TIME_LIMIT = 5 * 60_000;
const VERSION_LIMIT = 10_000;

/** How ffmpeg calls the containers: told, it looks for no other, such as a playlist of further files. */
const DEMUXERS: Readonly<Record<string, string>> = {
  'audio/wav': 'wav',
  'audio/ogg': 'ogg',
  'audio/flac': 'flac',
  'audio/mp4': 'mov',
  'audio/webm': 'matroska',
  'audio/mpeg': 'mp3',
};

export const OUTLINE_TYPE = 'application/octet-stream';

export type MadeOutline =
  | {
      readonly made: true;
      /** The file, in the format of audiowaveform. */
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly ffmpegVersion: string | null;
    }
  /** `reason`: why there is none, as the rest of a sentence. */
  | { readonly made: false; readonly reason: string };

interface Decoder {
  /** The program; another one only in tests. */
  readonly program?: string;
  /** In milliseconds. */
  readonly timeLimit?: number;
}

/** Decodes the sound at `path` and keeps its extremes, a slice of 20 ms each. Rejects only for what is no sound's fault. */
export async function soundOutline(
  path: string,
  { program = 'ffmpeg', timeLimit = TIME_LIMIT }: Decoder = {},
): Promise<MadeOutline> {
  const version = await versionOf(program);
  if (version === undefined) return { made: false, reason: 'ffmpeg is not installed' };
  const demuxer = DEMUXERS[audioFormat(await headOf(path))?.mediaType ?? ''];
  const seconds = await audioSeconds(path);
  if (demuxer === undefined || seconds === undefined)
    return { made: false, reason: 'the sound cannot be read' };
  let builder: PeakBuilder;
  try {
    builder = new PeakBuilder(seconds);
  } catch (error) {
    const { details } = asTraceError(error);
    return { made: false, reason: 'reason' in details ? details.reason : 'it has no length' };
  }
  const failure = await decode(program, argumentsFor(path, demuxer, seconds), timeLimit, builder);
  if (failure !== undefined) return { made: false, reason: failure };
  return { made: true, bytes: writeWaveform(builder.finish(), RATE), ffmpegVersion: version };
}

/** What to tell where no outline was made. */
export function outlineRemark(path: string, reason: string): string {
  return `No outline of ${path} was made, since ${reason}: the viewer computes it when it shows the sound.`;
}

/** The step for the manifest's provenance. Without a time, so that equal content stays equal. */
export function outlineStep(
  sound: string,
  outline: string,
  ffmpegVersion: string | null,
): Manifest['provenance']['chain'][number] {
  return {
    step: 'outline',
    tool: 'ffmpeg',
    tool_version: ffmpegVersion,
    at: null,
    inputs: [sound],
    outputs: [outline],
    note: `decoded to one channel of ${RATE} samples a second; the least and the greatest of each 20 ms kept`,
  };
}

function argumentsFor(path: string, demuxer: string, seconds: number): readonly string[] {
  return [
    ...['-nostdin', '-v', 'error', '-copyts'],
    // A file that names other files or addresses leads nowhere.
    ...['-protocol_whitelist', 'file', '-f', demuxer, '-i', `file:${resolve(path)}`],
    ...['-map', '0:a:0', '-t', String(Math.ceil(seconds) + 1)],
    // Silence where the sound has a gap, or begins late: slices are counted from its own time 0.
    ...[
      '-af',
      `aresample=${RATE}:async=1:first_pts=0`,
      '-ac',
      '1',
      '-c:a',
      'pcm_f32le',
      '-f',
      'f32le',
      'pipe:1',
    ],
  ];
}

/** Runs the program without a shell; gives why it failed, or undefined. */
function decode(
  program: string,
  args: readonly string[],
  timeLimit: number,
  builder: PeakBuilder,
): Promise<string | undefined> {
  return new Promise((settle) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: timeLimit,
      killSignal: 'SIGKILL',
    });
    let count = 0;
    let rest: Buffer = Buffer.alloc(0);
    child.stdout.on('data', (chunk: Buffer) => {
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      const whole = Math.floor(bytes.length / SAMPLE_BYTES);
      const samples = Float32Array.from({ length: whole }, (_, index) =>
        bytes.readFloatLE(index * SAMPLE_BYTES),
      );
      builder.add(samples, count / RATE, RATE);
      count += whole;
      rest = bytes.subarray(whole * SAMPLE_BYTES);
    });
    child.on('error', () => settle('ffmpeg cannot be run'));
    child.on('close', (code, signal) => {
      if (signal !== null) settle('ffmpeg took too long');
      else if (code !== 0 || count === 0) settle('ffmpeg cannot decode it');
      else settle(undefined);
    });
  });
}

/** The program's version, null where it does not tell; undefined where there is no such program. */
async function versionOf(program: string): Promise<string | null | undefined> {
  try {
    const { stdout } = await exec(program, ['-version'], { timeout: VERSION_LIMIT });
    return /^ffmpeg version (\S+)/.exec(stdout)?.[1] ?? null;
  } catch {
    return undefined;
  }
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
