import { describe, expect, it } from 'vitest';
import { readCommands, readRecordedCast, type RecordedCast } from '../../../src/cli/capture/shell-records.ts';

const HEADER = '{"version": 2, "width": 80, "height": 24, "x-monotonic-us": 5000000}\n';
const event = (seconds: number, data: string) => `${JSON.stringify([seconds, 'o', data])}\n`;
const C = (time: number) => `\u001b]133;C;playhead=${time}\u0007`;
const D = (code: number, time: number) => `\u001b]133;D;${code};playhead=${time}\u0007`;
const CAST = [
  HEADER,
  event(0.5, `${D(0, 90)}$ `),
  event(1, `${C(100)}hello\r\n`),
  event(2, `bye\r\n${D(1, 200)}$ `),
  event(3, C(300)),
].join('');

function read(text: string): RecordedCast {
  const cast = readRecordedCast(text);
  if (!cast) throw new Error('no cast');
  return cast;
}

describe('a recorded cast', () => {
  it('tells its clock, its events and where its marks are', () => {
    const cast = read(CAST);
    expect(cast).toMatchObject({ events: 4, zero: 5_000_000, last: 3_000_000 });
    expect(cast.marks.get('200')).toEqual({ event: 2, isFirst: false });
  });

  it('is what was written whole, wherever its recorder was killed', () => {
    for (let length = HEADER.length; length <= CAST.length; length += 1) {
      const { text, events } = read(CAST.slice(0, length));
      expect(CAST.startsWith(text)).toBe(true);
      expect(text.split('\n')).toHaveLength(events + 2);
    }
    expect(readRecordedCast(HEADER.slice(0, -1))).toBeUndefined();
    expect(readRecordedCast('')).toBeUndefined();
    expect(readRecordedCast('{"version": 2}\n')).toBeUndefined();
  });
});

describe('commands', () => {
  const commandsOf = (log: string) => readCommands(log, 'terminal', read(CAST), (wall) => wall * 10);

  it('have what the shell told, and where their output is', () => {
    const log = 'end\t90\t0\nstart\t100\t/home/a\techo a\\tb\\\\n\\nls\nend\t200\t1\n';
    expect(commandsOf(log)).toEqual([
      {
        ...{ seq: 1, terminal: 'terminal', t_start: 1000, t_end: 2000, cwd: '/home/a' },
        ...{ command: 'echo a\tb\\n\nls', exit_code: 1, exit_source: 'shell', cast_from: 1, cast_to: 3 },
      },
    ]);
  });

  it('have no end that nobody told: killed, left, or ended in a pause', () => {
    const log = 'start\t100\t/\tsleep 9\nstart\t300\t/\texit\nend\t4';
    expect(commandsOf(log)).toMatchObject([
      { command: 'sleep 9', t_end: null, exit_code: null, exit_source: 'unknown' },
      { seq: 2, command: 'exit', t_end: null, exit_code: null, cast_from: 3, cast_to: 4 },
    ]);
  });

  it('need no marks', () => {
    expect(commandsOf('start\t7\t/\tls\nend\t8\t0\n')).toEqual([
      {
        ...{ seq: 1, terminal: 'terminal', t_start: 70, t_end: 80, cwd: '/', command: 'ls' },
        ...{ exit_code: 0, exit_source: 'shell' },
      },
    ]);
  });
});
