/** Screen video and sound. Some minutes are encoded, and their packets repeated for as long as the session lasts. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { SCREEN_LOOP_SECONDS, screenFrames } from './screen.ts';
import { SPEECH_LOOP_SECONDS, SPEECH_RATE, speechSamples } from './speech.ts';

export interface VideoOptions {
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly seconds: number;
  /** Of the whole, about. */
  readonly bytes: number;
}

/** Loops that were encoded before. */
const CACHE = 'node_modules/.cache/playhead-make-trace';
/** Further from the wanted size than this share, the loop is encoded once more. */
const TOLERANCE = 0.08;
const SAME_BYTES = [
  '-map_metadata',
  '-1',
  '-fflags',
  '+bitexact',
  '-flags:v',
  '+bitexact',
  '-flags:a',
  '+bitexact',
];

/** Makes an mp4 with a key frame a second at `place`. */
export async function makeVideo(options: VideoOptions, place: string): Promise<void> {
  const { seconds, bytes } = options;
  const wanted = (bytes / seconds) * SCREEN_LOOP_SECONDS;
  let loop = await videoLoop(options, Math.round((wanted * 8) / SCREEN_LOOP_SECONDS));
  const { size } = await stat(loop);
  if (Math.abs(size / wanted - 1) > TOLERANCE)
    loop = await videoLoop(options, Math.round((((wanted * 8) / SCREEN_LOOP_SECONDS) * wanted) / size));
  await repeat(loop, SCREEN_LOOP_SECONDS, seconds, [...['-movflags', '+faststart'], place]);
}

/** Makes an Ogg Opus file at `place`. */
export async function makeVoice(seed: number, seconds: number, place: string): Promise<void> {
  const loop = await cached(`speech-${seed}.opus`, async (part) => {
    const samples = speechSamples(seed);
    const raw = ['-f', 's16le', '-ar', String(SPEECH_RATE), '-ac', '1', '-i', 'pipe:0'];
    const encode = ['-c:a', 'libopus', '-b:a', '32k', '-application', 'voip'];
    await ffmpeg([...raw, ...encode, ...SAME_BYTES, part], [new Uint8Array(samples.buffer)]);
  });
  await repeat(loop, SPEECH_LOOP_SECONDS, seconds, [place]);
}

/** `wanted`: bits a second; rounded, so that traces of other lengths share the loop. */
function videoLoop({ seed, width, height, fps }: VideoOptions, wanted: number): Promise<string> {
  const bitrate = Number(wanted.toPrecision(3));
  const name = `screen-${seed}-${width}x${height}-${fps}-${bitrate}.mp4`;
  return cached(name, async (part) => {
    const raw = [
      '-f',
      'rawvideo',
      '-pix_fmt',
      'yuv420p',
      '-s',
      `${width}x${height}`,
      '-r',
      String(fps),
      '-i',
      'pipe:0',
    ];
    const gop = String(Math.round(fps));
    // One second of pictures is complete by itself, and none waits for a later one: as recorders of screens write them.
    const encode = [
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-bf',
      '0',
      '-g',
      gop,
      '-keyint_min',
      gop,
      '-sc_threshold',
      '0',
    ];
    const rate = [
      '-b:v',
      String(bitrate),
      '-maxrate',
      String(bitrate * 3),
      '-bufsize',
      String(bitrate * 6),
      '-threads',
      '2',
    ];
    await ffmpeg([...raw, ...encode, ...rate, ...SAME_BYTES, part], screenFrames(seed, width, height, fps));
  });
}

async function cached(name: string, make: (part: string) => Promise<void>): Promise<string> {
  const path = join(CACHE, name);
  if (existsSync(path)) return path;
  await mkdir(CACHE, { recursive: true });
  // Half a file must never be taken for a loop.
  const part = join(CACHE, `.${process.pid}.part.${name}`);
  try {
    await make(part);
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
  return path;
}

function repeat(
  loop: string,
  loopSeconds: number,
  seconds: number,
  output: readonly string[],
): Promise<void> {
  const times = Math.ceil(seconds / loopSeconds) - 1;
  const input = ['-stream_loop', String(times), '-i', loop, '-t', String(seconds), '-c', 'copy'];
  return ffmpeg([...input, ...SAME_BYTES, ...output]);
}

/** `input`: what goes to its standard input, piece by piece; a piece may be written over once the next is asked for. */
async function ffmpeg(args: readonly string[], input: Iterable<Uint8Array> = []): Promise<void> {
  const child = spawn('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<void>((done, fail) => {
    child.on('error', (cause: NodeJS.ErrnoException) =>
      fail(
        cause.code === 'ENOENT'
          ? new Error('ffmpeg is missing: install it, or leave video and voice out.')
          : cause,
      ),
    );
    child.on('close', (code) => (code === 0 ? done() : fail(new Error(`ffmpeg failed: ${said.trim()}`))));
  });
  // One piece at a time: the next is drawn over this one.
  const fed = pipeline(Readable.from(copies(input), { highWaterMark: 1 }), child.stdin).catch(
    (error: unknown) => {
      // Where it ended early, its own words tell why.
      if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
    },
  );
  await Promise.all([ended, fed]);
}

function* copies(input: Iterable<Uint8Array>): Generator<Buffer> {
  for (const piece of input) yield Buffer.from(piece);
}
