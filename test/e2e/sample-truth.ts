/** What the sample bundle says of a moment, by ways that share no code with what draws it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Widths from '@xterm/addon-unicode11';
import type * as Headless from '@xterm/headless';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input, type EncodedPacket } from 'mediabunny';
import type { Manifest } from '../../src/schema/generated/types.ts';

// CommonJS whose exports Node cannot tell by name.
const require = createRequire(import.meta.url);
const { Terminal } = require('@xterm/headless') as typeof Headless;
const { Unicode11Addon } = require('@xterm/addon-unicode11') as typeof Widths;

const ROOT = 'public/samples/bug-fix';

export const manifest = JSON.parse(readFileSync(`${ROOT}/trace_schema_v2.json`, 'utf8')) as Manifest;

function layer(id: string): Manifest['layers'][number] & Readonly<Record<string, unknown>> {
  const found = manifest.layers.find((other) => other.id === id);
  if (!found) throw new Error(`the sample has no layer ${id}`);
  return found;
}

function bytesOf(id: string): Buffer {
  const [path] = layer(id).paths ?? [];
  return readFileSync(`${ROOT}/${path ?? ''}`);
}

/** Where the recorded screen shows the time as blocks: in pixels of the picture, least significant bit left. */
export interface Timecode {
  readonly x: number;
  readonly y: number;
  readonly cell_w: number;
  readonly cell_h: number;
  readonly bits: number;
}

export const timecode = layer('screen')['x-timecode'] as Timecode;

/** Largest difference between a frame's time and the time on its picture, in microseconds, as measured when it was captured. */
export const videoResidual = layer('screen').clock.residual_us ?? 0;

/** Native seconds of a trace time in seconds, along the layer's clock map: written out here anew. */
function toNative(id: string, seconds: number): number {
  const points = layer(id).clock.map ?? [{ native: 0, trace_us: 0 }];
  const first = points[0] ?? { native: 0, trace_us: 0 };
  const last = points.at(-1) ?? first;
  const rate = points.length > 1 ? (last.native - first.native) / (last.trace_us - first.trace_us) : 1e-6;
  return first.native + (seconds * 1e6 - first.trace_us) * rate;
}

/** Trace time of a layer's native time, both in seconds, as [factor, summand]. */
export function traceLine(id: string): readonly [number, number] {
  const summand = -toNative(id, 0) / (toNative(id, 1) - toNative(id, 0));
  return [1 / (toNative(id, 1) - toNative(id, 0)), summand];
}

/** One encoded picture, as WebCodecs takes it. */
export interface Chunk {
  readonly type: 'key' | 'delta';
  readonly timestamp: number;
  readonly data: string;
}

/** All pictures that the frame at a moment depends on, itself last, and how to set up a decoder for them. */
export interface FrameChunks {
  readonly index: number;
  readonly codec: string;
  readonly description: string;
  readonly chunks: readonly Chunk[];
}

/** The frames of the sample's video, as its packets tell. */
export class VideoTruth {
  readonly #packets: readonly EncodedPacket[];
  readonly #sink: EncodedPacketSink;
  readonly #config: VideoDecoderConfig;

  private constructor(
    packets: readonly EncodedPacket[],
    sink: EncodedPacketSink,
    config: VideoDecoderConfig,
  ) {
    this.#packets = packets;
    this.#sink = sink;
    this.#config = config;
  }

