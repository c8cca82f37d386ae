import { userEvent } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { Lazy } from '../../../src/base/lazy.ts';
import { fromMillis, fromSeconds } from '../../../src/base/time.ts';
import { stepsPane } from '../../../src/panes/steps/index.ts';
import type { Cue } from '../../../src/trace/layers.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { Track } from '../../../src/trace/track.ts';
import { buildTrace } from '../../fixtures/build-trace.ts';
import { PaneBench } from './pane-bench.tsx';

const trace = buildTrace({
  duration: 100,
  commands: ['10-12 npm test =1', '50-53 npm test =0', '60- <b>sleep</b> 9'],
  edits: ['0 open src/a.ts', '30 save src/a.ts', '70 commit 1f2e3d4c5b6a Fix it'],
  tests: ['10-12 3/1/2 unit', '50-53 6/0/0 unit'],
  lint: ['54 0/2 eslint'],
  browser: ['5 navigated https://example.org/a', '6 click Days'],
  cues: ['20-24 The test fails.'],
  notes: ['25 decision Mend the parser', '80-90 phase Commit'],
  input: ['40 key a', '40.2 key b', '41 click 10,20'],
});
const COUNT = 16;

const options = (bench: PaneBench): readonly HTMLElement[] => bench.all('[role=option]');
const current = (bench: PaneBench): string | undefined =>
  options(bench).find((option) => option.getAttribute('aria-selected') === 'true')?.textContent;
const chip = (bench: PaneBench, kind: string): HTMLElement => bench.find(`button[data-kind=${kind}]`);

describe('the list of steps', () => {
  it('follows the playhead both ways', async () => {
    const bench = await new PaneBench(stepsPane, trace).ready();
    expect(bench.shown).toMatchObject({
      count: COUNT,
      shown: COUNT,
      index: 0,
      time: 0,
      text: 'open src/a.ts',
    });
    expect(await bench.at(fromSeconds(26))).toMatchObject({ time: 25, text: 'Mend the parser' });
    // The list hears of its height after the pane is there, and has no rows before.
    await vi.waitFor(() => expect(current(bench)).toContain('decision'));
    // The command comes before its tests, since the manifest names the commands first.
    expect(await bench.at(fromSeconds(10))).toMatchObject({ time: 10, text: 'unit' });
    await vi.waitFor(() => expect(current(bench)).toContain('3 passed, 1 failed, 2 skipped'));
    expect(await bench.at(fromSeconds(99))).toMatchObject({ index: COUNT - 1, time: 80, text: 'Commit' });
    expect(await bench.at(fromSeconds(40.1))).toMatchObject({ time: 40, text: 'ab' });
    await bench.close();
  });

  it('says that nothing has happened yet', async () => {
    const late = buildTrace({ commands: ['10-12 npm test =1'] });
    const bench = await new PaneBench(stepsPane, late).ready();
    expect(bench.shown).toEqual({ count: 1, shown: 1, index: null, time: null, text: null });
    await vi.waitFor(() => expect(options(bench)).toHaveLength(1));
    expect(current(bench)).toBeUndefined();
    await bench.close();
  });

  it('shows text as text, and results in words', async () => {
    const bench = await new PaneBench(stepsPane, trace).ready();
    await vi.waitFor(() => expect(options(bench).length).toBeGreaterThan(12));
    const texts = options(bench).map((option) => option.textContent);
    expect(texts.find((text) => text.includes('sleep'))).toContain('<b>sleep</b> 9');
    expect(texts.find((text) => text.includes('sleep'))).toContain('exit code not recorded');
    expect(texts.find((text) => text.includes('eslint'))).toContain('2 warnings');
    expect(bench.all('b')).toHaveLength(0);
    await bench.close();
  });

  it('is narrowed by chips and words', async () => {
    const bench = await new PaneBench(stepsPane, trace).ready();
    expect(chip(bench, 'commands').textContent).toBe('Commands 3');
    await userEvent.click(chip(bench, 'commands'));
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ shown: 3, index: null }));
    expect(chip(bench, 'commands').getAttribute('aria-pressed')).toBe('true');
    expect(await bench.at(fromSeconds(55))).toMatchObject({ index: 1, time: 50, text: 'npm test' });
    await userEvent.click(chip(bench, 'edits'));
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ shown: 6, index: 3 }));
    await userEvent.fill(bench.find('input[type=search]'), 'CODE 1 npm');
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ shown: 1, index: 0, time: 10 }));
    await userEvent.fill(bench.find('input[type=search]'), 'nowhere');
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ count: COUNT, shown: 0, index: null }));
    await bench.expectNoFaults();
    const showAll = bench.all('button').find(({ textContent }) => textContent === 'Show all steps');
    await userEvent.click(showAll ?? bench.place);
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ shown: COUNT }));
    await bench.close();
  });

  it('seeks by click, and by keys', async () => {
    const bench = await new PaneBench(stepsPane, trace).ready();
    await vi.waitFor(() => expect(options(bench).length).toBeGreaterThan(5));
    await userEvent.click(options(bench)[3] ?? bench.place);
    expect(bench.clock.now()).toBe(fromSeconds(10));
    // Two steps of one moment are one place: the last of them is the current one.
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ index: 4 }));
    bench.find('[role=listbox]').focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ time: 25 }));
    await userEvent.keyboard('{End}{Enter}');
    expect(bench.clock.now()).toBe(fromSeconds(80));
    await bench.close();
  });

  it('goes through what it shows by [ and ], past other keys of the app', async () => {
    const heard: string[] = [];
    const listen = (event: KeyboardEvent): void => void heard.push(event.key);
    window.addEventListener('keydown', listen);
    const bench = await new PaneBench(stepsPane, trace).ready();
    await userEvent.click(chip(bench, 'commands'));
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ shown: 3 }));
    bench.find('[role=listbox]').focus();
    await userEvent.keyboard(']');
    expect(bench.clock.now()).toBe(fromSeconds(10));
    await userEvent.keyboard(']]');
    expect(bench.clock.now()).toBe(fromSeconds(60));
    // At the last of them there is no next one.
    await userEvent.keyboard(']');
    expect(bench.clock.now()).toBe(fromSeconds(60));
    await userEvent.keyboard('[[[[');
    expect(bench.clock.now()).toBe(fromSeconds(10));
    chip(bench, 'commands').focus();
    await userEvent.keyboard(']');
    expect(bench.clock.now()).toBe(fromSeconds(50));
    expect(heard).toEqual([]);
    // A sign in a text is a sign.
    bench.find('input[type=search]').focus();
    await userEvent.keyboard(']');
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ shown: 0 }));
    expect(bench.clock.now()).toBe(fromSeconds(50));
    window.removeEventListener('keydown', listen);
    await bench.close();
  });

  it.each(['dark', 'light'])('has no accessibility faults, %s', async (theme) => {
    document.documentElement.dataset['theme'] = theme;
    const bench = await new PaneBench(stepsPane, trace).ready();
    await bench.at(fromSeconds(50));
    await userEvent.click(chip(bench, 'tests'));
    await userEvent.click(chip(bench, 'commands'));
    await bench.expectNoFaults();
    await bench.close();
    document.documentElement.dataset['theme'] = 'dark';
  });
});

