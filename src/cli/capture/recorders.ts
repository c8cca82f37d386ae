/** The programs that record, and how they are called. Each is ended by the system when its supervisor is. */
import { join } from 'node:path';
import type { CaptureConfig, Part } from './config.ts';
import { ownProgram } from './browser/own-program.ts';
import { PICTURE_CODE } from './ffmpeg.ts';
import { placesOf } from './capture-folder.ts';

/** Parts that a program of their own records as long as the capture runs. */
export type ProgramPart = Extract<Part, 'screen' | 'input' | 'browser' | 'voice'>;

export interface RecorderCall {
  readonly program: string;
  readonly args: readonly string[];
  /** Gets what the program prints; undefined: it writes its file itself. */
  readonly output: string | undefined;
  readonly env: Readonly<Record<string, string>>;
}

/** Hertz of the recorded voice. */
export const VOICE_RATE = 24_000;

const ENDINGS: Readonly<Record<ProgramPart, string>> = {
  ...{ screen: 'nut', input: 'txt', browser: 'jsonl', voice: 'nut' },
};
/** NUT keeps the microseconds of the wall clock at which each packet was recorded, and what was written survives a kill. */
const FFMPEG = ['-hide_banner', '-nostats', '-nostdin', '-loglevel', 'warning', '-y', '-copyts'];
const INTO_NUT = ['-flush_packets', '1', '-f', 'nut'];

/** The file of a recorder's part `segment`, in the capture's folder. */
export function segmentFile(part: ProgramPart, segment: number): string {
  return join('raw', `${part}-${segment}.${ENDINGS[part]}`);
}

/** `inputProgram`: of record-input. */
export function recorderCall(
  part: ProgramPart,
  { display = ':0', screen, microphone }: CaptureConfig,
  folder: string,
  segment: number,
  inputProgram: string,
): RecorderCall {
  const file = join(folder, segmentFile(part, segment));
  const call = (program: string, args: readonly string[], output?: string): RecorderCall => ({
    // So that nothing goes on recording that nobody can stop.
    program: 'setpriv',
    args: ['--pdeathsig', 'INT', '--', program, ...args],
    output,
    env: { DISPLAY: display },
  });
  switch (part) {
    case 'input':
      return call(inputProgram, [], file);
    case 'browser': {
      const [program, ...args] = ownProgram('record-browser');
      return call(program, [...args, file, placesOf(folder).browserSocket, String(segment)]);
    }
    case 'screen': {
      const { x, y, size, fps } = screen;
      return call('ffmpeg', [
        ...FFMPEG,
        ...['-thread_queue_size', '256', '-f', 'x11grab', '-framerate', String(fps), '-draw_mouse', '1'],
        ...(size ? ['-video_size', `${size.width}x${size.height}`] : []),
        ...['-i', `${display}+${x},${y}`, '-vf', 'crop=trunc(iw/2)*2:trunc(ih/2)*2'],
        ...['-fps_mode', 'passthrough', ...PICTURE_CODE, '-g', String(fps * 10), ...INTO_NUT, file],
      ]);
    }
    case 'voice':
      return call('ffmpeg', [
        ...FFMPEG,
        ...['-f', microphone.system, '-i', microphone.device],
        ...['-ac', '1', '-ar', String(VOICE_RATE), '-c:a', 'pcm_s16le', ...INTO_NUT, file],
      ]);
  }
}

/** What a shell's recorder writes, in the capture's folder. */
export function shellFiles(
  folder: string,
  number: number,
): { readonly cast: string; readonly commands: string } {
  const { raw } = placesOf(folder);
  return { cast: join(raw, `terminal-${number}.cast`), commands: join(raw, `terminal-${number}.tsv`) };
}
