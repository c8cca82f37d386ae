import { afterEach, describe, expect, it, vi } from 'vitest';
import * as validators from '../../src/schema/generated/validators.js';
import { linesOf, RecordLines } from '../../src/trace/record-lines.ts';
import { lines } from '../fixtures/build-bundle.ts';
import { piecesOf } from '../fixtures/pieces.ts';

const move = (t: number) => ({ t, type: 'move', x: 1, y: 2 });

/** In pieces of `size` bytes. */
async function parse(text: string, { newer = false, size = 7 } = {}) {
  const lines = new RecordLines<unknown>('a.jsonl', validators.input_events, newer);
  const records: unknown[] = [];
  for await (const batch of linesOf(piecesOf(new TextEncoder().encode(text), size)))
    for (const line of batch) {
      const record = lines.read(line);
      if (record !== undefined) records.push(record);
    }
  return { records, problems: lines.problems() };
}

afterEach(() => vi.restoreAllMocks());

describe('RecordLines', () => {
  it('reads records, blank lines and a byte order mark', async () => {
    const { records, problems } = await parse(`\uFEFF${lines(move(1))}\n${lines(move(2))}`);
    expect(records).toEqual([move(1), move(2)]);
    expect(problems).toEqual([]);
  });

  it('names the line that is broken and reads the rest', async () => {
    const { records, problems } = await parse(`${lines(move(1))}{oops}\n${lines(move(2))}nope\n`);
    expect(records).toHaveLength(2);
    expect(problems).toMatchObject([{ code: 'line-broken', details: { line: 2, count: 2 } }]);
  });

  it('parses nothing that cannot be a record: each failure of the parser takes long', async () => {
    const parser = vi.spyOn(JSON, 'parse');
    const { records, problems } = await parse(
      `${lines(move(1))}99:99.999 -->\n[1]\n"a"\n \t${lines(move(2))}`,
    );
    expect(parser).toHaveBeenCalledTimes(2);
    expect(records).toHaveLength(2);
    expect(problems).toMatchObject([
      { code: 'line-broken', details: { line: 2, reason: 'it is no JSON object', count: 3 } },
    ]);
  });

  it('names the record that breaks the schema', async () => {
    const { records, problems } = await parse(
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

  it('takes a torn last line for what a crash leaves', async () => {
    const { records, problems } = await parse(lines(move(1)) + '{"t":2,"ty');
    expect(records).toHaveLength(1);
    expect(problems).toMatchObject([{ severity: 'warning', code: 'last-line-torn', details: { line: 2 } }]);
  });

  it('refuses a line beyond the limit', async () => {
    const { problems } = await parse(lines({ ...move(1), 'x-big': 'a'.repeat(1_100_000) }), { size: 65_536 });
    expect(problems).toMatchObject([{ code: 'line-broken' }]);
  });

  it('leaves out the record types of a newer minor version, and counts them', async () => {
    const text = lines(move(1), { t: 2, type: 'gesture', fingers: 3 });
    const { records, problems } = await parse(text, { newer: true });
    expect(records).toEqual([move(1)]);
    expect(problems).toMatchObject([
      { severity: 'info', code: 'unknown-fields', details: { examples: ['type gesture'] } },
    ]);
    expect((await parse(text)).problems).toMatchObject([{ code: 'record-invalid' }]);
  });

  it('keeps and counts unknown keys', async () => {
    const { records, problems } = await parse(lines({ ...move(1), pressure: 0.5, 'x-ours': 1 }));
    expect(records).toEqual([{ ...move(1), pressure: 0.5, 'x-ours': 1 }]);
    expect(problems).toMatchObject([
      { severity: 'info', code: 'unknown-fields', details: { count: 1, examples: ['/pressure'] } },
    ]);
  });

  it('refuses a line whose lists are too deep for whoever goes through them', async () => {
    const deep = (depth: number) =>
      `{"t":1,"type":"move","x":1,"y":2,"x-a":${'['.repeat(depth)}${']'.repeat(depth)}}\n`;
    const { records, problems } = await parse(deep(400) + deep(600) + deep(60_000));
    expect(records).toHaveLength(1);
    expect(problems).toMatchObject([{ code: 'line-broken', details: { line: 2, count: 2 } }]);
  });

  it('takes brackets in text for text', async () => {
    const { records } = await parse(lines({ ...move(1), 'x-text': '{[('.repeat(2_000) }));
    expect(records).toHaveLength(1);
  });
});
