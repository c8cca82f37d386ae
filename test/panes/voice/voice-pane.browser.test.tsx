import axe from 'axe-core';
import { userEvent } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { fromSeconds, toSeconds } from '../../../src/base/time.ts';
import { soundSeconds } from '../../../src/panes/voice/sound-time.ts';
import { Bench, cueLayer, noteLayer, voiceLayer } from './pane-bench.tsx';
import { toneWav } from './tone-wav.ts';

/** The sound begins this many seconds into the trace. */
const OFFSET = 0.5;
const sound = toneWav(30, [5, 25]);
const cues = cueLayer([
  [1, 3, 'The first Monday of March.'],
  [4, 8, 'A long one <b>that</b> goes on', 'Ada'],
  [6, 7, 'while another is heard.', 'Bob'],
  [12, 14, 'Monday again.'],
  [20, 25, 'And the end.'],
]);
const DURATION = fromSeconds(40);

const options = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[role=option]')];
const lit = (): readonly (string | undefined)[] =>
  options()
    .filter((row) => row.querySelector('[data-spoken=true]'))
    .map((row) => row.dataset['row']);

function whole(): Bench {
  return new Bench({ voices: [voiceLayer(sound, OFFSET)], transcripts: [cues] }, DURATION);
}

/** Seconds between sound and clock, each frame of `millis`. */
async function drifts(bench: Bench, millis: number): Promise<readonly number[]> {
  const map = voiceLayer(sound, OFFSET).clock;
  const found: number[] = [];
  const end = performance.now() + millis;
  const stop = bench.clock.subscribe(() => {
    // As near to the clock's own tick as can be.
    found.push(Math.abs(bench.audio.currentTime - soundSeconds(map, bench.clock.now())));
  });
  while (performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
  stop();
  return found.toSorted((a, b) => a - b);
}

const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;

describe('the sound', () => {
  it.each([1, 2])('stays with the clock at %s×', async (rate) => {
    const bench = await whole().ready();
    // Sound needs a person's leave.
    await userEvent.click(bench.find('[role=slider]'));
    await bench.at(2);
    bench.clock.play(rate);
    await vi.waitFor(() => expect(bench.shown?.['audible']).toBe(true), { timeout: 5_000 });
    // It starts late, and makes that up without a jump.
    await drifts(bench, 2_000);
    const found = await drifts(bench, 4_000);
    expect(quantile(found, 0.5)).toBeLessThan(0.06);
    expect(bench.clock.playing).toBe(true);
    bench.clock.pause();
    await bench.clock.settled();
    expect(bench.shown?.['audioTime']).toBeCloseTo(toSeconds(bench.clock.now()) - OFFSET, 2);
    await bench.close();
  });

  it('is at the place of the playhead after seeks both ways', async () => {
    const bench = await whole().ready();
    for (const seconds of [12, 3, 29, 0.6, 20]) {
      const shown = await bench.at(seconds);
      expect(shown?.['audioTime']).toBeCloseTo(seconds - OFFSET, 3);
      expect(shown?.['audible']).toBe(false);
      expect(bench.audio.paused).toBe(true);
    }
    expect(await bench.at(0.2)).toMatchObject({ voice: 'voice', audioTime: null, cue: null });
    expect(await bench.at(35)).toMatchObject({ audioTime: null });
    await bench.close();
  });

  it('is muted by the button and by high speed, and stops with the clock', async () => {
    const bench = await whole().ready();
    await userEvent.click(bench.find('[aria-label=Mute]'));
    bench.clock.seek(fromSeconds(6));
    bench.clock.play();
    await vi.waitFor(() => expect(bench.audio.paused).toBe(false));
    expect(bench.audio.muted).toBe(true);
    await userEvent.click(bench.find('[aria-label="Sound on"]'));
    await vi.waitFor(() => expect(bench.shown?.['audible']).toBe(true));
    bench.clock.setRate(8);
    await vi.waitFor(() => expect(bench.audio.muted).toBe(true));
    bench.clock.pause();
    await vi.waitFor(() => expect(bench.audio.paused).toBe(true));
    await bench.close();
  });

  it('says that it is muted above 4×, and silent backwards, while it is so', async () => {
    const bench = await whole().ready();
    const said = (): string => bench.find('header [role=status]').textContent;
    expect(said()).toBe('');
    bench.clock.seek(fromSeconds(6));
    bench.clock.play(4);
    await vi.waitFor(() => expect(bench.audio.paused).toBe(false));
    expect([said(), bench.audio.muted, bench.audio.preservesPitch]).toEqual(['', false, true]);
    bench.clock.setRate(8);
    await vi.waitFor(() => expect(said()).toBe('Muted above 4×'));
    bench.clock.setRate(-1);
    await vi.waitFor(() => expect(said()).toBe('Silent backwards'));
    bench.clock.setRate(1);
    await vi.waitFor(() => expect(said()).toBe(''));
    bench.clock.setRate(16);
    bench.clock.pause();
    await bench.clock.settled();
    expect(said()).toBe('');
    await bench.close();
  });

  it('asks for leave where the browser refuses', async () => {
    const bench = await whole().ready();
    const refusal = new DOMException('no gesture', 'NotAllowedError');
    const play = vi.spyOn(bench.audio, 'play').mockRejectedValue(refusal);
    bench.clock.seek(fromSeconds(6));
    bench.clock.play();
    await vi.waitFor(() => expect(bench.place.textContent).toContain('Sound is blocked: click to allow'));
    play.mockRestore();
    await userEvent.click(bench.find('[role=alert] button'));
    await vi.waitFor(() => expect(bench.shown?.['audible']).toBe(true));
    expect(bench.place.querySelector('[role=alert]')).toBeNull();
    bench.clock.pause();
    await bench.close();
  });

  it('says so where it cannot be played, and shows the rest', async () => {
    const junk = new TextEncoder().encode('not a sound '.repeat(50));
    const bench = new Bench({ voices: [voiceLayer(junk)], transcripts: [cues] }, DURATION);
    await vi.waitFor(() => expect(bench.problems.map(({ code }) => code)).toContain('media-failed'));
    expect(await bench.at(2)).toMatchObject({ audioTime: null, cue: 'The first Monday of March.' });
    expect(bench.place.textContent).toContain('cannot be played');
    await bench.close();
  });
});

describe('the transcript', () => {
  it('lights every cue that is being said, and follows both ways', async () => {
    const bench = await whole().ready();
    expect(await bench.at(2)).toMatchObject({ cue: 'The first Monday of March.', cues: 5 });
    expect(lit()).toEqual(['0']);
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
    await userEvent.click(options()[3] ?? document.body);
    expect(bench.clock.now()).toBe(fromSeconds(12));
    bench.find('[role=listbox]').focus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(bench.clock.now()).toBe(fromSeconds(20));
    await bench.close();
  });

  it('finds', async () => {
    const bench = await whole().ready();
    const query = bench.find('[type=search]');
    await userEvent.fill(query, 'monday');
    await vi.waitFor(() => expect(bench.find('output').textContent).toBe('2 found'));
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
      'Monday',
      'Monday',
    ]);
    await userEvent.keyboard('{Enter}');
    expect(bench.clock.now()).toBe(fromSeconds(1));
    await vi.waitFor(() => expect(bench.find('output').textContent).toBe('1 of 2'));
    await userEvent.keyboard('{Enter}');
    expect(bench.clock.now()).toBe(fromSeconds(12));
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
    expect(bench.clock.now()).toBe(fromSeconds(1));
    await userEvent.keyboard('{F3}');
    expect(bench.clock.now()).toBe(fromSeconds(12));
    bench.find('[role=listbox]').focus();
    await userEvent.keyboard('{Shift>}{F3}{/Shift}');
    expect(bench.clock.now()).toBe(fromSeconds(1));
    await userEvent.fill(query, 'nowhere');
    await vi.waitFor(() => expect(bench.find('output').textContent).toBe('none'));
    await userEvent.keyboard('{Escape}');
    expect(query).toHaveProperty('value', '');
    await vi.waitFor(() => expect(document.querySelectorAll('mark')).toHaveLength(0));
    await bench.close();
  });

  it('stays quick with 18,000 cues', async () => {
    const many = Array.from({ length: 18_000 }, (_, index) => {
      return [index / 500, index / 500 + 0.002, `Line ${index} of a long day, and what it holds.`] as const;
    });
    const bench = await new Bench({ transcripts: [cueLayer(many)] }, DURATION).ready();
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) => {
      tasks.push(...list.getEntries().map(({ duration }) => duration));
    });
    observer.observe({ type: 'longtask' });
    const query = bench.find('[type=search]');
    query.focus();
    await userEvent.keyboard('line 1799');
    await vi.waitFor(() => expect(bench.find('output').textContent).toBe('11 found'));
    await userEvent.keyboard('{Enter}{Enter}');
    await vi.waitFor(() => expect(bench.find('output').textContent).toBe('2 of 11'));
    expect(bench.clock.now()).toBe(fromSeconds(17_990 / 500));
    bench.clock.play(16);
    await new Promise((resolve) => setTimeout(resolve, 500));
    bench.clock.pause();
    observer.disconnect();
    // A machine with other work has long tasks of its own: a stutter would be several in a row.
    expect(tasks.filter((millis) => millis > 200)).toEqual([]);
    await bench.close();
  });

  it('shows what was written among what was said, marked', async () => {
    const notes = noteLayer([
      [3.5, 'note', 'The day fields are odd.', 'a'],
      [12, 'decision', 'Monday again.', 'a'],
      [16, 'decision', 'I keep the parser.', 'a'],
      [17, 'sync_mark', 'beep'],
    ]);
    const data = { transcripts: [cues], notes: [notes], names: new Map([['a', 'Ada']]) };
    const bench = await new Bench(data, DURATION).ready();
    const rows = options().map((row) => row.textContent);
    expect(rows.map((text) => /written|decision, written|decision/.exec(text)?.[0] ?? '')).toEqual([
      ...['', 'written', '', '', 'decision', 'decision, written', ''],
    ]);
    expect(rows[1]).toContain('Ada');
    expect(rows[5]).toContain('decision, written');
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
    expect(document.querySelector('[class*=dot]')).toBeNull();
    await alone.close();
  });

  it('stands alone, as the sound does', async () => {
    const words = await new Bench(
      { transcripts: [cues], noSound: 'The sound was not captured.' },
      DURATION,
    ).ready();
    expect(await words.at(13)).toEqual({
      voice: null,
      audible: false,
      audioTime: null,
      cue: 'Monday again.',
      cues: 5,
      written: null,
      notes: 0,
    });
    expect(words.place.textContent).toContain('The sound was not captured.');
    await words.close();
    const alone = { voices: [voiceLayer(sound)], noTranscript: 'A transcript was not captured.' };
    const tones = await new Bench(alone, DURATION).ready();
    expect(await tones.at(13)).toMatchObject({ voice: 'voice', cue: null, cues: 0 });
    expect(tones.place.textContent).toContain('A transcript was not captured.');
    await tones.close();
    const notes = [noteLayer([[5, 'note', 'I try the other way.']])];
    const typed = await new Bench({ notes, noSound: 'The sound was not captured.' }, DURATION).ready();
    expect(await typed.at(6)).toMatchObject({
      voice: null,
      cue: null,
      written: 'I try the other way.',
      notes: 1,
    });
    expect(lit()).toEqual(['0']);
    await typed.close();
    const marks = [noteLayer([[5, 'sync_mark', 'beep']])];
    const nothing = { notes: marks, noSound: 'No sound.', noTranscript: 'A transcript was not captured.' };
    const none = await new Bench(nothing, DURATION).ready();
    expect(none.place.textContent).toContain('No note or decision was written down either.');
    await none.close();
  });
});

describe('the pane', () => {
  it.each(['dark', 'light'])('has no accessibility faults, %s', async (theme) => {
    document.documentElement.dataset['theme'] = theme;
    const notes = [noteLayer([[5, 'decision', 'I go on [types].', 'a']])];
    const data = {
      voices: [voiceLayer(sound, OFFSET)],
      transcripts: [cues],
      notes,
      names: new Map([['a', 'C']]),
    };
    const bench = await new Bench(data, DURATION).ready();
    await bench.at(6.5);
    await userEvent.fill(bench.find('[type=search]'), 'on');
    await userEvent.keyboard('{Enter}');
    const { violations } = await axe.run(bench.place);
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await bench.close();
    document.documentElement.dataset['theme'] = 'dark';
  });
});
