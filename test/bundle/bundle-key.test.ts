import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyFragment, keysIn, newKey } from '../../src/bundle/bundle-key.ts';

const KEY = Uint8Array.from({ length: 32 }, (_, index) => index * 8 + 3);
const TEXT = keyFragment(KEY).slice('key='.length);

describe('the key of a bundle', () => {
  it('is 43 letters, digits, - and _ in a fragment', () => {
    expect(keyFragment(Uint8Array.from({ length: 32 }, () => 0xfb))).toMatch(/^key=[\w-]{43}$/);
  });

  it('comes back from its text, a fragment, and a whole link', () => {
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(bytes, (any) => {
        const key = Uint8Array.from(any);
        const fragment = keyFragment(key);
        const text = fragment.slice('key='.length);
        for (const form of [
          text,
          ` ${text}\n`,
          fragment,
          `#${fragment}`,
          `https://x.example/p/?trace=a.enc#v=1&t=5&${fragment}&pane=video`,
          `https://x.example/p/?trace=a.enc#v=1&t=5#${fragment}`,
          `https://x.example/p/?trace=a.enc#${text}`,
        ])
          expect(keysIn(form)).toEqual([key]);
      }),
    );
  });

  it.each([
    '',
    'key=',
    TEXT.slice(1),
    `${TEXT}A`,
    keyFragment(KEY).slice(0, -1),
    `${keyFragment(KEY)}!`,
    'https://x.example/?trace=a.enc',
    `monkey=${TEXT}`,
  ])('is not found in %j', (text) => {
    expect(keysIn(text)).toEqual([]);
  });

  it('is each of several that is whole, once', () => {
    const other = KEY.map((byte) => byte + 1);
    const cut = keyFragment(KEY).slice(0, -1);
    expect(
      keysIn(`https://x.example/?trace=a.enc#${cut}&${keyFragment(other)}&t=5&${keyFragment(other)}`),
    ).toEqual([other]);
    expect(keysIn(`#${keyFragment(KEY)}&${keyFragment(other)}`)).toEqual([KEY, other]);
  });

  it('is another one each time', () => {
    expect(newKey()).not.toEqual(newKey());
    expect(newKey().length).toBe(32);
  });
});
