import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { bytesOf, ownLines } from '../../../src/panes/diff/kept-changes.ts';
import { diffTexts } from '../../../src/trace/line-diff.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const MEGABYTE = 1_000_000;

/** A text of a megabyte, with a line in its midst. */
function textWith(line: string): string {
  const half = 'so it stood there before, and stands there still\n'.repeat(MEGABYTE / 2 / 49);
  // What comes from a file is one piece.
  return Buffer.from(`${half}${line}\n${half}`).toString();
}

it('keeps a change without the texts that it was found in', () => {
  collect();
  const before = process.memoryUsage().heapUsed;
  const kept = Array.from({ length: 8 }, (_, index) => {
    const [old, now] = [textWith(`line ${index} as it was`), textWith(`line ${index} as it became`)];
    return ownLines(diffTexts(old, now), old.length + now.length);
  });
  collect();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(4 * MEGABYTE);
  expect(kept[7]).toMatchObject([{ removed: ['line 7 as it was\n'], added: ['line 7 as it became\n'] }]);
});

it('copies nothing where most has changed', () => {
  const changes = diffTexts('one\n', 'another\n');
  expect(ownLines(changes, 12)).toBe(changes);
});

it('counts what changes take beside their characters', () => {
  const changes = diffTexts('one\nsame\n', 'another\nsame\n');
  expect(bytesOf(changes)).toBe(160 + 2 * 32 + 2 * 12);
  expect(bytesOf(undefined)).toBe(0);
});
