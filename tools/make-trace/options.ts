/** What a made trace is to hold: the command line of `npm run make-trace`. */
import { parseArgs } from 'node:util';

export interface TraceOptions {
  /** Equal seeds, and equal other options, give equal bytes; of the video, on one version of ffmpeg. */
  readonly seed: number;
  readonly hours: number;
  /** Input events. */
  readonly input: number;
  /** Bytes of the terminal recording, about; 0 for none. */
  readonly terminal: number;
  /** How often a file of the workspace is written. */
  readonly edits: number;
  /** Bytes of the screen video, about; 0 for none. */
  readonly video: number;
  readonly voice: boolean;
  /** Which saves carry a diff against the base commit: only the first of each file, or all. */
  readonly diffs: 'first' | 'all';
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** `NAME.trace.zip`, or a folder. */
  readonly out: string;
  readonly force: boolean;
}

export const MAKE_TRACE_HELP = `Usage: npm run make-trace -- -o FILE [options]

Makes a trace as large as is wanted, with every kind of layer, the same for the same seed: for benchmarks and tests. What
it shows is made up; its form is that of a recording. Without --no-video and --no-voice it needs ffmpeg.

  -o, --out FILE      NAME.trace.zip, or a folder
  --hours N           how long the session lasts (default: 2)
  --input N           input events, 1e6 for example (default: 500000 an hour)
  --terminal BYTES    of the terminal recording, 50MB for example (default: 25MB an hour)
  --edits N           how often files are written (default: 2500 an hour)
  --video BYTES       of the screen video, 1GB for example (default: 500MB an hour)
  --size WxH          of the picture (default: 1920x1080)
  --fps N             pictures a second; one a second is a key frame (default: 30)
  --diffs first|all   which saves carry a diff against the base: the first of each file, or all (default: first)
  --seed N            (default: 1)
  --no-video          without the screen video
  --no-voice          without the sound; the transcript stays
  --no-terminal       without the terminal and its commands
  --force             replace FILE

Sizes take B, KB, MB, GB (powers of 1000) or KiB, MiB, GiB.`;

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};

/** Of an hour, where nothing else is said. */
const HOURLY = { input: 500_000, terminal: 25e6, edits: 2_500, video: 500e6 } as const;

/** undefined: help was asked for. Throws `Error` with one sentence for what cannot be understood. */
export function readTraceOptions(args: readonly string[]): TraceOptions | undefined {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string', short: 'o' },
      ...{ hours: text, input: text, terminal: text, edits: text, video: text, seed: text },
      ...{ size: text, fps: text, diffs: text },
      ...{ 'no-video': flag, 'no-voice': flag, 'no-terminal': flag, force: flag, help: flag },
    },
  });
  if (values.help) return undefined;
  if (values.out === undefined) throw new Error('Say where to: --out FILE.');
  const hours = amount('--hours', values.hours, 2);
  if (hours <= 0 || hours > 24) throw new Error('--hours takes a number above 0, up to 24.');
  const diffs = values.diffs ?? 'first';
  if (diffs !== 'first' && diffs !== 'all') throw new Error('--diffs takes first or all.');
  const [width = 0, height = 0] = (values.size ?? '1920x1080').split('x').map(Number);
  if (
    ![width, height].every((side) => Number.isInteger(side) && side >= 320 && side <= 4096 && side % 2 === 0)
  )
    throw new Error('--size takes two even numbers from 320 to 4096, as in 1920x1080.');
  return {
    seed: whole('--seed', values.seed, 1),
    hours,
    input: whole('--input', values.input, HOURLY.input * hours),
    terminal: values['no-terminal'] ? 0 : bytes('--terminal', values.terminal, HOURLY.terminal * hours),
    edits: whole('--edits', values.edits, HOURLY.edits * hours),
    video: values['no-video'] ? 0 : bytes('--video', values.video, HOURLY.video * hours),
    voice: !values['no-voice'],
    diffs,
    width,
    height,
    fps: amount('--fps', values.fps, 30),
    out: values.out,
    force: values.force,
  };
}

/** `50MB`, `1e6`, `2 GiB`: bytes. */
export function bytes(option: string, text: string | undefined, usual: number): number {
  if (text === undefined) return Math.round(usual);
  const [, figure = '', unit = ''] = /^\s*([\d.]+(?:e\d+)?)\s*([a-z]*)\s*$/i.exec(text) ?? [];
  const size = Number(figure) * (UNITS[unit.toLowerCase()] ?? NaN);
  if (figure === '' || !Number.isFinite(size)) throw new Error(`${option} takes a size, as in 50MB.`);
  return Math.round(size);
}

function amount(option: string, text: string | undefined, usual: number): number {
  const value = text === undefined ? usual : Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Error(`${option} takes a number.`);
  return value;
}

function whole(option: string, text: string | undefined, usual: number): number {
  const value = Math.round(amount(option, text, usual));
  if (text !== undefined && value !== Number(text)) throw new Error(`${option} takes a whole number.`);
  return value;
}
