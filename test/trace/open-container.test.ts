/** Counts in a container that its bytes do not bear out: the library would go through them one by one. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AudioSample, AudioSampleSource, BufferTarget, MovOutputFormat, Output } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import type { MediaFile } from '../../src/trace/media-container.ts';
import { readAudioSeconds } from '../../src/trace/read-audio.ts';
import { readColumns } from '../../src/trace/read-video.ts';
import { RemuxService } from '../../src/trace/remux-service.ts';
import { fileOf, VIDEOS } from './video-file.ts';

const HUGE = 0xffff_fff0;
const MP4 = 'cfr30-h264.mp4';
const FRAGMENTED = 'fragmented-h264.mp4';

/** What is written into a box: 32-bit numbers, by their offsets in its content. */
type Forged = Readonly<Record<number, number>>;

function forge(bytes: Buffer, box: string, values: Forged): Buffer {
  const at = bytes.indexOf(box);
  if (at < 0) throw new Error(`no ${box}`);
  for (const [offset, value] of Object.entries(values)) bytes.writeUInt32BE(value, at + 4 + Number(offset));
  return bytes;
}

async function forgedVideo(name: string, box: string, values: Forged): Promise<MediaFile> {
  return fileOf(forge(await readFile(join(VIDEOS, name)), box, values), name);
}

/** A second of plain samples in two chunks and a bit, which the library takes chunk by chunk. */
async function pcm(): Promise<Buffer> {
  const target = new BufferTarget();
  const output = new Output({ format: new MovOutputFormat({ fastStart: 'in-memory' }), target });
  const source = new AudioSampleSource({ codec: 'pcm-s16' });
  output.addAudioTrack(source);
  await output.start();
  const data = new Int16Array(60_000);
  await source.add(
    new AudioSample({ data, format: 's16', numberOfChannels: 1, sampleRate: 48_000, timestamp: 0 }),
  );
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer());
}

describe('a forged count is refused before anything is counted', () => {
  it.each([
    ['composition offsets', MP4, 'ctts', { 8: HUGE }],
    ['sample times, where there are such offsets', MP4, 'stts', { 8: HUGE }],
    ['sample times alone', 'vfr-av1.mp4', 'stts', { 8: HUGE }],
    ['the samples of a chunk', MP4, 'stsc', { 12: HUGE }],
    ['the samples of a fragment', FRAGMENTED, 'trun', { 0: 0, 4: HUGE }],
    ['the entries of an index', FRAGMENTED, 'tfra', { 12: HUGE }],
  ])('of %s', async (_, name, box, values) => {
    const file = await forgedVideo(name, box, values);
    const error = {
      code: 'format-broken',
      details: { path: name, reason: expect.stringMatching(/more/) as string },
    };
    await expect(readColumns(file)).rejects.toMatchObject(error);
    const service = new RemuxService({ read: (start, end) => file.read(start, end) });
    const played = service
      .open({ path: file.path, size: file.size }, 'video')
      .then(() => service.seek(5))
      .then(() => service.next());
    // Without offsets the samples are not gone through: those that have no bytes end the film.
    if (name === 'vfr-av1.mp4') await expect(played).resolves.toBeDefined();
    else await expect(played).rejects.toMatchObject({ code: 'format-broken', details: { path: name } });
  });

  it('of the chunks of plain samples', async () => {
    const whole = await pcm();
    expect(await readAudioSeconds(fileOf(whole, 'voice.mov'))).toBeCloseTo(1.25, 3);
    const file = fileOf(forge(whole, 'stsc', { 20: HUGE }), 'voice.mov');
    await expect(readAudioSeconds(file)).rejects.toMatchObject({ code: 'format-broken' });
  });

  it('of sizes of no bits', async () => {
    const bytes = await readFile(join(VIDEOS, MP4));
    forge(bytes, 'stsz', { 4: 0, 8: HUGE }).write('stz2', bytes.indexOf('stsz'));
    await expect(readColumns(fileOf(bytes, MP4))).rejects.toMatchObject({ code: 'format-broken' });
  });

  it('of an index of webm, even where it is all there', async () => {
    const name = 'cfr-vp9.webm';
    const bytes = await readFile(join(VIDEOS, name));
    const segment = bytes.indexOf(Buffer.from('18538067', 'hex'));
    // A length that is not known: it goes on to the end.
    Buffer.from('01ffffffffffffff', 'hex').copy(bytes, segment + 4);
    const points = Buffer.from('bb8bb38100b786f78101f18100'.repeat(100_001), 'hex');
    const head = Buffer.from(`1c53bb6b${(0x1000_0000 + points.length).toString(16)}`, 'hex');
    const cues = bytes.lastIndexOf(Buffer.from('1c53bb6b', 'hex'));
    const file = fileOf(Buffer.concat([bytes.subarray(0, cues), head, points]), name);
    const reason = 'its index has more than 100000 entries';
    await expect(readColumns(file)).rejects.toMatchObject({ code: 'format-broken', details: { reason } });
  });
});
