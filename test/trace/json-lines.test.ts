import { describe, expect, it } from 'vitest';
import * as validators from '../../src/schema/generated/validators.js';
import { parseJsonLines } from '../../src/trace/json-lines.ts';
import { lines } from '../fixtures/build-bundle.ts';

const move = (t: number) => ({ t, type: 'move', x: 1, y: 2 });
const parse = (text: string) => parseJsonLines(text, 'a.jsonl', validators.input_events);

describe('parseJsonLines', () => {
  it('reads records, blank lines and a byte order mark', () => {
    const { records, problems } = parse(`\uFEFF${lines(move(1))}\n${lines(move(2))}`);
    expect(records).toEqual([move(1), move(2)]);
    expect(problems).toEqual([]);
  });

  it('names the line that is broken and reads the rest', () => {
    const { records, problems } = parse(`${lines(move(1))}{oops}\n${lines(move(2))}nope\n`);
    expect(records).toHaveLength(2);
    expect(problems).toMatchObject([{ code: 'line-broken', details: { line: 2, count: 2 } }]);
  });

  it('names the record that breaks the schema', () => {
    const { records, problems } = parse(
      lines(move(1), { t: 2, type: 'down', x: 1, y: 1 }, { t: 3, type: 'dance' }),
    );
    expect(records).toHaveLength(1);
    expect(problems).toMatchObject([
      {
        code: 'record-invalid',
        details: { line: 2, count: 2, reason: expect.stringContaining('button') as string },
      },
    ]);
  });

  it('takes a torn last line for what a crash leaves', () => {
    const { records, problems } = parse(lines(move(1)) + '{"t":2,"ty');
    expect(records).toHaveLength(1);
    expect(problems).toMatchObject([{ severity: 'warning', code: 'last-line-torn', details: { line: 2 } }]);
  });

  it('refuses a line beyond the limit', () => {
    const { problems } = parse(lines({ ...move(1), 'x-big': 'a'.repeat(1_100_000) }));
    expect(problems).toMatchObject([{ code: 'line-broken' }]);
  });

  it('leaves out the record types of a newer minor version, and counts them', () => {
    const text = lines(move(1), { t: 2, type: 'gesture', fingers: 3 });
    const { records, problems } = parseJsonLines(text, 'a.jsonl', validators.input_events, true);
    expect(records).toEqual([move(1)]);
    expect(problems).toMatchObject([
      { severity: 'info', code: 'unknown-fields', details: { examples: ['type gesture'] } },
    ]);
    expect(parse(text).problems).toMatchObject([{ code: 'record-invalid' }]);
  });

  it('keeps and counts unknown keys', () => {
    const { records, problems } = parse(lines({ ...move(1), pressure: 0.5, 'x-ours': 1 }));
    expect(records).toEqual([{ ...move(1), pressure: 0.5, 'x-ours': 1 }]);
    expect(problems).toMatchObject([
      { severity: 'info', code: 'unknown-fields', details: { count: 1, examples: ['/pressure'] } },
    ]);
  });
});
