import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fromSeconds } from '../../../src/base/time.ts';
import { monaco } from '../../../src/panes/diff/monaco.ts';
import { button, row, scrollTop, until, usePane } from './harness.tsx';
import { traceOf, typed } from './traces.ts';

const { show } = usePane();

const LINES = Array.from({ length: 300 }, (_, index) => `const value${index} = [${index}];\n`);
const TEXT = LINES.join('');
const SAVED = LINES.with(249, 'const changed = true;\n').join('');
const cursor = (line: number) => ({ type: 'cursor', start: { line, character: 0 } }) as const;
const EVENTS = [
  { type: 'create', content: 'c' },
  cursor(99),
  typed(199, 0, '// here\n'),
  { content: 's' },
  cursor(0),
  { type: 'open', file: 'b.js' },
] as const;
const FILES = { c: TEXT, s: SAVED };

/** CSS pixels. */
const ROOM = 40;

/** Makes room after a line, and gives what moves it to after another one. */
function roomAfter(line: number): (line: number) => void {
  const modified = monaco.editor.getDiffEditors()[0]?.getModifiedEditor();
  let id: string | undefined;
  const move = (afterLineNumber: number): void =>
    modified?.changeViewZones((zones) => {
      if (id !== undefined) zones.removeZone(id);
      id = zones.addZone({ afterLineNumber, heightInPx: ROOM, domNode: document.createElement('div') });
    });
  move(line);
  return move;
}

/** The first and the last line in sight. */
function linesInSight(): readonly [number, number] {
  const ranges = monaco.editor.getDiffEditors()[0]?.getModifiedEditor().getVisibleRanges() ?? [];
  return [ranges.at(0)?.startLineNumber ?? 0, ranges.at(-1)?.endLineNumber ?? 0];
}

describe('the line in sight', () => {
  it('is where the file was last worked in since its save, else what the save changed', async () => {
    const shown = await show(traceOf(EVENTS, FILES));
    const lines = [0, 1, 100, 201, 250, 1];
    for (const seconds of [1, 2, 3, 4, 5]) {
      const line = lines[seconds] ?? 0;
      expect(await shown.go(seconds * 1e6)).toMatchObject({ line, following: true });
      const [first, last] = linesInSight();
      expect(first).toBeLessThanOrEqual(line);
      expect(last).toBeGreaterThanOrEqual(line);
    }
  });

  it.each([900, 460])(
    'stands in one place for one moment, whatever came before, %i pixels wide',
    async (width) => {
      const shown = await show(traceOf(EVENTS, FILES), width);
      const places = new Map<number, number>();
      for (const seconds of [2, 3, 4, 1, 5, 3, 2, 6, 4, 2, 1, 3, 5, 4]) {
        await shown.go(seconds * 1e6);
        expect(scrollTop()).toBe(places.get(seconds) ?? scrollTop());
        places.set(seconds, scrollTop());
      }
      expect(places.get(2)).toBeGreaterThan(1000);
    },
  );

  it('stays in the middle when rooms between lines are exchanged for others of the same height', async () => {
    const shown = await show(traceOf(EVENTS, FILES), 460);
    await shown.go(4_000_000);
    const before = scrollTop();
    const move = roomAfter(10);
    expect(scrollTop()).toBe(before + ROOM);
    move(290);
    expect(scrollTop()).toBe(before);
  });

  it('stays in the middle when the pane gets another size', async () => {
    const shown = await show(traceOf(EVENTS, FILES), 900, 460);
    await shown.go(2_000_000);
    const before = scrollTop();
    shown.host.style.height = '300px';
    await until(() => scrollTop() !== before);
    shown.host.style.height = '460px';
    await until(() => scrollTop() === before);
  });

  it.each([
    [
      'a wheel',
      async () => {
        const code = document.querySelector('.modified .view-lines');
        code?.dispatchEvent(new WheelEvent('wheel', { deltaY: 240, bubbles: true, cancelable: true }));
        await Promise.resolve();
      },
    ],
    ['a click', () => page.getByText('const value99').last().click()],
    [
      'a key',
      async () => {
        document.querySelector<HTMLElement>('.modified .native-edit-context, .modified textarea')?.focus();
        await userEvent.keyboard('{PageDown}');
      },
    ],
  ] as const)('stays where %s of a person left it, until told to follow', async (_, act) => {
    const shown = await show(traceOf(EVENTS, FILES));
    await shown.go(2_000_000);
    const followed = scrollTop();
    expect(button('Follow')).toBeUndefined();
    await act();
    await until(() => shown.report()['following'] === false);
    await shown.clock.settled();
    const left = scrollTop();
    for (const seconds of [3, 4, 5, 6, 1]) {
      expect(await shown.go(seconds * 1e6)).toMatchObject({ file: 'a.js', following: false, line: null });
      expect(scrollTop()).toBe(left);
    }
    await shown.go(2_000_000);
    button('Follow')?.click();
    await until(() => shown.report()['following'] === true);
    await shown.clock.settled();
    expect(scrollTop()).toBe(followed);
  });

  it('still follows the work in a file that was picked', async () => {
    const shown = await show(traceOf(EVENTS, FILES));
    await shown.go(6_000_000);
    await userEvent.click(row('a.js'));
    await until(() => shown.report()['file'] === 'a.js');
    expect(await shown.go(2_000_000)).toMatchObject({ line: 100, following: false });
    expect(await shown.go(3_000_000)).toMatchObject({ line: 201, following: false });
  });

  it('is that of a change that was chosen, at the time when it was made', async () => {
    const twice = LINES.with(9, 'first\n').with(199, 'second\n').join('');
    const events = [{ type: 'create', content: 'c' }, { content: 's' }, { content: 't' }] as const;
    const shown = await show(traceOf(events, { c: TEXT, s: twice, t: twice }));
    await shown.go(3_000_000);
    const select = document.querySelector('select');
    if (!select) throw new Error('there is no choice');
    await shown.go(2_000_000);
    await userEvent.selectOptions(select, 'previous');
    await until(() => shown.report()['hunks'] === 2);
    expect(linesInSight()[1]).toBeLessThan(100);
    await userEvent.click(row('second'));
    await until(() => linesInSight()[0] > 100);
    expect(shown.clock.now()).toBe(2_000_000);
  });
});

it('stays where it is while the pane says that no edit was recorded', async () => {
  const trace = traceOf(EVENTS, FILES);
  const range = { start: fromSeconds(2.2), end: fromSeconds(2.8) };
  const own = [{ index: 0, range, reason: 'the editor was not watched' }];
  const shown = await show({
    ...trace,
    edits: trace.edits.map((layer) => ({ ...layer, gaps: { own, pauses: [] } })),
  });
  const { line } = await shown.go(2e6);
  const before = scrollTop();
  const told = (): string =>
    shown.host.querySelector('[data-missing] [role=status]')?.textContent ?? 'no place for it';
  expect(told()).toBe('');
  expect(await shown.go(2.5e6)).toMatchObject({ line });
  await until(() => told() !== '');
  expect(told()).toBe('Nothing was recorded from 0:02.200 to 0:02.800: the editor was not watched.');
  expect(scrollTop()).toBe(before);
});
