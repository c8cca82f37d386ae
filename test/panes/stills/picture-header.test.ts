import { describe, expect, it } from 'vitest';
import { pictureHeader } from '../../../src/panes/stills/picture-header.ts';

const text = (letters: string): readonly number[] => [...new TextEncoder().encode(letters)];
const riff = (chunk: string, ...content: readonly number[]): Uint8Array =>
  Uint8Array.from([
    ...text('RIFF'),
    0,
    0,
    0,
    0,
    ...text('WEBP'),
    ...text(chunk),
    0,
    0,
    0,
    0,
    ...content,
    ...Array<number>(16).fill(0),
  ]);

const PNG = Uint8Array.from([
  ...[0x89, ...text('PNG'), 0x0d, 0x0a, 0x1a, 0x0a],
  ...[0, 0, 0, 13, ...text('IHDR')],
  ...[0, 0, 3, 32, 0, 1, 0, 2],
]);
/** Beside its frame it has a segment, tables that look like a frame, and a byte that fills. */
const JPEG = Uint8Array.from([
  ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc4, 0, 3, 9, 0xff],
  ...[0xff, 0xc2, 0, 11, 8, 2, 88, 3, 32, 3],
]);

describe('the header of a picture', () => {
  it.each([
    ['a PNG', PNG, 'image/png', 800, 65_538],
    ['a JPEG', JPEG, 'image/jpeg', 800, 600],
    ['a lossy WebP', riff('VP8 ', 0, 0, 0, 0x9d, 1, 0x2a, 0x20, 0x43, 0x58, 2), 'image/webp', 800, 600],
    ['a WebP without loss', riff('VP8L', 0x2f, 0x1f, 0xc3, 0x95, 0), 'image/webp', 800, 600],
    ['an extended WebP', riff('VP8X', 0, 0, 0, 0, 0x1f, 3, 0, 0x57, 2, 1), 'image/webp', 800, 65_536 + 600],
  ] as const)('tells the size of %s', (_, bytes, mediaType, width, height) => {
    expect(pictureHeader(bytes)).toEqual({ mediaType, width, height });
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a drawing', Uint8Array.from(text('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'))],
    ['a GIF', Uint8Array.from([...text('GIF89a'), ...Array<number>(40).fill(1)])],
    ['a PNG that is cut off', PNG.subarray(0, 20)],
    ['a JPEG whose segment is longer than the file', JPEG.with(4, 200)],
    ['a WebP of another kind', riff('ALPH')],
  ])('of %s is none', (_, bytes) => {
    expect(pictureHeader(bytes)).toBeUndefined();
  });

  it('is that of the first frame, where a marker without a length stands before it', () => {
    const big = [0xff, 0xc0, 0x00, 0x11, 0x08, 0x75, 0x30, 0x75, 0x30];
    for (const marker of [0x01, 0xd0, 0xd7])
      expect(pictureHeader(Uint8Array.from([0xff, 0xd8, 0xff, marker, ...big]))).toMatchObject({
        width: 30_000,
        height: 30_000,
      });
  });

  it('of any beginning of a picture neither throws nor goes on without end', () => {
    for (const bytes of [PNG, JPEG, riff('VP8X')])
      for (let end = 0; end < bytes.length; end++)
        expect(() => pictureHeader(bytes.subarray(0, end))).not.toThrow();
  });
});
