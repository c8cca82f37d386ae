/** The file of a video, opened to be decoded frame by frame. For a worker. */
import { EncodedPacketSink, VideoSampleSink, type InputVideoTrack, type VideoSample } from 'mediabunny';
import { TraceError } from '../../base/errors.ts';
import { BlockReader, LIBRARY_BYTES } from '../../trace/block-reader.ts';
import { openContainer } from '../../trace/open-container.ts';
import { keepDecoderTimes } from './decoder-times.ts';
import type { Orientation, ServedVideo } from './frame-protocol.ts';

export interface OpenedVideo {
  readonly blocks: BlockReader;
  readonly packets: EncodedPacketSink;
  readonly config: VideoDecoderConfig;
  readonly orientation: Orientation;
  /** Its pictures are shown as they are decoded, neither turned nor mirrored. */
  readonly upright: boolean;
  /** The decoded pictures from the key frame at `seconds` of media time on, each with its decoder's own timestamp. */
  samples(seconds: number): AsyncGenerator<VideoSample, void>;
  close(): void;
}

/** Rejects with `codec-unsupported` where this browser decodes no such video, and with `format-broken`. */
export async function openServed(
  { path, size }: ServedVideo,
  read: (start: number, end: number) => Promise<Uint8Array>,
): Promise<OpenedVideo> {
  keepDecoderTimes();
  const blocks = new BlockReader(read, size);
  const file = { path, size, read: (start: number, end: number) => blocks.read(start, end) };
  const input = openContainer(file, 'video', { maxCacheSize: LIBRARY_BYTES });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new TraceError('format-broken', { path, format: 'video', reason: 'no picture track' });
  const config = await requireDecoder(track, path);
  const sink = new VideoSampleSink(track);
  const [rotation, flip] = await Promise.all([track.getRotation(), track.getFlip()]);
  return {
    blocks,
    packets: new EncodedPacketSink(track),
    config,
    orientation: { rotation, flip },
    upright: rotation === 0 && !flip,
    samples: (seconds) => sink.samples(seconds),
    close: () => input.dispose(),
  };
}

async function requireDecoder(track: InputVideoTrack, path: string): Promise<VideoDecoderConfig> {
  const config = await track.getDecoderConfig();
  // Not the library's own question: it says yes wherever somebody has registered a decoder.
  if (config && (await VideoDecoder.isConfigSupported(config)).supported === true) return config;
  const codec = (await track.getCodecParameterString()) ?? 'unknown';
  throw new TraceError('codec-unsupported', { path, codec });
}
