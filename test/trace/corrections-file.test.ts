import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asTraceError } from '../../src/base/errors.ts';
import { fromMicros } from '../../src/base/time.ts';
import type { Layer } from '../../src/schema/generated/types.ts';
import { readCorrections, writeCorrections, type Corrected } from '../../src/trace/corrections-file.ts';
import type { Corrections } from '../../src/trace/corrections.ts';

const ID = '00000000-0000-4000-8000-000000000001';
const OTHER = '00000000-0000-4000-8000-000000000002';

function layer(id: string, domain: 'monotonic' | 'order_only' = 'monotonic'): Layer {
  return {
    id,
    kind: 'input_events',
    status: 'present',
    clock: { domain, native_unit: 'us', sync_quality: 'assumed' },
  };
}

const OPEN: Corrected = {
  bundle_id: ID,
  layers: [layer('input'), layer('edits'), layer('diff', 'order_only')],
};
const CREATED = new Date(0);

/** A file that is as it should be but for what is laid over it. */
function file(over: object = {}): string {
  const schema = { name: 'playhead-corrections', version: 1 };
  return JSON.stringify({ schema, bundle_id: ID, created: CREATED.toISOString(), layers: [], ...over });
}

function codeOf(text: string): string {
  try {
    readCorrections(text, 'a.corrections.json', OPEN);
    return 'read';
  } catch (error) {
    return asTraceError(error).code;
  }
}

describe('a file of corrections', () => {
  it('is read as it was written', () => {
    const corrections: Corrections = new Map([
      ['input', { shift: -17_000, points: [] }],
      [
        'edits',
        {
          shift: 0,
          points: [
            { native: 1.5, trace: fromMicros(20), uncertainty: 33_000, method: 'event pinned to a frame' },
            { native: 3, trace: fromMicros(21), uncertainty: undefined, method: undefined },
          ],
        },
      ],
    ]);
    const text = writeCorrections(ID, corrections, CREATED);
    expect(readCorrections(text, 'x', OPEN)).toEqual({ corrections, problems: [] });
    expect(JSON.parse(text)).toMatchObject({
      created: '1970-01-01T00:00:00.000Z',
      layers: [{ id: 'input', shift_us: -17_000 }, {}],
    });
  });

  it('of another bundle is refused, unless that is allowed', () => {
    const text = file({ bundle_id: OTHER, layers: [{ id: 'input', shift_us: 5 }] });
    expect(codeOf(text)).toBe('corrections-foreign');
    expect(readCorrections(text, 'x', OPEN, { foreign: true }).corrections.get('input')?.shift).toBe(5);
  });

  it.each([
    ['an unknown layer', [{ id: 'gone', shift_us: 1 }], 'no such layer'],
    ['a layer without times', [{ id: 'diff', shift_us: 1 }], 'no times'],
    [
      'a layer named twice',
      [
        { id: 'input', shift_us: 1 },
        { id: 'input', shift_us: 2 },
      ],
      'twice',
    ],
    [
      'points that would turn time back',
      [
        {
          id: 'input',
          points: [
            { native: 1, trace_us: 9 },
            { native: 2, trace_us: 3 },
          ],
        },
      ],
      'order',
    ],
  ])('says of %s that it is left out, and reads the rest', (_, layers, reason) => {
    const read = readCorrections(file({ layers: [...layers, { id: 'edits', shift_us: 7 }] }), 'x', OPEN);
    expect(read.problems).toMatchObject([{ code: 'correction-dropped', details: { layer: layers[0]?.id } }]);
    expect(JSON.stringify(read.problems)).toContain(reason);
    expect(read.corrections.get('edits')?.shift).toBe(7);
  });

  it.each([
    ['', 'no JSON'],
    ['null', 'null'],
    [file({ schema: { name: 'trace', version: '2.0.0' } }), 'another kind'],
    [file({ schema: { name: 'playhead-corrections', version: 2 } }), 'a newer version'],
    [file({ bundle_id: 'x' }), 'no id'],
    [file({ layers: { id: 'input' } }), 'no list'],
    [file({ layers: [{ id: '__proto__', shift_us: 1 }] }), 'a bad id'],
    [file({ layers: [{ id: 'input', shift_us: 1.5 }] }), 'a broken number'],
    [file({ layers: [{ id: 'input', shift_us: 86_400_000_001 }] }), 'more than a day'],
    [file({ layers: [{ id: 'input', points: [{ native: '1', trace_us: 1 }] }] }), 'text for a number'],
    [file({ layers: [{ id: 'input', rate: 2 }] }), 'a field that is not known'],
    [file().replace('[]', '[{"id":"input","points":[{"native":1e999,"trace_us":1}]}]'), 'infinity'],
    [' '.repeat(1_000_001), 'very much'],
  ])('%# is refused whole: %s', (text) => {
    expect(codeOf(text)).toBe('corrections-invalid');
  });

  it('never fails otherwise', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((layers) => file({ layers })),
        ),
        (text) => {
          expect(['read', 'corrections-invalid']).toContain(codeOf(text));
        },
      ),
    );
  });
});
