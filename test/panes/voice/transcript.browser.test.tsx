import { userEvent } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import { Bench, cueLayer, noteLayer } from './pane-bench.tsx';
import { CUES, DURATION, lit, rows, whole } from './sample-voice.tsx';

describe('the transcript', () => {
  it('lights every cue that is being said, and follows both ways', async () => {
    const bench = await whole().ready();
    expect(await bench.at(2)).toMatchObject({ cue: 'The first Monday of March.', cues: 5 });
    await vi.waitFor(() => expect(lit()).toEqual(['0']));
    const both = await bench.at(6.5);
    expect(both).toMatchObject({ cue: 'A long one <b>that</b> goes on\nwhile another is heard.' });
    expect(lit()).toEqual(['1', '2']);
    expect(await bench.at(10)).toMatchObject({ cue: null });
    expect(lit()).toEqual([]);
    expect(await bench.at(4)).toMatchObject({ cue: 'A long one <b>that</b> goes on' });
    expect(bench.place.querySelector('b')).toBeNull();
    await bench.close();
  });

  it('seeks by click and by Enter', async () => {
    const bench = await whole().ready();
    await vi.waitFor(() => expect(rows()).toHaveLength(5));
    await userEvent.click(rows()[3] ?? document.body);
    expect(bench.clock.now()).toBe(fromSeconds(12));
    bench.find('[role=listbox]').focus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(bench.clock.now()).toBe(fromSeconds(20));
    await bench.close();
  });

  it('shows what was written among what was said, marked', async () => {
    const notes = noteLayer([
      [3.5, 'note', 'The day fields are odd.', 'a'],
      [12, 'decision', 'Monday again.', 'a'],
      [16, 'decision', 'I keep the parser.', 'a'],
      [17, 'sync_mark', 'beep'],
    ]);
    const data = { transcripts: [CUES], notes: [notes], names: new Map([['a', 'Ada']]) };
    const bench = await new Bench(data, DURATION).ready();
    await vi.waitFor(() => expect(rows()).toHaveLength(7));
    const words = rows().map((row) => row.textContent);
    expect(words.map((text) => /written|decision, written|decision/.exec(text)?.[0] ?? '')).toEqual([
      ...['', 'written', '', '', 'decision', 'decision, written', ''],
    ]);
    expect(words[1]).toContain('Ada');
    expect(words[5]).toContain('decision, written');
    expect(await bench.at(4.2)).toMatchObject({
      ...{ cue: 'A long one <b>that</b> goes on', cues: 5, notes: 2, written: 'The day fields are odd.' },
    });
    expect(lit()).toEqual(['1', '2']);
    // A moment has no end of its own, and does not stay lit for good.
    expect(await bench.at(10)).toMatchObject({ cue: null, written: null });
    await bench.close();
  });

  it('tells speakers apart by dots, and sets actions apart', async () => {
    const transcript = cueLayer([
      [1, 2, 'I look [opens the manual] and read.', 'Ada'],
      [3, 4, 'Good.', 'Bob'],
      [5, 6, 'Then on.', 'Ada'],
      [7, 8, 'إيمو ؟', 'Bob'],
    ]);
    const bench = await new Bench({ transcripts: [transcript] }, DURATION).ready();
    await vi.waitFor(() => expect(rows()).toHaveLength(4));
    const colours = [...document.querySelectorAll('[class*=dot]')].map(
      (dot) => getComputedStyle(dot).backgroundColor,
    );
    expect(colours).toHaveLength(4);
    expect([colours[0], colours[1]]).toEqual([colours[2], colours[3]]);
    expect(colours[0]).not.toBe(colours[1]);
    const action = [...document.querySelectorAll('[class*=action]')];
    expect(action.map((element) => [element.textContent, getComputedStyle(element).fontStyle])).toEqual([
      ['[opens the manual]', 'italic'],
    ]);
    // The name before it is Latin: the words alone say which way they run.
    const directions = [...document.querySelectorAll('[dir=auto]')].map(
      (text) => getComputedStyle(text).direction,
    );
    expect(directions).toEqual(['ltr', 'ltr', 'ltr', 'rtl']);
    await bench.close();
    const alone = await new Bench({ transcripts: [cueLayer([[1, 2, 'x', 'Ada']])] }, DURATION).ready();
    await vi.waitFor(() => expect(rows()).toHaveLength(1));
    expect(document.querySelector('[class*=dot]')).toBeNull();
    await alone.close();
  });
});
