/** Makes a clip of a video: decodes its frames, draws over them, encodes them at their own times. Runs in a worker. */
import type { AudioSample, InputAudioTrack, Output, VideoCodec, VideoSample } from 'mediabunny';
import { asTraceError, TraceError } from '../../base/errors.ts';
import { withContainer } from '../../trace/media-container.ts';
import { burnIn } from './burn-in.ts';
import { keepDecoderTimes, waitForPictures } from './decoder-times.ts';
import type { Size } from './map-to-picture.ts';
import type { Scene } from './scene.ts';

/** What the page answers to its clip maker. */
export interface ClipPage {
  /** Bytes [start, end) of a file. */
  read(which: 'video' | 'voice', start: number, end: number): Promise<Uint8Array>;
  /** Frame `index` of the clip is next: what is to be drawn over it. Tells how far it is, too. */
  next(index: number): Promise<Scene | undefined>;
  /** Bytes of the clip from `position` on; they may come over earlier ones. */
  write(position: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

interface ClipFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

export interface ClipOrder {
  readonly video: ClipFile;
  /** Index of the clip's first frame in the video. */
  readonly first: number;
  /** The picture's, in pixels. */
  readonly size: Size;
  /** When each frame of the clip begins, in seconds of the video's media time; then where the last one ends. */
  readonly times: Float64Array;
  readonly voice: VoiceOrder | undefined;
}

interface VoiceOrder extends ClipFile {
  /** The clip's beginning in seconds of the voice's media time; negative where the voice begins later. */
  readonly start: number;
}

export interface ClipFacts {
  readonly extension: 'mp4' | 'webm';
  readonly mediaType: string;
  /** True where the voice is in it. */
  readonly voice: boolean;
}

const VIDEO = { format: 'video', supported: 'mp4, mov, webm and mkv' };
const SOUND = { format: 'sound', supported: 'm4a, mp3, ogg, webm, flac and wav' };
/** Seconds by which a decoded frame's time may differ from the table's for reasons of rounding. */
const ROUNDING = 0.000_01;
/** Bytes that are handed over at a time: little enough that the worker holds almost nothing of the clip. */
const CHUNK = 65_536;
/** Packets of sound a second at most: room for them is kept at the front of the file. */
const SOUND_PACKETS = 130;
/** Seconds. */
const KEY_FRAME_EVERY = 1;

export class ClipMaker {
  readonly #page: ClipPage;

  constructor(page: ClipPage) {
    this.#page = page;
    keepDecoderTimes();
    // Every picture is wanted here, until the worker ends.
    waitForPictures(true);
  }

  /**
   * Rejects with `clip-unsupported` where nothing here encodes it, with `codec-unsupported` where nothing decodes it, with
   * `format-broken` where the decoder gives other frames than the table has, and with the errors of the files.
   */
  async make(order: ClipOrder): Promise<ClipFacts> {
    return withContainer(this.#file('video', order.video), VIDEO, async (input) => {
      const track = await input.getPrimaryVideoTrack();
      if (!track || !(await track.canDecode()))
        throw new TraceError('codec-unsupported', {
          path: order.video.path,
          codec: (await track?.getCodecParameterString()) ?? 'unknown codec',
        });
      const { VideoSampleSink } = await import('mediabunny');
      const { times } = order;
      // From the middle of the first frame to the middle of the last: whole frames, however times are rounded.
      const middle = (index: number): number => ((times[index] ?? 0) + (times[index + 1] ?? 0)) / 2;
      const frames = new VideoSampleSink(track).samples(middle(0), middle(times.length - 2));
      const { voice } = order;
      if (!voice) return this.#encode(order, frames, undefined);
      return withContainer(this.#file('voice', voice), SOUND, async (sound) => {
        const audio = await sound.getPrimaryAudioTrack();
        return this.#encode(order, frames, audio && (await audio.canDecode()) ? audio : undefined);
      });
    });
  }

