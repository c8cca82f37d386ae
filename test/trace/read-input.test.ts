/** Whatever the lines are, the columns hold what the plainest reading of them gives, and the same is told to be wrong. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as validators from '../../src/schema/generated/validators.js';
import type { InputColumns } from '../../src/trace/input-columns.ts';
import { InputTrack } from '../../src/trace/input-track.ts';
import type { InputEvent } from '../../src/trace/layers.ts';
import { InputReader } from '../../src/trace/read-input.ts';
import { lines } from '../fixtures/build-bundle.ts';
import { parseJsonLines } from '../fixtures/plain-json-lines.ts';

const encoder = new TextEncoder();

function read(bytes: Uint8Array, newer = false, size = 64) {
  const reader = new InputReader('a.jsonl', newer);
  for (let start = 0; start < bytes.length; start += size) reader.push(bytes.slice(start, start + size));
  const { columns, problems, blank } = reader.end();
  const track = new InputTrack(columns, new Float64Array(columns.native.length));
  return {
    records: Array.from({ length: track.length }, (_, row) => track.event(row)),
    problems,
    blank,
    columns,
  };
}

function expectSame(bytes: Uint8Array, newer = false, size = 64): void {
  const text = new TextDecoder().decode(bytes);
  const { records, problems, blank } = read(bytes, newer, size);
  expect({ records, problems, blank }).toEqual({
    ...parseJsonLines<InputEvent>(text, 'a.jsonl', validators.input_events, newer),
    blank: text.trim() === '',
  });
}

const number = fc.oneof(
  fc.integer({ min: -3_000, max: 3_000 }).map(String),
  fc.integer({ min: 0, max: 2 ** 45 }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.tuple(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 1e9 })).map(([a, b]) => `${a}.${b}`),
  fc.constantFrom('-0', '0.0', '-0.5', '1e3', '1E-2', '9007199254740993', '1700000000000000001', '1e999'),
  fc.constantFrom(
    '0.1',
    '123456.789',
    '4.35',
    '5e-324',
    '2.2250738585072011e-308',
    '01',
    '1.',
    '.5',
    '+1',
    '-',
  ),
);
const mods = fc.subarray(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph']);
const text = fc.oneof(
  fc.constantFrom('a', 'Enter', '•', '"', '\\', 'é', '😀', '7', '-1', ' ', '\u0000', '\uFEFF'),
  fc.string({ minLength: 1, maxLength: 4 }),
);
const others = fc.record(
  {
    button: fc.constantFrom('left', 'right', 'turbo'),
    mods,
    unit: fc.constantFrom('notch', 'px', 'page'),
    key: text,
    code: text,
    repeat: fc.boolean(),
    masked: fc.boolean(),
    'x-note': text,
    pressure: fc.integer(),
    __proto__x: fc.constant(1),
  },
  { requiredKeys: [] },
);
const fields = fc.subarray(['t', 'x', 'y', 'dx', 'dy'], { minLength: 1 });
const type = fc.constantFrom('move', 'scroll', 'down', 'up', 'key_down', 'key_up', 'dance');

/** Valid as a rule: each type with what it needs. */
const needs: Readonly<Record<string, readonly string[]>> = {
  move: ['x', 'y'],
  scroll: ['x', 'y', 'dx', 'dy'],
  down: ['x', 'y'],
  up: ['x', 'y'],
};
const words: Readonly<Record<string, object>> = {
  scroll: { unit: 'notch' },
  down: { button: 'left' },
  up: { button: 'left' },
  key_down: { key: 'a', code: 'KeyA' },
  key_up: { key: 'a' },
};
const gap = fc.constantFrom('', '', '', ' ', '\t');

const wellFormed = fc
  .tuple(
    type,
    fc.array(number, { minLength: 5, maxLength: 5 }),
    fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: others }),
    gap,
    fc.boolean(),
  )
  .map(([name, numbers, more, blank, reversed]) => {
    const parts = [
      `"t":${blank}${numbers[0] ?? '0'}`,
      `"type":"${name}"`,
      ...(needs[name] ?? []).map((field, index) => `"${field}":${blank}${numbers[index + 1] ?? '0'}`),
      ...Object.entries({ ...words[name], ...more }).map(
        ([key, value]) => `"${key}":${JSON.stringify(value)}`,
      ),
    ];
    return `{${(reversed ? parts.reverse() : parts).join(`,${blank}`)}}${blank}`;
  });
const odd = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\r',
    '{',
    '[]',
    'null',
    '"a"',
    '{}',
    '{"t":1,"type":"move","x":1,"y":2}}',
    '\uFEFF{}',
  ),
  fc.constantFrom(
    '{"t":1,"t":2,"type":"move","x":1,"y":2}',
    '{"t":3,"type":"move","x":1,"y":2,"t":4}',
    '{"t":5,"type":"move","x":1,"y":2,"__proto__":{"t":9}}',
    '{"\\u0074":6,"type":"move","x":1,"y":2}',
    '{"t":7,"type":"move","x":1,"y":2,"x-n":3}',
    '{"t":7,"type":"move","x":1,"y":2,"x-n":[4,5]}',
    '{"t":8,"type":"key_down","key":"1"}',
    '{"t":8,"type":"key_down","key":"2","x":3}',
    '{"t":8,"type":"key_down","key":"\\u00e9"}',
    '{"t":8,"type":"key_down","key":"","code":"a\\"b"}',
    '{"t":9,"type":"move","x":"1","y":2}',
    '{"t":9,"type":"move","x":1,"y":2}\r',
  ),
  fc
    .tuple(fields, others)
    .map(([keys, more]) =>
      JSON.stringify({ type: 'move', ...more, ...Object.fromEntries(keys.map((key) => [key, 1])) }),
    ),
  fc.string({ maxLength: 12 }).map((line) => line.replaceAll('\n', ' ')),
);

