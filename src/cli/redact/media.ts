/** Video and sound with solid boxes and silence: encoded again, and the time of every frame stays what it was. */
import { join } from 'node:path';
import { fileBytes } from '../fs-bundle.ts';
import { CommandError } from '../command.ts';
import { clockMap } from '../../trace/clock-map.ts';
import { withContainer, type MediaFile } from '../../trace/media-container.ts';
import { readColumns, type VideoColumns } from '../../trace/read-video.ts';
import type { Layer } from '../../schema/generated/types.ts';
import type { Box } from '../../share/redact/plan.ts';
import type { RemovedTime } from '../../share/redact/ranges.ts';
import { fromMicros } from '../../base/time.ts';
import { ffmpeg, inputOf, mediaTypeOf } from './ffmpeg.ts';

/** A box over frames [first, last], of a file's own numbering. */
export interface FrameBox {
  readonly id: string;
  /** [x, y, width, height], within the picture; it begins and ends where squares of the encoder do. */
  readonly rect: readonly [number, number, number, number];
  readonly first: number;
  readonly last: number;
}

/** Silence [start, end) in seconds of the file's own time. */
export interface Silence {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** What is done to one file. */
export interface MediaWork {
  readonly boxes: readonly FrameBox[];
  readonly silences: readonly Silence[];
  /** Frames of the picture; undefined for a sound. */
  readonly frames: number | undefined;
}

/** Drawn around what was named: encoding lets a little of what is beside a box into it. */
const MARGIN_PIXELS = 4;
/** Encoders work in squares of so many pixels: a box that ends within one is blurred by what else is in it. */
const SQUARE = 16;
/** The same for sound: encoders smear over some of their blocks. */
const MARGIN_SECONDS = 0.1;

/** The frames and seconds that a layer's boxes and times mean in its file at `place`. */
export async function mediaWork(
  layer: Layer,
  place: string,
  boxes: readonly Box[],
  times: readonly RemovedTime[],
): Promise<MediaWork> {
  const map = clockMap(layer.clock);
  const toSeconds = map.microsPerUnit / 1_000_000;
  const slack = map.uncertainty ?? 0;
  const seconds = (micros: number): number => map.toNative(fromMicros(micros)) * toSeconds;
  const silences = times.map(({ id, start, end }): Silence => {
    return { id, start: seconds(start - slack), end: seconds(end + slack) };
  });
  if (layer.kind !== 'screen_video') return { boxes: [], silences, frames: undefined };
  const heard = silences.length > 0 && (await hasSound(place)) ? silences : [];
  const { columns, width, height } = await columnsOf(place);
  const found = boxes.flatMap(({ id, rect, time }): readonly FrameBox[] => {
    const [first, last] = time
      ? framesIn(columns, seconds(time.start - slack), seconds(time.end + slack))
      : [0, columns.seconds.length - 1];
    const within = rectIn(rect ?? [0, 0, width, height], width, height);
    return last < first || !within ? [] : [{ id, rect: within, first, last }];
  });
  return { boxes: found, silences: heard, frames: columns.seconds.length };
}

/** The frames that are shown in [start, end): the one that is there when it begins, too. */
function framesIn(
  { seconds }: VideoColumns['columns'],
  start: number,
  end: number,
): readonly [number, number] {
  const begin = Math.max(
    0,
    seconds.findLastIndex((time) => time <= start),
  );
  return [begin, seconds.findLastIndex((time) => time < end)];
}

function rectIn(
  [x, y, w, h]: readonly [number, number, number, number],
  width: number,
  height: number,
): FrameBox['rect'] | undefined {
  if (x >= width || y >= height) return undefined;
  const left = Math.max(0, Math.floor((x - MARGIN_PIXELS) / SQUARE) * SQUARE);
  const top = Math.max(0, Math.floor((y - MARGIN_PIXELS) / SQUARE) * SQUARE);
  const right = Math.min(width, Math.ceil((x + w + MARGIN_PIXELS) / SQUARE) * SQUARE);
  const bottom = Math.min(height, Math.ceil((y + h + MARGIN_PIXELS) / SQUARE) * SQUARE);
  return [left, top, right - left, bottom - top];
}

export function columnsOf(path: string): Promise<VideoColumns> {
  return withFile(path, (file) => readColumns(file));
}

function hasSound(path: string): Promise<boolean> {
  const expected = { format: 'video', supported: 'mp4, mov, webm and mkv' };
  return withFile(path, (file) =>
    withContainer(file, expected, async (input) => (await input.getPrimaryAudioTrack()) !== null),
  );
}

async function withFile<T>(path: string, use: (file: MediaFile) => Promise<T>): Promise<T> {
  const source = await fileBytes(path);
  try {
    const read = (start: number, end: number): Promise<Uint8Array> => source.read(start, end);
    return await use({ path: source.label, size: await source.size(), read });
  } finally {
    await source.close();
  }
}

/** Writes the file at `place` again into `folder`, and gives where, and with which settings. */
export async function redactMedia(
  place: string,
  folder: string,
  { boxes, silences, frames }: MediaWork,
): Promise<{ readonly path: string; readonly note: string }> {
  const isSound = frames === undefined;
  const type = (await mediaTypeOf(place, isSound)) ?? '';
  const before = boxes.length > 0 ? await columnsOf(place) : undefined;
  const video = before
    ? [
        '-vf',
        [...asShown(before, type), ...boxes.map(drawn)].join(','),
        ...keyFrames(before, boxes),
        ...pictureCodec(type, before),
      ]
    : ['-c:v', 'copy'];
  const audio = silences.length > 0 ? ['-af', muted(silences), ...soundCodec(type)] : ['-c:a', 'copy'];
  const path = join(folder, `medium.${MUXERS[type]?.[1] ?? 'mp4'}`);
  const settings = [...(isSound ? [] : video), ...audio];
  await ffmpeg([
    ...(await inputOf(place, isSound)),
    // Titles, comments, chapters and subtitles may say anything.
    ...(isSound ? [] : ['-map', '0:v:0']),
    ...['-map', '0:a?', '-map_metadata', '-1', '-map_chapters', '-1', '-sn', '-dn'],
    ...settings,
    ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'],
    ...(type.endsWith('mp4') || type.endsWith('quicktime') ? ['-movflags', '+faststart'] : []),
    ...['-f', MUXERS[type]?.[0] ?? 'mp4', '-y', path],
  ]);
  if (before) await compareTimes(before, path);
  // Where the boxes are is no secret, and stands in the record of each redaction.
  return {
    path,
    note: settings.filter((part, at) => !isLong(part) && !isLong(settings[at - 1])).join(' '),
  };
}

/** Options whose values say where and when, and may be long. */
function isLong(option: string | undefined): boolean {
  return option === '-vf' || option === '-af' || option === '-force_key_frames';
}

async function compareTimes({ columns: { seconds } }: VideoColumns, path: string): Promise<void> {
  const after = (await columnsOf(path)).columns.seconds;
  // Half the tick of a container that counts in milliseconds, as webm does.
  const same =
    after.length === seconds.length &&
    seconds.every((time, at) => Math.abs(time - (after[at] ?? NaN)) <= 0.000_5);
  if (!same)
    throw new CommandError(
      'The redacted video would not show every frame at its time, and was not kept: take its layer out, or convert the video first as `playhead new` advises.',
    );
}

const MUXERS: Readonly<Record<string, readonly [format: string, ending: string]>> = {
  'video/mp4': ['mp4', 'mp4'],
  'video/quicktime': ['mov', 'mov'],
  'video/webm': ['webm', 'webm'],
  'video/x-matroska': ['matroska', 'mkv'],
  'audio/wav': ['wav', 'wav'],
  'audio/ogg': ['ogg', 'ogg'],
  'audio/flac': ['flac', 'flac'],
  'audio/mp4': ['ipod', 'm4a'],
  'audio/webm': ['webm', 'webm'],
  'audio/mpeg': ['mp3', 'mp3'],
};

/** Boxes are in pixels as they are shown: where those of the file are not square, the copy's are. */
function asShown({ width, height }: VideoColumns, type: string): readonly string[] {
  // H.264 takes even sizes alone.
  const even = isWebm(type) ? [] : ['pad=ceil(iw/2)*2:ceil(ih/2)*2'];
  return [`scale=${width}:${height}`, ...even, 'setsar=1'];
}

function isWebm(type: string): boolean {
  return type === 'video/webm' || type === 'video/x-matroska';
}

function drawn({ rect: [x, y, w, h], first, last }: FrameBox): string {
  return `drawbox=x=${x}:y=${y}:w=${w}:h=${h}:color=black:t=fill:enable='between(n,${first},${last})'`;
}

/** Small blocks, so that silence begins and ends near where it should. */
function muted(silences: readonly Silence[]): string {
  const within = silences.map(({ start, end }) => {
    return `between(t,${(start - MARGIN_SECONDS).toFixed(6)},${(end + MARGIN_SECONDS).toFixed(6)})`;
  });
  return `asetnsamples=n=256:p=0,volume=0:enable='${within.join('+')}'`;
}

/** Where they were, and where a box comes or goes: nothing of what was there is then to be seen through it. */
function keyFrames({ columns }: VideoColumns, boxes: readonly FrameBox[]): readonly string[] {
  const { seconds, keys } = columns;
  const turns = new Set(boxes.flatMap(({ first, last }) => [first, last + 1]));
  const times = Array.from(seconds).filter(
    (_, index) => turns.has(index) || (((keys[index >> 3] ?? 0) >> (index & 7)) & 1) === 1,
  );
  // A little earlier: the next frame at or after it becomes one.
  const list = times.map((time) => Math.max(0, time - 0.000_4).toFixed(6));
  return ['-force_key_frames', list.join(',')];
}

function pictureCodec(type: string, { resolution }: VideoColumns): readonly string[] {
  const times = ['-fps_mode', 'passthrough', '-enc_time_base', `1:${resolution}`];
  if (isWebm(type))
    return [
      ...times,
      '-c:v',
      'libvpx-vp9',
      '-deadline',
      'good',
      '-cpu-used',
      '5',
      '-row-mt',
      '1',
      '-crf',
      '24',
      '-b:v',
      '0',
      '-g',
      '240',
      '-pix_fmt',
      'yuv420p',
    ];
  const quality = ['-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p', '-bf', '0', '-g', '300'];
  return [...times, '-c:v', 'libx264', ...quality, '-video_track_timescale', String(resolution)];
}

function soundCodec(type: string): readonly string[] {
  if (type === 'audio/mpeg') return ['-c:a', 'libmp3lame', '-q:a', '3'];
  if (type === 'audio/wav') return ['-c:a', 'pcm_s16le'];
  if (type === 'audio/flac') return ['-c:a', 'flac'];
  if (type.endsWith('mp4') || type === 'video/quicktime') return ['-c:a', 'aac', '-b:a', '96k'];
  return ['-c:a', 'libopus', '-b:a', '64k'];
}
