import { TraceError } from '../base/errors.ts';
import type { Artifact } from '../bundle/bundle-source.ts';
import type { ClockMap } from './clock-map.ts';
import { FrameTable, type FramePacket } from './frame-table.ts';

/** What a video's container says of it. */
export interface VideoFacts {
  readonly frames: FrameTable;
  /** Pixels of the picture as it is to be shown, after rotation and pixel aspect ratio. */
  readonly width: number;
  readonly height: number;
  readonly codec: string | undefined;
}

/**
 * Reads a container's packets, without decoding and, in plain mp4, without reading the pictures. `size`: length of
 * the file in bytes. Rejects with `format-unsupported` or `format-broken`.
 */
export async function readVideo(artifact: Artifact, size: number, map: ClockMap): Promise<VideoFacts> {
  const { ALL_FORMATS, CustomSource, EncodedPacketSink, Input, UnsupportedInputFormatError } =
    await import('mediabunny');
  const { path } = artifact;
  const source = new CustomSource({
    getSize: () => size,
    read: (start, end) => artifact.read(start, end),
    prefetchProfile: 'network',
  });
  using input = new Input({ formats: ALL_FORMATS, source });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track)
      throw new TraceError('format-broken', { path, format: 'video', reason: 'it has no picture track' });
    const packets: FramePacket[] = [];
    const sink = new EncodedPacketSink(track);
    for await (const packet of sink.packets(undefined, undefined, { metadataOnly: true }))
      packets.push({ seconds: packet.timestamp, duration: packet.duration, key: packet.type === 'key' });
    if (packets.length === 0)
      throw new TraceError('format-broken', { path, format: 'video', reason: 'it has no frames' });
    const [width, height, codec] = await Promise.all([
      track.getDisplayWidth(),
      track.getDisplayHeight(),
      track.getCodecParameterString(),
    ]);
    return { frames: new FrameTable(packets, map), width, height, codec: codec ?? undefined };
  } catch (error) {
    if (error instanceof TraceError) throw error;
    if (error instanceof UnsupportedInputFormatError)
      throw new TraceError(
        'format-unsupported',
        { path, format: 'this container', supported: 'mp4, mov, webm and mkv' },
        error,
      );
    throw new TraceError('format-broken', { path, format: 'video', reason: (error as Error).message }, error);
  }
}
