import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { TraceError } from '../../../src/base/errors.ts';
import { Lazy } from '../../../src/base/lazy.ts';
import { fromSeconds, type TraceTime } from '../../../src/base/time.ts';
import { directoryBundle } from '../../../src/bundle/directory-bundle.ts';
import { monaco } from '../../../src/panes/diff/monaco.ts';
import type { EditEvent, Layer } from '../../../src/schema/generated/types.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import { openTrace } from '../../../src/trace/open-trace.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { Track } from '../../../src/trace/track.ts';
import { show, until, type Shown } from './harness.tsx';

const SAMPLE = new URL('/samples/bug-fix/', location.href);

let shown: Shown | undefined;
let complaints: readonly { readonly mock: { readonly calls: unknown[][] } }[];

beforeEach(() => {
  complaints = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')];
});

/** Every test ends so: nothing stays behind, and nothing was said on the console. */
afterEach(async () => {
  shown?.unmount();
  await until(() => monaco.editor.getModels().length === 0);
  expect(shown?.attached()).toBe(0);
  expect(shown?.clock.holders).toEqual([]);
  expect(monaco.editor.getDiffEditors()).toEqual([]);
  shown = undefined;
  for (const spy of complaints) expect(spy.mock.calls).toEqual([]);
  vi.restoreAllMocks();
  document.documentElement.dataset['theme'] = 'dark';
});

async function openSample(
  width?: number,
  height?: number,
): Promise<{ readonly pane: Shown; readonly trace: Trace }> {
  const trace = await openTrace(directoryBundle(SAMPLE));
  const pane = await show(trace, width, height);
  shown = pane;
  return { pane, trace };
}

/** The writes of the sample: when, which file, and what it held. */
async function writesOf(trace: Trace) {
  const track = await trace.edits[0]?.content.get();
  const items = track?.items ?? [];
  return Promise.all(
    items.flatMap(({ time, event }) =>
      event.type === 'save'
        ? [textAt(event.content ?? '').then((text) => ({ time, file: event.file, text }))]
        : [],
    ),
  );
}

async function textAt(path: string): Promise<string> {
  return (await fetch(new URL(path, SAMPLE))).text();
}

const option = (text: string): HTMLElement => {
  const found = [...document.querySelectorAll<HTMLElement>('[role=option]')].find(({ textContent }) =>
    textContent.includes(text),
  );
  if (!found) throw new Error(`no row has ${text}`);
  return found;
};
const button = (name: string): HTMLButtonElement | undefined =>
  [...document.querySelectorAll('button')].find((one) => one.textContent === name || one.ariaLabel === name);

