import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Journal, parseJournal, readJournal } from '../../../src/cli/capture/journal.ts';
import { scratch } from '../helpers.ts';

const folder = await scratch();

it('holds each entry with both clocks, one after the other', () => {
  const path = join(folder, 'a.jsonl');
  const journal = new Journal(path);
  const first = journal.add({ type: 'note', text: 'one\ntwo' });
  const second = journal.add({ type: 'resumed' });
  journal.close();
  const entries = readJournal(path);
  expect(entries.map(({ type, mono }) => [type, mono])).toEqual([
    ['note', first],
    ['resumed', second],
  ]);
  expect(second).toBeGreaterThanOrEqual(first);
  expect(Math.abs((entries[0]?.wall ?? 0) - Date.now() * 1000)).toBeLessThan(60_000_000);
});

it('is on the disk before it is closed', () => {
  const path = join(folder, 'b.jsonl');
  const journal = new Journal(path);
  journal.add({ type: 'note', text: 'kept' });
  expect(readJournal(path)).toHaveLength(1);
  journal.close();
});

it('loses only the line that a dying machine cut off, wherever that was, and goes on after it', () => {
  const whole = '{"type":"paused","mono":1,"wall":2}\n{"type":"resumed","mono":3,"wall":4}\n';
  for (let length = 0; length <= whole.length; length += 1) {
    const cut = whole.slice(0, length);
    const lines = (cut.match(/\}/g) ?? []).length;
    expect(parseJournal(cut)).toHaveLength(lines);
  }
  const path = join(folder, 'c.jsonl');
  appendFileSync(path, whole.slice(0, 50));
  const journal = new Journal(path);
  journal.add({ type: 'resumed' });
  journal.close();
  expect(readJournal(path).map(({ type }) => type)).toEqual(['paused', 'resumed']);
  expect(readFileSync(path, 'utf8')).toContain(whole.slice(36, 50));
});

it('passes over what is no entry', () => {
  const lines = ['[]', 'null', '{"type":"note"}', '{"type":1,"mono":1,"wall":1}', '{"mono":1,"wall":1}'];
  expect(parseJournal(lines.join('\n'))).toEqual([]);
});
