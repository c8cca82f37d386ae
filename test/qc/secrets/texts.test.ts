/** Where texts come from, and when they were there. */
import { describe, expect, it } from 'vitest';
import { fromSeconds, type TraceTime } from '../../../src/base/time.ts';
import { namedStrings } from '../../../src/qc/secrets/named-strings.ts';
import { linesOfText, TimedLines, type TimedText } from '../../../src/qc/secrets/timed-text.ts';
import { terminalInput, terminalLines, typedLines } from '../../../src/qc/secrets/typed-text.ts';
import type { InputEvent } from '../../../src/schema/generated/types.ts';
import { InputTrack } from '../../../src/trace/input-track.ts';
import { buildTerminal, type TerminalEvent } from '../../fixtures/build-terminal.ts';

const at = (seconds: number): TraceTime => fromSeconds(seconds);
const seconds = (text: TimedText | undefined, from: number, to: number): readonly [number, number] => {
  const range = text?.rangeAt(from, to);
  return [(range?.start ?? NaN) / 1e6, Math.floor((range?.end ?? NaN) / 1e4) / 100];
};

async function read(...events: readonly (readonly [number, string])[]): Promise<readonly TimedText[]> {
  const output = events.map(([time, text]): TerminalEvent => [time, 'output', text]);
  const lines: TimedText[] = [];
  for await (const group of terminalLines(buildTerminal(80, 24, output))) lines.push(...group);
  return lines;
}

describe('texts', () => {
  it('of a terminal are put together from its pieces, without escape sequences', async () => {
    const lines = await read(
      [1, '$ gh'],
      [2, 'p_'],
      [3, '\u001b[3'],
      [4, '2mabc\u001b[0m\r\n'],
      [5, 'next\r\n'],
      [6, 'open'],
    );
    expect(lines.map(({ text }) => text)).toEqual(['$ ghp_abc', 'next', 'open']);
    expect(seconds(lines[0], 2, 9)).toEqual([1, 4]);
    expect(seconds(lines[0], 4, 6)).toEqual([2, 2]);
    expect(seconds(lines[2], 0, 4)).toEqual([6, 6]);
  });

  it('of a terminal lose titles and links, however they are cut', async () => {
    const lines = await read([1, 'a\u001b]0;ti'], [2, 'tle\u0007b\u001b'], [3, '[1mc\n']);
    expect(lines.map(({ text }) => text)).toEqual(['0;title', 'abc']);
    expect(seconds(lines[0], 0, 7)).toEqual([2, 2]);
  });

  it('of a terminal are whole to the end, also behind a sequence of another form', async () => {
    const lines = await read([1, '\u001b[2 q'], [2, 'after'], [3, ' it\u001b]0;never ended']);
    expect(lines.map(({ text }) => text)).toEqual(['2 qafter it0;never ended']);
  });

  it('of a terminal are what links lead to, and what is put into the clipboard', async () => {
    const lines = await read(
      [1, `\u001b]8;;https://example.org/?t=1\u001b`],
      [2, `\\link\u001b]52;c;${btoa('copied')}\u0007`],
    );
    expect(lines.map(({ text }) => text)).toEqual(['8;;https://example.org/?t=1', 'copied', 'link']);
  });

  it('of a terminal are what it was given, where that was kept', async () => {
    const events: readonly TerminalEvent[] = [
      [1, 'input', 'gh'],
      [1.5, 'output', 'no'],
      [2, 'input', 'p_\r'],
    ];
    const lines: TimedText[] = [];
    for await (const group of terminalInput(buildTerminal(80, 24, events))) lines.push(...group);
    expect(lines.map(({ text }) => text)).toEqual(['ghp_']);
    expect(seconds(lines[0], 0, 4)).toEqual([1, 2]);
  });

  it('of the keyboard are what was typed until another key', () => {
    const press = (t: number, key: string, over: object = {}): InputEvent => ({
      t: at(t),
      type: 'key_down',
      key,
      ...over,
    });
    const events = [
      press(1, 'a'),
      press(2, 'Shift'),
      press(3, 'B'),
      press(4, 'x'),
      press(5, 'Backspace'),
      press(6, 'c'),
      press(7, 'Enter'),
      press(8, 'd'),
      press(9, 'v', { mods: ['Control'] }),
      press(10, '•', { masked: true }),
      press(11, 'e'),
    ];
    const lines = [...typedLines(InputTrack.of(events))];
    expect(lines.map(({ text }) => text)).toEqual(['aBc', 'd', 'e']);
    expect(seconds(lines[0], 0, 3)).toEqual([1, 6]);
  });

  it('that are very long are cut, with what is needed to find what lies on the cut', () => {
    const secret = 's'.repeat(300);
    const text = `${'x'.repeat(65_400)}${secret}${'y'.repeat(70_000)}`;
    const parts = Array.from(linesOfText(`short\n\n${text}`, undefined), (line) => line.text);
    expect(parts[0]).toBe('short');
    expect(parts.some((part) => part.includes(secret))).toBe(true);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(65_536);
    const lines = new TimedLines();
    const pushed = [...lines.push('x'.repeat(65_400), at(1)), ...lines.push(secret, at(2)), ...lines.end()];
    expect(pushed.some((line) => line.text.includes(secret))).toBe(true);
  });

  it('of what was JSON are all its strings, in order, however deep', () => {
    expect(namedStrings({ a: ['1', { b: '2' }], c: 3, e: '4' })).toEqual(['a: 1', 'a', 'b: 2', 'c', 'e: 4']);
    expect(namedStrings([{ name: 'X-Token', value: '1', comment: '2' }, '3'])).toEqual([
      'X-Token: 1',
      'comment: 2',
      '3',
    ]);
    let deep: unknown = 'end';
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(namedStrings(deep)).toEqual(['end']);
  });
});
