/** The outline of a sound file, made with ffmpeg where it is installed. */
import { execFile, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { asTraceError } from '../base/errors.ts';
import { audioFormat } from '../bundle/media-type.ts';
import { writeWaveform } from '../trace/audiowaveform.ts';
import { PeakBuilder } from '../trace/peaks.ts';
import { AuSamples } from './au-samples.ts';
import { audioSeconds, headOf } from './audio-file.ts';
import type { Companion, Step } from './companions.ts';

const exec = promisify(execFile);

/** Samples a second that the sound is decoded to: enough for its outline, and 160 of them are a slice of 20 ms. */
const RATE = 8_000;
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

/** The outline of a sound, as `new` and `pack` put it beside the sound. */
export const OUTLINE: Companion = {
  field: 'peaks',
  kind: 'speech_audio',
  ending: 'dat',
  since: '2.1.0',
  make: async (place) => {
    const outline = await soundOutline(place);
    if (!outline.made) return outline;
    const { bytes, ffmpegVersion } = outline;
    return { made: true, bytes, step: (sound, path) => outlineStep(sound, path, ffmpegVersion) };
  },
  remark: (path, reason) =>
    `No outline of ${path} was made, since ${reason}: the viewer computes it when it shows the sound.`,
};

export function outlineStep(sound: string, outline: string, ffmpegVersion: string | null): Step {
  return {
    step: 'outline',
    tool: 'ffmpeg',
    tool_version: ffmpegVersion,
    at: null,
    inputs: [sound],
    outputs: [outline],
    note: `decoded to ${RATE} samples a second; the least and the greatest of each 20 ms over all channels kept`,
  };
}

function argumentsFor(path: string, demuxer: string, seconds: number): readonly string[] {
  return [
    ...['-nostdin', '-v', 'error', '-copyts'],
    // A file that names other files or addresses leads nowhere.
    ...['-protocol_whitelist', 'file', '-f', demuxer, '-i', `file:${resolve(path)}`],
    ...['-map', '0:a:0', '-t', String(Math.ceil(seconds) + 1)],
    // Silence where the sound has a gap, or begins late: slices are counted from its own time 0.
    ...['-af', `aresample=${RATE}:async=1:first_pts=0`],
    // Each channel by itself: mixed into one, channels may cancel each other.
    ...['-c:a', 'pcm_f32be', '-f', 'au', 'pipe:1'],
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
    const tooLong = AbortSignal.timeout(timeLimit);
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      signal: tooLong,
      killSignal: 'SIGKILL',
    });
    const samples = new AuSamples((some, start) => builder.add(some, start / RATE, RATE));
    child.stdout.on('data', (chunk: Buffer) => samples.add(chunk));
    child.on('error', () => settle(tooLong.aborted ? 'ffmpeg took too long' : 'ffmpeg cannot be run'));
    child.on('close', (code) =>
      settle(code === 0 && samples.count > 0 ? undefined : 'ffmpeg cannot decode it'),
    );
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