  static async read(): Promise<VideoTruth> {
    const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytesOf('screen')) });
    const track = await input.getPrimaryVideoTrack();
    const config = await track?.getDecoderConfig();
    if (!track || !config) throw new Error('the sample has no video');
    const sink = new EncodedPacketSink(track);
    const packets: EncodedPacket[] = [];
    for await (const packet of sink.packets()) packets.push(packet);
    return new VideoTruth(
      packets.sort((a, b) => a.timestamp - b.timestamp),
      sink,
      config,
    );
  }

  get count(): number {
    return this.#packets.length;
  }

  /** Index of the frame whose interval holds trace time `seconds`; -1 before the first. */
  indexAt(seconds: number): number {
    const native = toNative('screen', seconds);
    // Trace time is whole microseconds: a frame's start may be rounded to just before it.
    return this.#packets.findLastIndex(({ timestamp }) => timestamp <= native + 1e-6);
  }

  /** Trace time in seconds at the middle of frame `index`. */
  middleOf(index: number): number {
    const points = layer('screen').clock.map ?? [];
    const [first = { native: 0, trace_us: 0 }] = points;
    const last = points.at(-1) ?? first;
    const rate = points.length > 1 ? (last.trace_us - first.trace_us) / (last.native - first.native) : 1e6;
    const start = this.#packets[index]?.timestamp ?? 0;
    const end = this.#packets[index + 1]?.timestamp ?? start;
    return (first.trace_us + ((start + end) / 2 - first.native) * rate) / 1e6;
  }

  async chunksOf(index: number): Promise<FrameChunks> {
    const target = this.#packets[index];
    const key = target && (await this.#sink.getKeyPacket(target.timestamp));
    if (!target || !key) throw new Error(`the sample has no frame ${index}`);
    const chunks = this.#packets
      .filter(
        ({ sequenceNumber }) =>
          sequenceNumber >= key.sequenceNumber && sequenceNumber <= target.sequenceNumber,
      )
      .sort((a, b) => a.sequenceNumber - b.sequenceNumber)
      .map(({ type, timestamp, data }) => ({
        type,
        timestamp: Math.round(timestamp * 1e6),
        data: Buffer.from(data).toString('base64'),
      }));
    const description = this.#config.description;
    if (!(description instanceof Uint8Array)) throw new Error('the sample video has no decoder description');
    return {
      index,
      codec: this.#config.codec,
      description: Buffer.from(description).toString('base64'),
      chunks,
    };
  }
}

interface CastEvent {
  readonly seconds: number;
  readonly code: string;
  readonly data: string;
}

/** The sample's terminal, played from the start for each question. */
export class TerminalTruth {
  readonly #cols: number;
  readonly #rows: number;
  readonly #events: readonly CastEvent[];

  constructor() {
    const [header, ...lines] = bytesOf('terminal').toString('utf8').trimEnd().split('\n');
    const { width, height } = JSON.parse(header ?? '') as { readonly width: number; readonly height: number };
    this.#cols = width;
    this.#rows = height;
    this.#events = lines.map((line) => {
      const [seconds, code, data] = JSON.parse(line) as readonly [number, string, string];
      return { seconds, code, data };
    });
  }

  /** Lines of the screen at trace time `seconds`, without trailing blanks. */
  async textAt(seconds: number): Promise<readonly string[]> {
    const native = toNative('terminal', seconds);
    const terminal = new Terminal({ cols: this.#cols, rows: this.#rows, allowProposedApi: true });
    terminal.loadAddon(new Unicode11Addon());
    terminal.unicode.activeVersion = '11';
    for (const event of this.#events) {
      if (event.seconds > native) break;
      if (event.code === 'o') await new Promise<void>((done) => terminal.write(event.data, done));
      if (event.code === 'r') terminal.resize(...(event.data.split('x').map(Number) as [number, number]));
    }
    const { active } = terminal.buffer;
    const lines = Array.from(
      { length: terminal.rows },
      (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '',
    );
    terminal.dispose();
    return lines.map((line) => line.trimEnd());
  }
}

/** Trace times, in seconds, from a generator with a fixed seed: the same in every run. */
export function randomTimes(count: number, seed: number): readonly number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    // Lehmer, MINSTD: x' = 48271 x mod (2^31 - 1).
    state = (state * 48_271) % 2_147_483_647;
    return Number(((state / 2_147_483_647) * (manifest.clock.duration / 1e6 - 1) + 0.5).toFixed(6));
  });
}
