import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_WAVEFORM_BYTES, readWaveform, writeWaveform } from '../../src/trace/audiowaveform.ts';

interface Header {
  readonly version?: number;
  readonly flags?: number;
  readonly sampleRate?: number;
  readonly samplesPerPixel?: number;
  readonly length?: number;
  readonly channels?: number;
}

/** A file with this header and these bytes after it; by default two slices of 16 bits, 20 ms each. */
function file(header: Header, data: readonly number[] = Array.from({ length: 8 }, () => 0)): Uint8Array {
  const view = new DataView(new ArrayBuffer(24 + data.length));
  view.setInt32(0, header.version ?? 2, true);
  view.setUint32(4, header.flags ?? 0, true);
  view.setInt32(8, header.sampleRate ?? 8_000, true);
  view.setInt32(12, header.samplesPerPixel ?? 160, true);
  view.setUint32(16, header.length ?? 2, true);
  view.setInt32(20, header.channels ?? 1, true);
  const bytes = new Uint8Array(view.buffer);
  bytes.set(data, 24);
  return bytes;
}

describe('readWaveform', () => {
  it('reads 8 bits, as audiowaveform writes them', () => {
    const peaks = readWaveform(file({ flags: 1, length: 3 }, [0x80, 0x7f, 0xff, 0x01, 0x00, 0x40]), 'a.dat');
    expect([...peaks.min]).toEqual([-1, -1 / 128, 0]);
    expect([...peaks.max]).toEqual([127 / 128, 1 / 128, 0.5]);
    expect(peaks.sliceSeconds).toBe(0.02);
    expect(peaks.seconds).toBeCloseTo(0.06, 12);
  });

  it('reads 16 bits, little endian', () => {
    const peaks = readWaveform(file({}, [0x00, 0x80, 0xff, 0x7f, 0x00, 0xc0, 0x00, 0x20]), 'a.dat');
    expect([...peaks.min]).toEqual([-1, -0.5]);
    expect(peaks.max[0]).toBeCloseTo(32_767 / 32_768, 6);
    expect(peaks.max[1]).toBe(0.25);
  });

  it('makes one channel of several, by their extremes', () => {
    const data = [0xff, 0x10, 0xe0, 0x01, 0x00, 0x7f, 0xc0, 0x00];
    const peaks = readWaveform(file({ flags: 1, channels: 2 }, data), 'a.dat');
    expect([...peaks.min]).toEqual([-32 / 128, -64 / 128]);
    expect([...peaks.max]).toEqual([16 / 128, 127 / 128]);
  });

  it('reads a part of a larger buffer', () => {
    const whole = new Uint8Array(100);
    whole.set(file({ flags: 1 }, [0xc0, 0x40, 0, 0]), 3);
    expect(readWaveform(whole.subarray(3, 31), 'a.dat').max[0]).toBe(0.5);
  });

  it.each([
    ['nothing', new Uint8Array(), /shorter than its header/],
    ['half a header', file({}).subarray(0, 23), /shorter than its header/],
    ['version 1', file({ version: 1 }), /version 1, and only version 2/],
    ['a version to come', file({ version: 3 }), /version 3/],
    ['big endian', file({ version: 0x02000000 }), /version 33554432/],
    [
      'a forged length',
      file({ length: 0xffffffff }),
      /promises 17179869180 bytes of slices, and there are 8/,
    ],
    ['a length that is too small', file({ length: 1 }), /promises 4 bytes of slices, and there are 8/],
    ['a torn end', file({}).subarray(0, 31), /promises 8 bytes of slices, and there are 7/],
    ['no slices', file({ length: 0 }, []), /holds no slice/],
    ['no sample rate', file({ sampleRate: 0 }), /no length/],
    ['a sample rate below zero', file({ sampleRate: -1 }), /no length/],
    ['empty slices', file({ samplesPerPixel: 0 }), /no length/],
    ['no channel', file({ channels: 0 }), /0 channels/],
    ['channels below zero', file({ channels: -2 }), /-2 channels/],
    ['channels beyond sense', file({ channels: 0x7fffffff }), /channels/],
    ['a sound of years', file({ sampleRate: 1, samplesPerPixel: 0x7fffffff }), /24 hours/],
    ['a file beyond the limit', new Uint8Array(MAX_WAVEFORM_BYTES + 1), /larger than/],
  ])('refuses %s', (_, bytes, reason) => {
    let refused: unknown;
    try {
      readWaveform(bytes, 'layers/voice/voice.dat');
    } catch (error) {
      refused = error;
    }
    expect(refused).toMatchObject({
      code: 'format-broken',
      details: { path: 'layers/voice/voice.dat', reason: expect.stringMatching(reason) as string },
    });
  });

  it('reads any bytes, or refuses them with a code', () => {
    const header = fc.record({
      version: fc.constantFrom(1, 2, 2, 2),
      flags: fc.constantFrom(0, 1, 0xffffffff),
      sampleRate: fc.integer({ min: -10, max: 100_000 }),
      samplesPerPixel: fc.integer({ min: -10, max: 10_000 }),
      length: fc.nat(40),
      channels: fc.integer({ min: -1, max: 3 }),
    });
    fc.assert(
      fc.property(header, fc.uint8Array({ maxLength: 64 }), (fields, data) => {
        try {
          const { min, max, seconds } = readWaveform(file(fields, [...data]), 'a.dat');
          expect(min).toHaveLength(fields.length);
          expect(max).toHaveLength(fields.length);
          expect(seconds).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toMatchObject({ code: 'format-broken' });
        }
      }),
    );
  });
});

describe('writeWaveform', () => {
  it('writes the header of version 2', () => {
    const bytes = writeWaveform(
      { min: Float32Array.of(-1), max: Float32Array.of(1), sliceSeconds: 0.02 },
      8_000,
    );
    expect([...bytes]).toEqual([
      ...[2, 0, 0, 0, 0, 0, 0, 0, 0x40, 0x1f, 0, 0, 160, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0],
      ...[0x00, 0x80, 0xff, 0x7f],
    ]);
  });

  it('comes back as it was, within half a step', () => {
    const slice = fc.tuple(
      fc.float({ min: -1, max: 0, noNaN: true }),
      fc.float({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(slice, { minLength: 1, maxLength: 200 }), (slices) => {
        const min = Float32Array.from(slices, ([low]) => low);
        const max = Float32Array.from(slices, ([, high]) => high);
        const read = readWaveform(writeWaveform({ min, max, sliceSeconds: 0.02 }, 8_000), 'a.dat');
        expect(read.sliceSeconds).toBe(0.02);
        expect(read.seconds).toBeCloseTo(slices.length * 0.02, 9);
        slices.forEach(([low, high], index) => {
          expect(Math.abs((read.min[index] ?? NaN) - low)).toBeLessThanOrEqual(1 / 65_536 + 1e-7);
          // The loudest of all has no step of its own: 16 bits end just below 1.
          expect(Math.abs((read.max[index] ?? NaN) - high)).toBeLessThanOrEqual(1 / 32_768 + 1e-7);
        });
      }),
    );
  });
});
