import { describe, expect, it } from 'vitest';
import { joined } from '../../src/base/joined.ts';

describe('joined', () => {
  it('puts pieces one after the other', () => {
    expect(joined([Uint8Array.of(1, 2), Uint8Array.of(), Uint8Array.of(3)])).toEqual(Uint8Array.of(1, 2, 3));
    expect(joined([])).toEqual(new Uint8Array());
  });

  it('copies none that is alone', () => {
    const only = Uint8Array.of(1);
    expect(joined([only])).toBe(only);
  });
});
