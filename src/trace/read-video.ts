import { TraceError } from '../base/errors.ts';
import type { ClockMap } from './clock-map.ts';
import { FrameTable, type FramePacket } from './frame-table.ts';
import { withContainer, type MediaFile } from './media-container.ts';

/** What a video's container says of it. */
export interface VideoFacts {
  readonly frames: FrameTable;
  /** Pixels of the picture as it is to be shown, after rotation and pixel aspect ratio. */
  readonly width: number;
  readonly height: number;
  readonly codec: string | undefined;
}

const EXPECTED = { format: 'video', supported: 'mp4, mov, webm and mkv' };

/**
 * Reads a container's packets, without decoding and, in plain mp4, without reading the pictures. Rejects with
 * `format-unsupported` or `format-broken`.
 */
export function readVideo(file: MediaFile, map: ClockMap): Promise<VideoFacts> {
  const broken = (reason: string): TraceError =>
    new TraceError('format-broken', { path: file.path, format: 'video', reason });
  return withContainer(file, EXPECTED, async (input) => {
    const { EncodedPacketSink } = await import('mediabunny');
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw broken('it has no picture track');
    const packets: FramePacket[] = [];
    const sink = new EncodedPacketSink(track);
    for await (const packet of sink.packets(undefined, undefined, { metadataOnly: true }))
      packets.push({ seconds: packet.timestamp, duration: packet.duration, key: packet.type === 'key' });
    if (packets.length === 0) throw broken('it has no frames');
    const [width, height, codec] = await Promise.all([
      track.getDisplayWidth(),
      track.getDisplayHeight(),
      track.getCodecParameterString(),
    ]);
    return { frames: new FrameTable(packets, map), width, height, codec: codec ?? undefined };
  });
}
