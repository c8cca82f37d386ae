import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import { CommandLog } from '../../../src/panes/terminal/command-log.ts';
import type { Command } from '../../../src/trace/layers.ts';
import { Track } from '../../../src/trace/track.ts';

function command(line: string, start: number, end?: number, more: Partial<Command> = {}): Command {
  return {
    time: fromSeconds(start),
    end: end === undefined ? undefined : fromSeconds(end),
    seq: 1,
    terminal: 'main',
    cwd: undefined,
    command: line,
    exitCode: 0,
    exitSource: 'shell',
    ...more,
  };
}

const at = fromSeconds;

describe('CommandLog', () => {
  it('merges layers in time order, equal times in the order of the layers', () => {
    const log = new CommandLog([
      new Track([command('a', 1), command('d', 4)]),
      new Track([command('b', 1), command('c', 2)]),
    ]);
    expect(log.track.items.map((item) => item.command)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('tells what runs, [start, end)', () => {
    const log = new CommandLog([new Track([command('a', 1, 2), command('b', 3, 5, { terminal: 'other' })])]);
    expect([0, 1, 1.999, 2, 3, 5].map((seconds) => log.runningAt(at(seconds)))).toEqual([
      [],
      [0],
      [0],
      [],
      [1],
      [],
    ]);
  });

  it('counts several terminals at once', () => {
    const log = new CommandLog([
      new Track([command('server', 1, 9, { terminal: 'two' }), command('curl', 2, 3)]),
    ]);
    expect(log.runningAt(at(2.5))).toEqual([0, 1]);
  });

  it('has a command without an end run until the next of its terminal', () => {
    const log = new CommandLog([
      new Track([command('a', 1, undefined, { exitCode: undefined }), command('b', 3, 4)]),
    ]);
    expect(log.runningAt(at(2))).toEqual([0]);
    expect(log.runningAt(at(3))).toEqual([1]);
  });

  it('has none run where only their order is known: its step is all that is told of one', () => {
    const log = new CommandLog(
      [new Track([command('a', 1), command('b', 4, undefined, { exitCode: 2 })])],
      true,
    );
    expect([1, 2, 4, 9].flatMap((seconds) => log.runningAt(at(seconds)))).toEqual([]);
    expect(log.stateAt('main', at(1))).toEqual({ command: 'a', exitCode: 0 });
    expect(log.stateAt('main', at(9))).toEqual({ command: 'b', exitCode: 2 });
  });

  it('reports no exit code while a command runs, and none that was not recorded', () => {
    const log = new CommandLog([
      new Track([command('a', 1, 2, { exitCode: 3 }), command('b', 4, 5, { exitCode: undefined })]),
    ]);
    expect(log.stateAt('main', at(0))).toEqual({ command: null, exitCode: null });
    expect(log.stateAt('main', at(1))).toEqual({ command: 'a', exitCode: null });
    expect(log.stateAt('main', at(2))).toEqual({ command: 'a', exitCode: 3 });
    expect(log.stateAt('main', at(5))).toEqual({ command: 'b', exitCode: null });
    expect(log.stateAt('elsewhere', at(5))).toEqual({ command: null, exitCode: null });
    expect(log.stateAt(undefined, at(3))).toEqual({ command: 'a', exitCode: 3 });
  });

  it('is empty without layers', () => {
    expect(new CommandLog([]).track.length).toBe(0);
  });
});
