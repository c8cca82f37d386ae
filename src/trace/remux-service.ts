/** Puts the packets of a media file into parts that a media element takes, without coding anything anew. For a worker. */
import {
  EncodedAudioPacketSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  NullTarget,
  Output,
  type EncodedPacket,
  type InputAudioTrack,
  type InputVideoTrack,
} from 'mediabunny';
import { TraceError } from '../base/errors.ts';
import { handOver } from '../base/rpc.ts';
import { BlockReader, LIBRARY_BYTES } from './block-reader.ts';
import { LEAD, type FeedHead, type FeedPart } from './feed-part.ts';
import { fragmentOf, trackOf, type FragmentSample, type FragmentTrack } from './fragment.ts';
import type { FileName, MediaPage } from './media-service.ts';
import { openContainer } from './open-container.ts';
import { withEnds, type Shown } from './remux-samples.ts';

/** A part ends with the first packet after so many seconds, or bytes. */
const PART_SECONDS = 1;
const PART_BYTES = 1 << 20;
/** Parts are read in order, so that few blocks are kept; of a voice, half a minute is a small one. */
const BLOCKS = {
  video: { block: 1 << 19, kept: 4, ahead: 1 },
  audio: { block: 1 << 16, kept: 8, ahead: 1 },
} as const;
/** Pictures that may be decoded before one that is shown earlier: 16 is the most that H.264 and H.265 allow. */
const REORDERED = 17;
const REORDERING: readonly string[] = ['avc', 'hevc'];
/** Times of key frames may be rounded to whole microseconds. In seconds. */
const ROUNDING = 0.000_002;
/** Packets of sound are shorter. In seconds. */
const SOUND_SLACK = 0.1;
/** Ticks a second that pictures are timed in: frame tables are in microseconds. */
const PICTURE_TICKS = 1_000_000;
/** Without a description their packets have another form than mp4 holds. */
const DESCRIBED: readonly string[] = ['avc', 'hevc', 'aac'];

type MediaTrack = InputVideoTrack | InputAudioTrack;

interface Opened {
  readonly sink: EncodedPacketSink;
  readonly track: FragmentTrack;
  readonly depth: number;
  /** Up to this time everything begins with the first packet: to look for it would read all over an Ogg. */
  readonly start: number;
  /** Whether a decoder can begin with it: containers say so of some that it cannot begin with. */
  readonly isKey: (packet: EncodedPacket) => Promise<boolean>;
}

export class RemuxService {
  readonly #page: Pick<MediaPage, 'read'>;
  #opened: Opened | undefined;
  #path = '';
  #samples: AsyncGenerator<Shown<EncodedPacket>, void> | undefined;
  /** Read, and not in the last part. */
  #next: Shown<EncodedPacket> | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #decodeTime = 0;
  #sequence = 0;

  constructor(page: Pick<MediaPage, 'read'>) {
    this.#page = page;
  }

