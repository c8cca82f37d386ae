import { describe, expect, it } from 'vitest';
import { fromMillis } from '../../../src/base/time.ts';
import { inputSteps } from '../../../src/panes/steps/input-steps.ts';
import { InputTrack } from '../../../src/trace/input-track.ts';
import type { InputEvent } from '../../../src/trace/layers.ts';
import { finish, stepsIn } from './finish.ts';

/** Milliseconds and an event, without its native time. */
type Given = readonly [millis: number, event: DistributiveOmit<InputEvent, 't'>];
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

function steps(given: readonly Given[]): readonly string[] {
  const events = given.map(
    ([millis, event]) => ({ ...event, t: fromMillis(millis) }) as unknown as InputEvent,
  );
  return stepsIn(finish(inputSteps(InputTrack.of(events)))).map(({ time, label, text, detail }) =>
    [time / 1000, label, text, detail].join(' | '),
  );
}

const keys = (start: number, ...names: string[]): Given[] =>
  names.flatMap((key, index): Given[] => [
    [start + index * 100, { type: 'key_down', key }],
    [start + index * 100 + 50, { type: 'key_up', key }],
  ]);
const down = (millis: number, x: number, y: number): Given => [
  millis,
  { type: 'down', x, y, button: 'left' },
];

describe('keys and clicks as steps', () => {
  it('joins keys, up to Enter', () => {
    expect(steps(keys(0, 'l', 's', ' ', 'a', 'Enter', 'p', 'w', 'd'))).toEqual([
      '0 | typed | ls a ⏎ | 5 keys',
      '500 | typed | pwd | 3 keys',
    ]);
  });

  it('shows what was taken back, instead of taking it back', () => {
    expect(steps(keys(0, 'a', 'b', 'Backspace', 'Backspace', 'c'))).toEqual([
      '0 | typed | ab ⌫×2 c | 5 keys',
    ]);
  });

  it('ends with a pause and with a click, but not with a pointer move', () => {
    const moved: Given = [250, { type: 'move', x: 1, y: 1 }];
    expect(steps([...keys(0, 'a', 'b'), moved, ...keys(300, 'c'), ...keys(3000, 'd')])).toEqual([
      '0 | typed | abc | 3 keys',
      '3000 | typed | d | 1 key',
    ]);
    expect(steps([...keys(0, 'a'), down(300, 5, 6), ...keys(400, 'b')])).toEqual([
      '0 | typed | a | 1 key',
      '300 | click | left at 5, 6 | ',
      '400 | typed | b | 1 key',
    ]);
  });

  it('keeps shortcuts apart from text', () => {
    const save: Given = [500, { type: 'key_down', key: 's', mods: ['Control'] }];
    const again: Given = [600, { type: 'key_down', key: 's', mods: ['Control'] }];
    const all: Given = [700, { type: 'key_down', key: 'P', mods: ['Shift', 'Meta'] }];
    expect(steps([...keys(0, 'a', 'Control'), save, again, all, ...keys(800, 'b')])).toEqual([
      '0 | typed | a | 1 key',
      '500 | shortcut | Ctrl+S ×2 | ',
      '700 | shortcut | Meta+Shift+P | ',
      '800 | typed | b | 1 key',
    ]);
  });

  it('takes AltGr and Shift for typing', () => {
    const at: Given = [0, { type: 'key_down', key: '@', mods: ['Control', 'Alt', 'AltGraph'] }];
    const capital: Given = [10, { type: 'key_down', key: '😀', mods: ['Shift'] }];
    expect(steps([at, capital])).toEqual(['0 | typed | @😀 | 2 keys']);
  });

  it('does not tell hidden keys', () => {
    const hidden: Given = [0, { type: 'key_down', key: 'Shift', masked: true, mods: ['Control'] }];
    expect(steps([hidden, [10, { type: 'key_down', key: 'Enter', masked: true }]])).toEqual([
      '0 | typed | •• | 2 keys',
    ]);
  });

  it('names what is neither text nor shortcut', () => {
    expect(steps(keys(0, 'ArrowDown', 'ArrowDown', 'Home'))).toEqual(['0 | keys | ↓×2 Home | 3 keys']);
    expect(steps(keys(0, ' ', ' '))).toEqual(['0 | typed | blanks | 2 keys']);
  });

  it('joins clicks in one place', () => {
    expect(steps([down(0, 5, 5), down(200, 6, 5), down(300, 90, 5), down(2000, 90, 5)])).toEqual([
      '0 | click | left ×2 at 5, 5 | ',
      '300 | click | left at 90, 5 | ',
      '2000 | click | left at 90, 5 | ',
    ]);
  });

  it('does not grow without end', () => {
    const many = Array.from({ length: 450 }, (_, index): Given => [index, { type: 'key_down', key: 'x' }]);
    expect(steps(many).map((step) => step.split(' | ')[3])).toEqual(['200 keys', '200 keys', '50 keys']);
  });

  it('can be interrupted, and joins over the interruption', () => {
    const events = Array.from({ length: 50_000 }, (_, index): InputEvent => {
      const key = index === 20_000 || index === 21_000 ? 'x' : 'Shift';
      return { t: fromMillis(index), type: 'key_down', key };
    });
    let stops = 0;
    const work = inputSteps(InputTrack.of(events));
    let step = work.next();
    for (; step.done !== true; step = work.next()) stops += 1;
    expect(stops).toBeGreaterThan(4);
    expect(stepsIn(step.value).map(({ text }) => text)).toEqual(['xx']);
  });
});
