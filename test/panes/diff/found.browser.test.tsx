/** What a search led to: its file and its line come into sight, and its words are marked. */
import { userEvent } from 'vitest/browser';
import { describe, expect, it } from 'vitest';
import { monaco } from '../../../src/panes/diff/monaco.ts';
import type { FoundText } from '../../../src/timeline/found-link.ts';
import { button, until, usePane } from './harness.tsx';
import { traceOf } from './traces.ts';

const { show } = usePane();

const LONG = Array.from({ length: 400 }, (_, index) => `line ${index + 1}`).join('\n');
const EVENTS = [
  { type: 'create', content: 'a', file: 'src/a.js' },
  { type: 'create', content: 'b', file: 'src/b.js' },
  { content: 'c', file: 'src/b.js' },
] as const;
const FILES = { a: LONG, b: 'other\n', c: 'another\n' };

const hit = (place: string, line: number, word: string): FoundText => ({
  layer: 'edits',
  kind: 'ide_edits',
  place,
  line,
  text: word,
  words: [word],
});
const marked = (): readonly string[] => {
  const editor = monaco.editor.getDiffEditors()[0]?.getModifiedEditor();
  const model = editor?.getModel();
  return (editor?.getDecorationsInRange(new monaco.Range(1, 1, 1000, 1)) ?? [])
    .filter(({ options }) => options.inlineClassName?.includes('found'))
    .map(({ range }) => `${range.startLineNumber}: ${model?.getValueInRange(range) ?? ''}`);
};
const middle = (): number => {
  const editor = monaco.editor.getDiffEditors()[0]?.getModifiedEditor();
  const [range] = editor?.getVisibleRanges() ?? [];
  return range ? Math.round((range.startLineNumber + range.endLineNumber) / 2) : 0;
};

describe('a hit of a search', () => {
  it('is shown in its file, though another was edited last, until the latest edit is followed again', async () => {
    const shown = await show(traceOf(EVENTS, FILES));
    expect(await shown.go(3_000_000)).toMatchObject({ file: 'src/b.js', following: true });
    shown.lead(hit('src/a.js', 200, 'ine 20'));
    await until(() => shown.report()['file'] === 'src/a.js');
    await shown.clock.settled();
    expect(shown.report()).toMatchObject({ following: false });
    await until(() => marked().join() === '200: ine 20' && Math.abs(middle() - 200) <= 1);
    await userEvent.click(button('Follow') ?? shown.host);
    await until(() => shown.report()['file'] === 'src/b.js');
    await shown.clock.settled();
    expect(shown.report()).toMatchObject({ following: true });
    await until(() => marked().length === 0);
  });

  it('is shown anew when it is gone to again, and marked no more when the search is over', async () => {
    const shown = await show(traceOf(EVENTS, FILES));
    await shown.go(3_000_000);
    shown.lead(hit('src/a.js', 300, 'line'));
    await until(() => shown.report()['file'] === 'src/a.js');
    await shown.clock.settled();
    monaco.editor.getDiffEditors()[0]?.getModifiedEditor().setScrollTop(0);
    await until(() => middle() < 100);
    shown.lead(hit('src/a.js', 300, 'line'));
    await until(() => Math.abs(middle() - 300) <= 1 && marked().join() === '300: line');
    shown.lead(undefined);
    await until(() => marked().length === 0);
    expect(shown.report()).toMatchObject({ file: 'src/a.js', following: false });
  });

  it('elsewhere gives the latest edit back, where a hit had taken its place', async () => {
    const shown = await show(traceOf(EVENTS, FILES));
    await shown.go(3_000_000);
    shown.lead(hit('src/a.js', 3, 'line'));
    await until(() => shown.report()['file'] === 'src/a.js');
    shown.lead({ layer: 'commands', text: '', kind: 'commands', place: '', line: 0, words: ['x'] });
    await until(() => shown.report()['file'] === 'src/b.js' && shown.report()['following'] === true);
  });

  it('is marked in a text that is too large for the editor, also far into a long line', async () => {
    const wide = `${'x'.repeat(30_000)} needle ${'y'.repeat(30_000)}\n`;
    const shown = await show(traceOf([{ type: 'create', content: 'c' }], { c: `first\n${wide}` }));
    await shown.go(1_000_000);
    shown.lead(hit('a.js', 2, 'needle'));
    await until(() => shown.host.querySelector('mark')?.textContent === 'needle');
    expect(shown.host.querySelector('mark')?.closest('[role=option]')?.textContent).toContain(
      'more characters',
    );
  });
});
