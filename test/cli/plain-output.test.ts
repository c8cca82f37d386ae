/** What others wrote, on a terminal. */
import { expect, it } from 'vitest';
import { plainLine, plainOutput } from '../../src/cli/plain-output.ts';
import { playhead } from './helpers.ts';

const HOSTILE = '\u001B[2J\u202Ex\nThe sign-off holds.\u009B';

it('cannot act, nor pass for a line of its own', () => {
  expect(plainLine(HOSTILE)).toBe('\\u001b[2J\\u202ex\\u000aThe sign-off holds.\\u009b');
  expect(plainLine('café\t日本\r')).toBe('café\t日本\r');
});

it('is the same JSON', () => {
  expect(JSON.parse(plainLine(JSON.stringify({ name: HOSTILE })))).toEqual({ name: HOSTILE });
});

it('is escaped wherever a command writes', async () => {
  const lines: string[] = [];
  const add = (line: string): void => void lines.push(line);
  const output = plainOutput({ print: add, warn: add });
  output.print(HOSTILE);
  output.warn(HOSTILE);
  expect(lines).toEqual([plainLine(HOSTILE), plainLine(HOSTILE)]);
  const { err } = await playhead('batch', 'verify', '/nowhere/\u001B[2J', '--keys', '/nowhere');
  expect(err).toContain('/nowhere');
  expect(err).not.toContain('\u001B');
});
