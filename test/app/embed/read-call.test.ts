import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCall, readHello, idOf } from '../../../src/app/embed/read-call.ts';
import { TraceError } from '../../../src/base/errors.ts';

describe('a call', () => {
  it.each([
    { call: 'load', source: 'traces/12.trace.zip' },
    { call: 'load', source: new File([], 'a.trace.zip') },
    { call: 'seek', seconds: -0.5 },
    { call: 'step', frames: -3 },
    { call: 'step', events: 1 },
    { call: 'play' },
    { call: 'play', rate: -16 },
    { call: 'pause' },
    { call: 'ready' },
    { call: 'settled' },
  ])('is read as it is: %j', (call) => {
    expect(readCall({ id: 7, ...call })).toEqual(call);
  });

  it.each([
    [undefined, 'no object'],
    ['pause', 'no object'],
    [[{ id: 1, call: 'pause' }], 'no object'],
    [new Map([['call', 'pause']]), 'no object'],
    [{ call: 'pause' }, 'its id'],
    [{ id: -1, call: 'pause' }, 'its id'],
    [{ id: 1.5, call: 'pause' }, 'its id'],
    [{ id: '1', call: 'pause' }, 'its id'],
    [{ id: 1 }, 'none of load, seek'],
    [{ id: 1, call: 'close' }, 'none of'],
    [{ id: 1, call: 'toString' }, 'none of'],
    [{ id: 1, call: '__proto__' }, 'none of'],
    [{ id: 1, call: ['pause'] }, 'none of'],
    [{ id: 1, call: 'pause', now: true }, 'does not take "now"'],
    [JSON.parse('{"id":1,"call":"pause","__proto__":{}}'), 'does not take "__proto__"'],
    [{ id: 1, call: 'seek' }, 'seconds is no finite number'],
    [{ id: 1, call: 'seek', seconds: '5' }, 'seconds is no finite number'],
    [{ id: 1, call: 'seek', seconds: NaN }, 'seconds is no finite number'],
    [{ id: 1, call: 'seek', seconds: Infinity }, 'seconds is no finite number'],
    [{ id: 1, call: 'step', frames: 0.5 }, 'frames is no whole number'],
    [{ id: 1, call: 'step', frames: 1, events: 1 }, 'does not take "events"'],
    [{ id: 1, call: 'step' }, 'events is no whole number'],
    [{ id: 1, call: 'play', rate: 0 }, 'rate is not from 0.25 to 16'],
    [{ id: 1, call: 'play', rate: 17 }, 'rate is not from 0.25 to 16'],
    [{ id: 1, call: 'play', rate: NaN }, 'rate is no finite number'],
    [{ id: 1, call: 'load', source: '' }, 'neither a file nor an address'],
    [{ id: 1, call: 'load', source: 'x'.repeat(16_001) }, 'neither a file nor an address'],
    [{ id: 1, call: 'load', source: new Blob([]) }, 'neither a file nor an address'],
    [{ id: 1, call: 'load', source: { href: 'x' } }, 'neither a file nor an address'],
  ])('is refused: %j', (data, reason) => {
    expect(refusal(data)).toMatchObject({
      code: 'call-invalid',
      details: { reason: expect.stringContaining(reason) as string },
    });
  });

  it('is refused or understood, whatever comes', () => {
    const anything = fc.oneof(
      fc.anything({ withMap: true, withTypedArray: true, withNullPrototype: true }),
      fc.record({
        id: fc.anything(),
        call: fc.constantFrom('load', 'seek', 'step', 'play'),
        rate: fc.anything(),
      }),
    );
    fc.assert(
      fc.property(anything, (data) => {
        const error = refusal(data);
        return error === undefined || error.code === 'call-invalid';
      }),
    );
  });

  it('is answered by its own number only', () => {
    expect(idOf({ id: 3, call: 'x' })).toBe(3);
    expect([idOf({ id: 'x' }), idOf({}), idOf(null), idOf([3])]).toEqual([null, null, null, null]);
  });
});

describe('a hello', () => {
  it('names versions', () => {
    expect(readHello({ type: 'playhead:hello', versions: [1, 2] })).toEqual([1, 2]);
  });

  it.each([
    [null],
    ['playhead:hello'],
    [{ type: 'hello', versions: [1] }],
    [{ type: 'playhead:hello' }],
    [{ type: 'playhead:hello', versions: 1 }],
    [{ type: 'playhead:hello', versions: ['1'] }],
    [{ type: 'playhead:hello', versions: Array.from({ length: 21 }, () => 1) }],
    [{ type: 'playhead:hello', versions: [1], more: 1 }],
  ])('is none: %j', (data) => {
    expect(readHello(data)).toBeUndefined();
  });
});

function refusal(data: unknown): TraceError | undefined {
  try {
    readCall(data);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(TraceError);
    return error as TraceError;
  }
}
