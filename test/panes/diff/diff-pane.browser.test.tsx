import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { directoryBundle } from '../../../src/bundle/directory-bundle.ts';
import { openTrace } from '../../../src/trace/open-trace.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { button, row, until, usePane, type Shown } from './harness.tsx';

const SAMPLE = new URL('/samples/bug-fix/', location.href);

const { show } = usePane();

async function openSample(
  width?: number,
  height?: number,
): Promise<{ readonly pane: Shown; readonly trace: Trace }> {
  const trace = await openTrace(directoryBundle(SAMPLE));
  const pane = await show(trace, width, height);
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
    await userEvent.click(row('match.js'));
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
    await userEvent.click(row('match.js'));
    await until(() => pane.report()['file'] === 'src/match.js');
    const change = row('cron.eitherDay');
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
    await userEvent.click(row('match.js'));
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
