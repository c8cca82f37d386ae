/** What is put into parts for a media element is the file's own packets, at the file's own times. */
import { BufferSource, EncodedPacketSink, Input, MP4, type EncodedPacket } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import { clockMap } from '../../src/trace/clock-map.ts';
import { LEAD, type FeedPart } from '../../src/trace/feed-part.ts';
import { readVideo } from '../../src/trace/read-video.ts';
import { RemuxService } from '../../src/trace/remux-service.ts';
import { videoFile, type CountedFile } from './video-file.ts';

const MAP = clockMap({ domain: 'media', native_unit: 's', sync_quality: 'measured' });

async function remuxer(
  file: CountedFile,
): Promise<{ service: RemuxService; init: Uint8Array; type: string; duration: number | undefined }> {
  const service = new RemuxService({ read: (start, end) => file.read(start, end) });
  const head = await service.open({ path: file.path, size: file.size }, 'video');
  return { service, ...head };
}

/** All parts from `seconds` on, up to so many. */
async function partsFrom(
  service: RemuxService,
  seconds: number,
  most = Infinity,
): Promise<readonly FeedPart[]> {
  await service.seek(seconds);
  const parts: FeedPart[] = [];
  while (parts.length < most) {
    const part = await service.next();
    if (!part) break;
    parts.push(part);
  }
  return parts;
}

/** The packets of parts as another program reads them. */
async function packetsOf(init: Uint8Array, parts: readonly FeedPart[]): Promise<readonly EncodedPacket[]> {
  const bytes = await new Blob([init, ...parts.map((part) => part.bytes)] as BlobPart[]).arrayBuffer();
  const input = new Input({ formats: [MP4], source: new BufferSource(bytes) });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('no track');
  const packets: EncodedPacket[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
  return packets;
}

interface Samples {
  /** Ticks at which the first is decoded, and the last gives way. */
  readonly begin: number;
  readonly end: number;
  readonly shown: readonly { readonly time: number; readonly duration: number }[];
}

/** What a part says of its samples. The library makes durations of its own of them. */
function samplesOf(bytes: Uint8Array): Samples {
  const view = new DataView(bytes.buffer);
  const text = Buffer.from(bytes).toString('latin1');
  const begin = Number(view.getBigUint64(text.indexOf('tfdt') + 8));
  const run = text.indexOf('trun');
  const count = view.getUint32(run + 8);
  let decoded = begin;
  const shown = Array.from({ length: count }, (_, index) => {
    const at = run + 16 + index * 16;
    const [duration, time] = [view.getUint32(at), decoded + view.getInt32(at + 12)];
    decoded += duration;
    return { time, duration };
  });
  return { begin, end: decoded, shown };
}

/** Whole microseconds of media time. */
const micros = (seconds: number): number => Math.round((seconds - LEAD) * 1_000_000);

describe.each([
  'cfr30-h264.mp4',
  'cfr60-h264.mp4',
  'vfr-h264.mp4',
  'gaps-h264.mp4',
  'fragmented-h264.mp4',
  'no-edit-list-h264.mp4',
  'empty-edit-h264.mp4',
  'moov-at-end-h264.mp4',
  'open-gop-h264.mp4',
  'vfr-vp9.webm',
  'late-vp9.webm',
  'live-vp9.webm',
  'vfr-av1.mp4',
])('%s', (name) => {
  it('gives every frame at its time to the microsecond, for as long as it is shown', async () => {
    const file = await videoFile(name);
    const { frames } = await readVideo(file, MAP);
    const { service, init } = await remuxer(file);
    const parts = await partsFrom(service, -1);
    const packets = await packetsOf(init, parts);
    const shown = packets.toSorted((a, b) => a.timestamp - b.timestamp);
    const expected = Array.from({ length: frames.count }, (_, index) =>
      Math.round(frames.mediaTime(index) * 1_000_000),
    );
    const given = shown.map(({ timestamp }) => micros(timestamp));
    expect(given.filter((time) => expected.includes(time))).toEqual(expected);
    // A picture ends when the next one is shown, and the parts say so, from one to the next without a gap.
    const samples = parts.map(({ bytes }) => samplesOf(bytes));
    const inOrder = samples.flatMap((some) => some.shown).toSorted((one, other) => one.time - other.time);
    inOrder.slice(0, -1).forEach(({ time, duration }, index) => {
      const next = inOrder[index + 1]?.time ?? 0;
      if (next > time) expect(time + duration).toBe(next);
    });
    samples.slice(0, -1).forEach(({ end }, index) => expect(samples[index + 1]?.begin).toBe(end));
    expect(parts.every(({ start, end }) => end > start)).toBe(true);
  });

  it('begins with a key frame at or before where it is sent to, and has that frame', async () => {
    const file = await videoFile(name);
    const { frames } = await readVideo(file, MAP);
    const { service, init } = await remuxer(file);
    for (const index of [frames.count - 1, Math.floor(frames.count / 2), 0]) {
      const target = frames.mediaTime(index);
      const key = frames.mediaTime(Math.max(0, frames.keyAtOrBefore(index)));
      const parts: FeedPart[] = [];
      await service.seek(key);
      for (let end = -Infinity; end <= target;) {
        const part = await service.next();
        if (!part) break;
        parts.push(part);
        end = part.end;
      }
      const packets = await packetsOf(init, parts);
      expect(packets[0]?.type).toBe('key');
      expect(micros(packets[0]?.timestamp ?? 0)).toBe(Math.round(key * 1_000_000));
      expect(packets.map(({ timestamp }) => micros(timestamp))).toContain(Math.round(target * 1_000_000));
    }
  });
});