describe('input events by column', () => {
  it('are those of the plainest reading, whatever the lines', () => {
    const line = fc.oneof({ weight: 5, arbitrary: wellFormed }, { weight: 1, arbitrary: odd });
    const file = fc
      .tuple(
        fc.array(line, { maxLength: 40 }),
        fc.boolean(),
        fc.constantFrom('', '', '\uFEFF', '\uFEFF\uFEFF'),
      )
      .map(([all, ended, mark]) => mark + all.join('\n') + (ended ? '\n' : ''));
    fc.assert(
      fc.property(file, fc.boolean(), fc.integer({ min: 1, max: 300 }), (content, newer, size) =>
        expectSame(encoder.encode(content), newer, size),
      ),
      { numRuns: 500 },
    );
  });

  it('are those of the plainest reading for bytes that are no text', () => {
    const noise = fc.uint8Array({ max: 255, maxLength: 8 });
    const good = encoder.encode(`\n${lines({ t: 1, type: 'key_down', key: 'é' })}`);
    const file = fc.array(fc.oneof(noise, fc.constant(good)), { maxLength: 20 });
    fc.assert(
      fc.property(file, fc.integer({ min: 1, max: 40 }), (parts, size) =>
        expectSame(Uint8Array.from(parts.flatMap((part) => [...part])), false, size),
      ),
      { numRuns: 500 },
    );
  });

  it('are those of the plainest reading for lines that are torn anywhere', () => {
    const whole = lines(
      { t: 1, type: 'move', x: 10, y: 20 },
      { t: 25, type: 'key_down', key: '•', masked: true },
    );
    const bytes = encoder.encode(whole + whole);
    for (let end = 0; end <= bytes.length; end += 1) expectSame(bytes.subarray(0, end), false, 16);
  });

  it('refuses a line beyond the limit, and keeps no more of it than that', () => {
    const long = (length: number) => `{"t":1,"type":"move","x":1,"y":2,"x-big":"${'é'.repeat(length)}"}\n`;
    const blank = ' '.repeat(4_000_000);
    for (const line of [
      long(1_048_500),
      long(1_048_576),
      long(4_000_000),
      `${blank}\n`,
      `${blank}x\n`,
      blank,
      `${blank}{`,
    ])
      expectSame(encoder.encode(long(2) + long(2) + line), false, 65_536);
  });

  it.each(
    `0 -0 0.0 -0.5 1e3 1E-2 -1.5e+2 0.1 4.35 123456.789 9007199254740991 9007199254740993 1700000000000000001
     123456789.123456789 0.30000000000000004 5e-324 2.2250738585072011e-308 1e999 01 -01 1. .5 +1 - 1-2 1e 00 0x1
     1${'0'.repeat(40)} 0.${'0'.repeat(30)}1 1${'0'.repeat(80)} 1.${'1'.repeat(80)}`.split(/\s+/),
  )('reads %s as JSON does, alone and among others', (number) => {
    const known = lines({ t: 1, type: 'move', x: 1, y: 2 });
    const line = `{"t":1,"type":"move","x":${number},"y":2}\n`;
    for (const file of [known + line, known + line + lines({ t: 1, type: 'move', x: 0.1, y: 70_000 })])
      expectSame(encoder.encode(file));
  });

  it('keeps what events say once, and every number as narrow as it can be', () => {
    const events = Array.from({ length: 10_000 }, (_, index) => ({
      t: index * 10,
      type: 'move',
      x: index % 1_920,
      y: 5,
    }));
    const { columns } = read(encoder.encode(lines(...events)), false, 65_536);
    expect(columns.details).toEqual([{ fields: 3, rest: { type: 'move' } }]);
    const { native, types, detail, x, y } = columns;
    expect([native, types, detail, x, y].reduce((sum, { BYTES_PER_ELEMENT: bytes }) => sum + bytes, 0)).toBe(
      4 + 1 + 2 + 2 + 2,
    );
  });

  it('tells of the events so far, ever more of them at a time, as they are told in the end', () => {
    const events = Array.from({ length: 40_000 }, (_, index) => ({
      t: index * 10.5,
      type: index % 100 === 99 ? 'key_down' : 'move',
      ...(index % 100 === 99 ? { key: `k${index}` } : { x: index % 1_920, y: 70_000 + index }),
    }));
    const bytes = encoder.encode(lines(...events));
    const reader = new InputReader('a.jsonl', false);
    const parts: InputColumns[] = [];
    for (let start = 0; start < bytes.length; start += 1_000) {
      reader.push(bytes.subarray(start, start + 1_000));
      const part = reader.part();
      if (part) parts.push(part);
    }
    const { columns } = reader.end();
    const lengths = parts.map(({ native }) => native.length);
    expect(lengths.length).toBeGreaterThan(1);
    expect(lengths[0]).toBeLessThan(3_000);
    // They are copies: together not much more than the whole.
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThan(1.4 * events.length);
    for (const part of parts) {
      const track = new InputTrack(part, new Float64Array(part.native.length));
      expect(Array.from(part.native, (_, row) => track.event(row))).toEqual(
        events.slice(0, part.native.length),
      );
    }
    expect(columns.native).toHaveLength(events.length);
  });
});
