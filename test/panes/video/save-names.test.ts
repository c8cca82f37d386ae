import { describe, expect, it } from 'vitest';
import { clipName, pictureName } from '../../../src/panes/video/save-names.ts';
import { ms } from './pure.ts';

describe('pictureName', () => {
  it('names an exact frame by its number', () => {
    expect(pictureName('Fix the cart', { frame: 132, exact: true }, ms(83_456))).toBe(
      'fix-the-cart-f132-1m23.456s.png',
    );
  });

  it('says so where the frame is not proven, and gives it no number', () => {
    expect(pictureName('Fix', { frame: 132, exact: false }, ms(500))).toBe('fix-unverified-0m00.500s.png');
    expect(pictureName('Fix', { frame: -1, exact: true }, ms(500))).toBe('fix-unverified-0m00.500s.png');
    expect(pictureName('Fix', { frame: 1, exact: null }, ms(500))).toBe('fix-unverified-0m00.500s.png');
  });

  it('takes hours too', () => {
    expect(pictureName('a', { frame: 1, exact: true }, ms(3_723_004))).toBe('a-f1-1h02m03.004s.png');
  });

  it.each([
    ['../../etc/passwd', 'etc-passwd'],
    ['CON<>:"|?*\u0000\u202e.exe', 'con-exe'],
    ['Корзина 買い物', 'корзина-買い物'],
    ['-- --', 'trace'],
    ['', 'trace'],
    ['x'.repeat(300), 'x'.repeat(60)],
  ])('makes a file name of %j that no file system minds', (title, name) => {
    expect(pictureName(title, { frame: 1, exact: true }, ms(0))).toBe(`${name}-f1-0m00.000s.png`);
  });
});

describe('clipName', () => {
  it('names the first and the last frame', () => {
    expect(clipName('Fix', { first: 3, last: 90 }, ms(1_000), 'mp4')).toBe('fix-f3-f90-0m01.000s.mp4');
  });
});
