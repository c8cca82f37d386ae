import { describe, expect, it } from 'vitest';
import { PictureCache } from '../../src/timeline/picture-cache.ts';

class Picture {
  closed = 0;
  readonly width: number;
  readonly height = 10;

  constructor(width = 10) {
    this.width = width;
  }

  close(): void {
    this.closed += 1;
  }
}

/** Bytes of a picture of 10 × 10. */
const ONE = 400;

describe('PictureCache', () => {
  it('closes what was not used for longest where the bytes are too many', () => {
    const cache = new PictureCache<Picture>(3 * ONE);
    const pictures = ['a', 'b', 'c', 'd'].map((name) => ({ name, picture: new Picture() }));
    const [a, b, c, d] = pictures;
    for (const { name, picture } of [a, b, c].filter((one) => one !== undefined)) cache.put(name, picture);
    expect(cache.get('a')).toBe(a?.picture);
    if (d) cache.put(d.name, d.picture);
    expect(pictures.map(({ picture }) => picture.closed)).toEqual([0, 1, 0, 0]);
    expect(pictures.map(({ name }) => cache.has(name))).toEqual([true, false, true, true]);
    expect(cache.bytes).toBe(3 * ONE);
  });

  it('makes room for a large one, which stays even where it is larger than all room', () => {
    const cache = new PictureCache<Picture>(3 * ONE);
    const small = [new Picture(), new Picture()];
    small.forEach((picture, index) => cache.put(String(index), picture));
    cache.put('large', new Picture(50));
    expect(small.map(({ closed }) => closed)).toEqual([1, 1]);
    expect(cache.has('large')).toBe(true);
    expect(cache.bytes).toBe(5 * ONE);
  });

  it('closes a picture whose name another one takes, once', () => {
    const cache = new PictureCache<Picture>(10 * ONE);
    const [first, second] = [new Picture(), new Picture(20)];
    cache.put('a', first);
    cache.put('a', second);
    expect([first.closed, second.closed, cache.bytes]).toEqual([1, 0, 2 * ONE]);
  });

  it('closes all when it is cleared', () => {
    const cache = new PictureCache<Picture>(10 * ONE);
    const pictures = [new Picture(), new Picture()];
    pictures.forEach((picture, index) => cache.put(String(index), picture));
    cache.clear();
    expect(pictures.map(({ closed }) => closed)).toEqual([1, 1]);
    expect([cache.bytes, cache.has('0')]).toEqual([0, false]);
  });
});