  /** Rejects with `codec-unsupported` for what mp4 does not hold, with `format-broken`, and as the page's reading does. */
  async open({ path, size }: FileName, kind: 'video' | 'audio'): Promise<FeedHead> {
    this.#path = path;
    const blocks = new BlockReader((start, end) => this.#page.read(start, end), size, BLOCKS[kind]);
    const file = { path, size, read: (start: number, end: number) => blocks.read(start, end) };
    const input = openContainer(file, 'media', { maxCacheSize: LIBRARY_BYTES });
    const media = kind === 'video' ? await input.getPrimaryVideoTrack() : await input.getPrimaryAudioTrack();
    if (!media) throw this.#broken(`it has no ${kind} track`);
    const sink = new EncodedPacketSink(media);
    const codec = (await media.getCodec()) ?? 'unknown';
    const name = (await media.getCodecParameterString()) ?? codec;
    const first = await sink.getFirstPacket();
    const init = await this.#initOf(media, codec, first);
    const track = trackOf(init);
    if (!track) throw new TraceError('internal', { reason: 'an initialisation segment without a track' });
    const start = (first?.timestamp ?? 0) + (kind === 'audio' ? SOUND_SLACK : ROUNDING);
    const reorders = REORDERING.includes(codec);
    const isKey = async (packet: EncodedPacket): Promise<boolean> =>
      packet.type === 'key' && (!reorders || (await media.determinePacketType(packet)) !== 'delta');
    this.#opened = { sink, track, depth: reorders ? REORDERED : 1, start, isKey };
    // Where the head does not tell, as in Ogg, to find it out takes reading far too much.
    const duration = (await media.getDurationFromMetadata()) ?? undefined;
    return handOver({ type: `${kind}/mp4; codecs="${name}"`, init, duration }, [init.buffer]);
  }

  /** The next part begins with the last key packet that is shown at `seconds` or before; else with the first one. */
  seek(seconds: number, signal?: AbortSignal): Promise<void> {
    return this.#inTurn(async () => {
      signal?.throwIfAborted();
      const { sink, depth, start } = this.#use();
      await this.#samples?.return();
      const options = { verifyKeyPackets: true };
      const found = seconds <= start ? null : await sink.getKeyPacket(seconds + ROUNDING, options);
      const first = found ?? (await sink.getFirstKeyPacket(options));
      if (!first) throw this.#broken('it has no key frame');
      this.#samples = withEnds(packetsFrom(sink, first), depth);
      this.#next = undefined;
      this.#decodeTime = this.#ticks(first.timestamp);
    });
  }

  /** The next part; undefined after the last one. After an abort, seek. */
  next(signal?: AbortSignal): Promise<FeedPart | undefined> {
    return this.#inTurn(() => this.#part(signal));
  }

  async #part(signal: AbortSignal | undefined): Promise<FeedPart | undefined> {
    const { track, isKey } = this.#use();
    const samples: FragmentSample[] = [];
    let [start, end, bytes] = [Infinity, -Infinity, 0];
    for (;;) {
      signal?.throwIfAborted();
      const shown = this.#next ?? (await this.#take());
      this.#next = undefined;
      if (!shown) break;
      const { packet } = shown;
      if (samples.length > 0 && (packet.timestamp - start >= PART_SECONDS || bytes >= PART_BYTES)) {
        this.#next = shown;
        break;
      }
      const time = this.#ticks(packet.timestamp);
      const duration = Math.max(1, this.#ticks(shown.end) - time);
      samples.push({ data: packet.data, key: await isKey(packet), time, duration });
      start = Math.min(start, packet.timestamp);
      end = Math.max(end, shown.end);
      bytes += packet.data.length;
    }
    if (samples.length === 0) return undefined;
    this.#sequence += 1;
    const part = fragmentOf(track, this.#sequence, this.#decodeTime, samples);
    for (const { duration } of samples) this.#decodeTime += duration;
    return handOver({ bytes: part, start, end }, [part.buffer]);
  }

  /** One thing after another: who gives up a part may seek while that is still being read. */
  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#turn;
    const done = before.then(work, work);
    this.#turn = done;
    return done;
  }

  async #take(): Promise<Shown<EncodedPacket> | undefined> {
    const taken = await this.#samples?.next();
    return taken?.done ? undefined : taken?.value;
  }

  #ticks(seconds: number): number {
    return Math.round((seconds + LEAD) * this.#use().track.timescale);
  }

  #use(): Opened {
    if (!this.#opened) throw new TraceError('internal', { reason: 'nothing is open to be remuxed' });
    return this.#opened;
  }

  /** The initialisation segment: that of a file of one packet. */
  async #initOf(
    media: MediaTrack,
    codec: string,
    packet: EncodedPacket | null,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const unsupported = new TraceError('codec-unsupported', { path: this.#path, codec });
    if (!packet) throw this.#broken('it has no packets');
    const parts: Uint8Array[] = [];
    const format = new Mp4OutputFormat({
      fastStart: 'fragmented',
      onFtyp: (data) => parts.push(data.slice()),
      onMoov: (data) => parts.push(data.slice()),
    });
    const output = new Output({ format, target: new NullTarget() });
    // At 0: else the segment would begin with an edit.
    const first = packet.clone({ timestamp: 0 });
    try {
      if (media.isVideoTrack()) {
        const decoderConfig = await media.getDecoderConfig();
        const own = await media.getCodec();
        if (!decoderConfig || !own || (DESCRIBED.includes(own) && !decoderConfig.description))
          throw unsupported;
        const source = new EncodedVideoPacketSource(own);
        output.addVideoTrack(source, { frameRate: PICTURE_TICKS, rotation: await media.getRotation() });
        await output.start();
        await source.add(first, { decoderConfig });
      } else if (media.isAudioTrack()) {
        const decoderConfig = await media.getDecoderConfig();
        const own = await media.getCodec();
        if (!decoderConfig || !own || (DESCRIBED.includes(own) && !decoderConfig.description))
          throw unsupported;
        const source = new EncodedAudioPacketSource(own);
        output.addAudioTrack(source);
        await output.start();
        const played = own === 'opus' ? atPlayingRate(decoderConfig) : decoderConfig;
        await source.add(first, { decoderConfig: played });
      }
      await output.finalize();
    } catch (error) {
      throw error instanceof TraceError
        ? error
        : new TraceError('codec-unsupported', { path: this.#path, codec }, error);
    }
    return new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
  }

  #broken(reason: string): TraceError {
    return new TraceError('format-broken', { path: this.#path, format: 'media', reason });
  }
}

/** Where a head of Opus (RFC 7845, 5.1) says at which rate the sound was taken in, which no decoder needs to know. */
const INPUT_RATE = 12;
const OPUS_RATE = 48_000;

/** The head says of all sound that it was taken in at 48 kHz, as it is played: Chromium takes no other in parts. */
function atPlayingRate(config: AudioDecoderConfig): AudioDecoderConfig {
  const { description } = config;
  if (!description) return config;
  const view = ArrayBuffer.isView(description) ? description : new Uint8Array(description);
  const head = new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();
  if (head.length < INPUT_RATE + 4) return config;
  new DataView(head.buffer).setUint32(INPUT_RATE, OPUS_RATE, true);
  return { ...config, description: head };
}

/** Packets in the order of decoding, without those that are shown before `first` and are decoded from ones before it. */
async function* packetsFrom(
  sink: EncodedPacketSink,
  first: EncodedPacket,
): AsyncGenerator<EncodedPacket, void> {
  let later = false;
  let packet: EncodedPacket | null = first;
  while (packet) {
    later ||= packet !== first && packet.type === 'key';
    if (later || packet.timestamp >= first.timestamp) yield packet;
    packet = await sink.getNextPacket(packet);
  }
}
