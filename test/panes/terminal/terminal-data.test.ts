import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import { activeRecording, type Recording } from '../../../src/panes/terminal/terminal-data.ts';
import { buildTerminal } from '../../fixtures/build-terminal.ts';

const first: Recording = {
  id: 'first',
  title: 'First',
  terminal: buildTerminal(80, 24, [
    [1, 'output', 'a'],
    [5, 'input', 'x'],
    [6, 'output', 'b'],
  ]),
};
const second: Recording = {
  id: 'second',
  title: 'Second',
  terminal: buildTerminal(80, 24, [
    [2, 'output', 'c'],
    [6, 'output', 'd'],
  ]),
};

describe('activeRecording', () => {
  it.each([
    [0, 'first'],
    [1, 'first'],
    [2, 'second'],
    [5, 'second'],
    [6, 'first'],
  ])('follows the latest output: at %d s the %s', (seconds, id) => {
    expect(activeRecording([first, second], undefined, fromSeconds(seconds))?.id).toBe(id);
  });

  it('keeps to what was picked', () => {
    expect(activeRecording([first, second], 'second', fromSeconds(1))?.id).toBe('second');
  });

  it('knows of no terminal where there is none', () => {
    const none: readonly Recording[] = [];
    expect(activeRecording(none, 'second', fromSeconds(1))).toBeUndefined();
  });
});