it('keeps the counts for those who hear them where there is no room to see them', async () => {
  const bench = await new PaneBench(stepsPane, trace, 320).ready();
  const count = bench.find('button[data-kind=commands] [class*=count]');
  expect(count.getBoundingClientRect().width).toBeLessThanOrEqual(1);
  expect(getComputedStyle(count).display).not.toBe('none');
  for (const one of bench.all('button[data-kind]'))
    expect(one.getBoundingClientRect().height).toBeGreaterThanOrEqual(24);
  await bench.expectNoFaults();
  await bench.close();
});

describe('what is not there', () => {
  it('lists the rest where a layer cannot be read', async () => {
    const half = buildTrace({ commands: ['1-2 ls =0'], edits: [], broken: ['ide_edits'] });
    const bench = await new PaneBench(stepsPane, half).ready();
    expect(bench.shown).toMatchObject({ count: 1 });
    expect(bench.find('[class*=failure]').textContent).toContain('Edits is not in the list.');
    await bench.expectNoFaults();
    await bench.close();
  });

  it('tells nothing happened from nothing could be read', async () => {
    const empty = await new PaneBench(stepsPane, buildTrace({ commands: [] })).ready();
    expect(empty.place.textContent).toContain('Nothing happened that would be a step.');
    await empty.close();
    const broken = buildTrace({ commands: [], broken: ['commands'] });
    const failed = await new PaneBench(stepsPane, broken).ready();
    expect(failed.place.textContent).toContain('Commands is not in the list.');
    expect(failed.place.textContent).not.toContain('Nothing happened');
    await failed.close();
  });

  it('does not keep anyone waiting who closes it at once', async () => {
    const bench = new PaneBench(stepsPane, trace);
    await bench.close();
  });
});

describe('200,000 steps', () => {
  it('keeps few rows in the document, and answers at once', async () => {
    const bench = await new PaneBench(stepsPane, long(200_000)).ready();
    expect(bench.shown).toMatchObject({ count: 200_000 });
    expect(await bench.at(fromSeconds(1500))).toMatchObject({ text: 'cue 150000 of many' });
    await vi.waitFor(() => expect(current(bench)).toContain('cue 150000 of many'));
    expect(options(bench).length).toBeLessThan(60);
    expect(await bench.at(fromSeconds(1))).toMatchObject({ text: 'cue 100 of many' });
    await vi.waitFor(() => expect(current(bench)).toContain('cue 100 of many'));
    // As many numbers below 200,000 have 1999 in them.
    await userEvent.fill(bench.find('input[type=search]'), 'cue 1999');
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ shown: 140, index: null }));
    // Of two filters the later one holds, and until it has come the list is not empty.
    const search = bench.find('input[type=search]');
    await userEvent.fill(search, 'cue 7');
    await userEvent.fill(search, 'cue 19999');
    expect(options(bench).length).toBeGreaterThan(0);
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ shown: 12 }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(bench.shown).toMatchObject({ shown: 12 });
    await bench.close();
  });
});

function long(count: number): Trace {
  const cues = Array.from({ length: count }, (_, index): Cue => {
    const time = fromMillis(index * 10);
    return { time, end: time, text: `cue ${index} of many`, speaker: undefined };
  });
  const base = buildTrace({ duration: count / 100, cues: [] });
  return {
    ...base,
    transcripts: base.transcripts.map((layer) => ({
      ...layer,
      content: new Lazy(() => Promise.resolve(new Track(cues))),
    })),
  };
}