describe('over the sample', () => {
  it('shows each save byte for byte, whatever way the playhead came', async () => {
    const { pane, trace } = await openSample();
    const writes = await writesOf(trace);
    expect(writes).toHaveLength(6);
    const firstBase = new Map<string, string | undefined>();
    for (const index of [0, 5, 1, 4, 2, 3, 0, 3, 5, 2, 0]) {
      const write = writes[index];
      if (!write) throw new Error('there are six');
      const report = await pane.go(write.time);
      const { original, modified } = pane.texts();
      expect(report).toMatchObject({ file: write.file, against: 'base', state: 'text', following: true });
      expect(modified).toBe(write.text);
      // One base a file, and another text than what was saved.
      expect(original).toBe(firstBase.get(write.file) ?? original);
      expect(original).not.toBe(modified);
      firstBase.set(write.file, original);
    }
    expect(firstBase.size).toBe(3);
  });

  it('shows before a save what stood there, to the microsecond', async () => {
    const { pane, trace } = await openSample();
    const [first] = await writesOf(trace);
    if (!first) throw new Error('there is one');
    expect(await pane.go(first.time - 1)).toMatchObject({
      file: 'test/next.test.js',
      added: 0,
      removed: 0,
      hunks: 0,
    });
    expect(pane.texts().modified).toBe(pane.texts().original);
    expect(pane.host.textContent).toContain('not written yet: as in the base commit');
    expect(await pane.go(first.time)).toMatchObject({ added: 4, removed: 0, hunks: 1, line: 20 });
  });

  it('compares with the save before, and with the last commit', async () => {
    const { pane, trace } = await openSample();
    const last = (await writesOf(trace)).at(-1)?.time ?? 0;
    expect(await pane.go(last)).toMatchObject({ added: 9, removed: 0, hunks: 1 });
    const select = document.querySelector('select');
    if (!select) throw new Error('there is no choice');
    await userEvent.selectOptions(select, 'previous');
    await until(() => pane.report()['against'] === 'previous');
    expect(pane.report()).toMatchObject({ added: 1, removed: 1, hunks: 1, line: 25 });
    expect(pane.texts().original).toContain('let days');
    await userEvent.selectOptions(select, 'commit');
    await until(() => pane.report()['against'] === 'commit');
    expect(pane.report()).toMatchObject({ added: 9 });
    expect(await pane.go(trace.duration)).toMatchObject({
      against: 'commit',
      added: 0,
      removed: 0,
      hunks: 0,
    });
    expect(await pane.go(last)).toMatchObject({ against: 'commit', added: 9 });
  });

  it('stays with the file that a person picks, until told to follow', async () => {
    const { pane, trace } = await openSample();
    await pane.go(trace.duration);
    await userEvent.click(option('match.js'));
    await until(() => pane.report()['file'] === 'src/match.js');
    expect(pane.report()).toMatchObject({ following: false, added: 2, removed: 1 });
    expect(await pane.go(0)).toMatchObject({ file: 'src/match.js', added: 0, following: false });
    button('Follow')?.click();
    await until(() => pane.report()['following'] === true);
    await until(() => pane.report()['file'] === 'test/next.test.js');
    expect(button('Follow')).toBeUndefined();
  });

  it('leads from a change to the save in which it first stood', async () => {
    const { pane, trace } = await openSample();
    const writes = await writesOf(trace);
    await pane.go(trace.duration);
    await userEvent.click(option('match.js'));
    await until(() => pane.report()['file'] === 'src/match.js');
    const change = option('cron.eitherDay');
    expect(change.textContent).toContain('2:44.410');
    await userEvent.click(change);
    expect(pane.clock.now()).toBe(writes[3]?.time);
  });

  it('follows while playing, and is right at the end', async () => {
    const { pane, trace } = await openSample();
    const writes = await writesOf(trace);
    const start = (writes[4]?.time ?? 0) - 400_000;
    await pane.go(start);
    pane.clock.play(16);
    await until(() => !pane.clock.playing, 20_000);
    await pane.clock.settled();
    expect(pane.texts().modified).toBe(writes[5]?.text);
  });

  it.each([
    ['dark', 900],
    ['light', 900],
    ['dark', 460],
  ])('has no accessibility faults, %s, %i pixels wide', async (theme, width) => {
    document.documentElement.dataset['theme'] = theme;
    const { pane, trace } = await openSample(width);
    await pane.go(trace.duration);
    await userEvent.click(option('match.js'));
    await until(() => pane.report()['file'] === 'src/match.js');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { violations } = await axe.run(pane.host);
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });

  it('takes the page’s theme as it changes', async () => {
    const { pane, trace } = await openSample();
    await pane.go(trace.duration);
    const background = (): string | undefined => {
      const drawn = pane.host.querySelector('.monaco-editor-background');
      return drawn ? getComputedStyle(drawn).backgroundColor : undefined;
    };
    expect(background()).toBe('rgb(21, 24, 30)');
    document.documentElement.dataset['theme'] = 'light';
    await until(() => background() === 'rgb(255, 255, 255)');
  });

  it('leaves nothing behind when it goes in the middle of its work', async () => {
    const { pane, trace } = await openSample();
    pane.clock.seek(trace.duration);
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
});

/** A trace of these edits, at one second each, over these files. */
function traceOf(events: readonly Partial<EditEvent>[], files: Readonly<Record<string, string>>): Trace {
  const clock = { domain: 'monotonic', native_unit: 'us', sync_quality: 'measured' } as const;
  const layer: Layer = { id: 'edits', kind: 'ide_edits', status: 'present', clock };
  const items = events.map((event, index) => ({
    time: fromSeconds(index + 1),
    event: { t: index, file: 'a.js', type: 'save', ...event } as EditEvent,
  }));
  const edits = [
    { layer, clock: clockMap(clock), content: new Lazy(() => Promise.resolve(new Track(items))) },
  ];
  const read = (path: string): Promise<Uint8Array> => {
    const text = files[path];
    return text === undefined
      ? Promise.reject(new TraceError('artifact-missing', { path }))
      : Promise.resolve(new TextEncoder().encode(text));
  };
  const bundle = { files: new Map(), read };
  const part = { edits, bundle, duration: 30_000_000 as TraceTime, manifest: { task: { repos: [] } } };
  return part as unknown as Trace;
}

describe('what cannot be opened', () => {
  const DIFF = '--- a/a.js\n+++ b/a.js\n@@ -1 +1 @@\n-old\n+new\n';

  it.each([
    ['a binary', { content: 'c' }, { c: 'a\0b' }, 'binary', 'a.js is not text.'],
    ['many lines', { content: 'c' }, { c: '\n'.repeat(50_001) }, 'huge', '50001 lines'],
    ['a deletion', { type: 'delete' }, {}, 'absent', 'a.js was deleted at 0:01.000.'],
    ['no content', {}, {}, 'uncaptured', 'a.js was not captured.'],
    ['a missing file', { content: 'gone' }, {}, 'failed', 'gone is missing from the bundle.'],
    ['a file that was only opened', { type: 'open' }, {}, 'uncaptured', 'Its content was not captured.'],
  ] as const)('%s is said in words', async (_, event, files, state, words) => {
    shown = await show(traceOf([event, { type: 'focus' }], files));
    expect(await shown.go(3_000_000)).toMatchObject({ file: 'a.js', state, added: null, line: null });
    expect(shown.host.textContent).toContain(words);
    expect(shown.problem()?.code).toBe(state === 'failed' ? 'artifact-missing' : undefined);
  });

  it('says that no file was open yet', async () => {
    shown = await show(traceOf([{ content: 'c', diff: 'd' }], { c: 'new\n', d: DIFF }));
    expect(shown.report()).toMatchObject({ file: null, state: 'none' });
    expect(shown.host.textContent).toContain('No file was open yet.');
    expect(await shown.go(1_000_000)).toMatchObject({ file: 'a.js', state: 'text', added: 1, removed: 1 });
    expect(await shown.go(0)).toMatchObject({ file: null });
  });

  it('shows a text whose base does not fit, compares it with nothing, and says so', async () => {
    shown = await show(traceOf([{ content: 'c', diff: 'd' }], { c: 'other\n', d: DIFF }));
    expect(await shown.go(1_000_000)).toMatchObject({ state: 'uncompared', added: null, hunks: null });
    expect(shown.texts().modified).toBe('other\n');
    expect(shown.host.textContent).toContain('Nothing is compared.');
    expect(shown.problem()).toMatchObject({ code: 'format-broken', severity: 'error' });
  });

  it('keeps a byte order mark and carriage returns', async () => {
    shown = await show(traceOf([{ type: 'create', content: 'c' }], { c: '\uFEFFa\r\nb\r\n' }));
    expect(await shown.go(1_000_000)).toMatchObject({ state: 'text', added: 2 });
    expect(shown.texts()).toEqual({ original: '', modified: '\uFEFFa\r\nb\r\n' });
  });

  it('lets markup in a file and in its name stay text', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    shown = await show(traceOf([{ type: 'create', file: `${evil}.html`, content: 'c' }], { c: `${evil}\n` }));
    await shown.go(1_000_000);
    expect(shown.host.querySelector('img')).toBeNull();
    expect(shown.host.textContent).toContain(evil);
  });
});