  async #encode(
    order: ClipOrder,
    frames: AsyncGenerator<VideoSample, void>,
    audio: InputAudioTrack | undefined,
  ): Promise<ClipFacts> {
    const { Mp4OutputFormat, Output, Quality, StreamTarget, VideoSampleSource, WebMOutputFormat } =
      await import('mediabunny');
    const codec = await codecFor(order);
    const mp4 = codec === 'avc';
    const format = mp4 ? new Mp4OutputFormat({ fastStart: 'reserve' }) : new WebMOutputFormat();
    const write = ({ data, position }: { data: Uint8Array<ArrayBuffer>; position: number }): Promise<void> =>
      this.#page.write(position, data);
    const target = new StreamTarget(new WritableStream({ write }), { chunked: true, chunkSize: CHUNK });
    const output = new Output({ format, target });
    const source = new VideoSampleSource({
      codec,
      quality: new Quality('high'),
      keyFrameInterval: KEY_FRAME_EVERY,
      latencyMode: 'quality',
    });
    output.addVideoTrack(source, { maximumPacketCount: order.times.length });
    const voice = audio && (await voicePump(output, order, audio));
    await own(output.start());
    const { times } = order;
    const [start = 0] = times;
    let index = 0;
    for await (using sample of this.#drawn(order, frames)) {
      const time = times[index] ?? 0;
      sample.setTimestamp(time - start);
      sample.setDuration((times[index + 1] ?? time) - time);
      await voice?.pump(time - start);
      await own(source.add(sample));
      index += 1;
    }
    await voice?.pump(Infinity);
    await own(output.finalize());
    return {
      extension: mp4 ? 'mp4' : 'webm',
      mediaType: mp4 ? 'video/mp4' : 'video/webm',
      voice: voice !== undefined,
    };
  }

  /** The frames of the order, every one of them and none besides, with what is to be drawn over them. */
  async *#drawn(
    { size, times, video }: ClipOrder,
    frames: AsyncGenerator<VideoSample, void>,
  ): AsyncGenerator<VideoSample, void> {
    const { VideoSample } = await import('mediabunny');
    const canvas = new OffscreenCanvas(size.width, size.height);
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new TraceError('internal', { reason: 'the browser gives a worker no canvas' });
    const count = times.length - 1;
    let index = 0;
    for await (using frame of frames) {
      const time = times[index] ?? Infinity;
      if (Math.abs(frame.timestamp - time) > ROUNDING) throw strange(video, index);
      const scene = await this.#page.next(index);
      frame.draw(context, 0, 0, size.width, size.height);
      if (scene) burnIn(context, scene);
      yield new VideoSample(canvas, { timestamp: time });
      index += 1;
    }
    if (index !== count) throw strange(video, index);
  }

  #file(which: 'video' | 'voice', { path, size }: ClipFile) {
    return { path, size, read: (start: number, end: number) => this.#page.read(which, start, end) };
  }
}

/** What fails in making the clip is no fault of the video's file, of which all else would be told. */
function own<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw asTraceError(error);
  });
}

function strange({ path }: ClipFile, index: number): TraceError {
  const reason = `its decoder gives another picture than the frame that is number ${index + 1} of the clip`;
  return new TraceError('format-broken', { path, format: 'video', reason });
}

/** AVC, which everything plays; else what a webm may hold. */
async function codecFor({ first, size, times, video }: ClipOrder): Promise<VideoCodec> {
  const { getFirstEncodableVideoCodec, Quality } = await import('mediabunny');
  const codec = await getFirstEncodableVideoCodec(['avc', 'vp9', 'vp8'], {
    width: size.width,
    height: size.height,
    quality: new Quality('high'),
  });
  if (codec) return codec;
  throw new TraceError('clip-unsupported', {
    path: video.path,
    first,
    last: first + times.length - 2,
    reason: 'no-encoder',
  });
}

interface VoicePump {
  /** Adds the sound up to `until` seconds of the clip. */
  pump(until: number): Promise<void>;
}

/** The voice as a second track; undefined where nothing here encodes it. */
async function voicePump(
  output: Output,
  { times, voice }: ClipOrder,
  track: InputAudioTrack,
): Promise<VoicePump | undefined> {
  const { AudioSampleSink, AudioSampleSource, getFirstEncodableAudioCodec, Quality } =
    await import('mediabunny');
  const { format } = output;
  const [numberOfChannels, sampleRate] = await Promise.all([
    track.getNumberOfChannels(),
    track.getSampleRate(),
  ]);
  const codec = await getFirstEncodableAudioCodec(
    format.getSupportedAudioCodecs().filter((one) => one === 'aac' || one === 'opus'),
    { numberOfChannels, sampleRate },
  );
  if (!codec || !voice) return undefined;
  const length = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const source = new AudioSampleSource({ codec, quality: new Quality('high') });
  output.addAudioTrack(source, { maximumPacketCount: Math.ceil(length * SOUND_PACKETS) + SOUND_PACKETS });
  const samples = new AudioSampleSink(track).samples(Math.max(0, voice.start), voice.start + length);
  let waiting: AudioSample | undefined;
  return {
    pump: async (until) => {
      for (;;) {
        if (!waiting) {
          const { value } = await samples.next();
          if (!value) return;
          value.setTimestamp(value.timestamp - voice.start);
          waiting = trimmed(value, length);
          if (!waiting) continue;
        }
        if (waiting.timestamp > until) return;
        using sample = waiting;
        waiting = undefined;
        await own(source.add(sample));
      }
    },
  };
}

/** What of the sample lies in [0, length) seconds; undefined for none. Closes what it does not return. */
function trimmed(sample: AudioSample, length: number): AudioSample | undefined {
  const { timestamp, sampleRate, numberOfFrames } = sample;
  const from = Math.max(0, Math.ceil(-timestamp * sampleRate));
  const to = Math.min(numberOfFrames, Math.ceil((length - timestamp) * sampleRate));
  if (from === 0 && to === numberOfFrames) return sample;
  const part = from < to ? sample.trim(from, to) : undefined;
  sample.close();
  return part;
}
