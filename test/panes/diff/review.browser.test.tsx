/** What reviewers say on lines of the code stands beside them, as far as it had been said. */
import axe from 'axe-core';
import { userEvent } from 'vitest/browser';
import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import { monaco } from '../../../src/panes/diff/monaco.ts';
import type { Annotation } from '../../../src/schema/generated/types.ts';
import { button, scrollTop, until, usePane, type Shown } from './harness.tsx';
import { traceOf } from './traces.ts';

const { show } = usePane();

const LINES = Array.from({ length: 90 }, (_, index) => `line ${index + 1}`).join('\n');
const EVENTS = [
  { type: 'create', content: 'a', file: 'src/a.js' },
  { type: 'create', content: 'b', file: 'src/b.js' },
] as const;
const type = 'review_comment';
const COMMENTS: readonly Annotation[] = [
  {
    t: 4,
    type,
    id: '1',
    actor: 'a',
    file: 'src/b.js',
    line: 1,
    text: 'Why <b>this</b>?',
    state: 'resolved',
  },
  { t: 5, type, id: '2', actor: 'a', file: 'src/a.js', line: 70, line_end: 72, text: 'Too long.' },
  { t: 7, type, reply_to: '1', text: 'Since it is\nshorter.' },
  { t: 9, type, actor: 'a', text: 'Approved.' },
];

const trace = () => traceOf(EVENTS, { a: LINES, b: 'other\n' }, undefined, [], COMMENTS);
const review = ({ host }: Shown): HTMLElement | null => host.querySelector('[aria-label=Review]');
const said = (shown: Shown): readonly (string | null)[] =>
  [...(review(shown)?.querySelectorAll('li') ?? [])].map(({ textContent }) => textContent);
/** Rows of the modified text that are marked as spoken about. */
const remarked = (): readonly string[] => {
  const editor = monaco.editor.getDiffEditors()[0]?.getModifiedEditor();
  return (editor?.getDecorationsInRange(new monaco.Range(1, 1, 1000, 1)) ?? [])
    .filter(({ options }) => options.linesDecorationsClassName?.includes('remarked'))
    .map(({ range }) => `${range.startLineNumber}-${range.endLineNumber}`);
};

describe('the review of what is shown', () => {
  it('has what had been said by the playhead, as text, both ways', async () => {
    const shown = await show(trace());
    await shown.go(3_000_000);
    expect(review(shown)).toBeNull();
    await shown.go(4_500_000);
    expect(said(shown)).toEqual(['Line 1resolved at the endReviewer A 0:04.000 Why <b>this</b>?']);
    expect(review(shown)?.querySelector('b')).toBeNull();
    expect(remarked()).toEqual(['1-1']);
    await shown.go(10_000_000);
    expect(said(shown)).toEqual([
      'Line 1resolved at the endReviewer A 0:04.000 Why <b>this</b>?Somebody 0:07.000 Since it is\nshorter.',
      'The whole changeReviewer A 0:09.000 Approved.',
    ]);
    await shown.go(3_000_000);
    expect(review(shown)).toBeNull();
    expect(remarked()).toEqual([]);
  });

  it('brings the line into sight that was spoken about last, until the text is another', async () => {
    const said = (t: number, line: number, more: Partial<Annotation> = {}): Annotation => {
      return { t, type, id: String(t), actor: 'a', file: 'src/a.js', line, text: 'Why?', ...more };
    };
    const events = [
      { type: 'create', content: 'a', file: 'src/a.js', at: 1e6 },
      { content: 'c', file: 'src/a.js', at: 8e6 },
    ] as const;
    const changed = LINES.replace('line 20\n', 'another\n');
    const comments: readonly Annotation[] = [
      said(3, 70),
      said(5, 12),
      { t: 6, type, reply_to: '3', text: 'So.' },
      said(7, 1, { file: 'x' }),
    ];
    const shown = await show(traceOf(events, { a: LINES, c: changed }, undefined, [], comments));
    for (const [seconds, line] of [
      [4, 70],
      [5, 12],
      [7.5, 12],
      [3, 70],
      // Numbers of comments count in the text before.
      [9, 20],
    ] as const) {
      await shown.go(seconds * 1e6);
      expect(shown.report()['line']).toBe(line);
      await until(() => {
        const [seen] = monaco.editor.getDiffEditors()[0]?.getModifiedEditor().getVisibleRanges() ?? [];
        return seen !== undefined && seen.startLineNumber <= line && line <= seen.endLineNumber;
      });
    }
  });

  it('leads to the moment, the file and the line of what was said, and has no fault of access', async () => {
    const shown = await show(trace());
    await shown.go(10_000_000);
    await userEvent.click(button('src/a.js 1') ?? shown.host);
    await until(() => shown.report()['file'] === 'src/a.js');
    await shown.clock.settled();
    expect(shown.clock.now()).toBe(fromSeconds(5));
    expect(said(shown)).toEqual(['Lines 70 – 72Reviewer A 0:05.000 Too long.']);
    await until(() => remarked().length > 0);
    expect(remarked()).toEqual(['70-72']);
    const [seen] = monaco.editor.getDiffEditors()[0]?.getModifiedEditor().getVisibleRanges() ?? [];
    expect(seen?.startLineNumber).toBeLessThanOrEqual(70);
    expect(seen?.endLineNumber).toBeGreaterThanOrEqual(72);
    for (const theme of ['dark', 'light']) {
      document.documentElement.dataset['theme'] = theme;
      const { violations } = await axe.run(review(shown) ?? shown.host);
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    }
  });
});

describe('what a review comes to', () => {
  const REVIEWED: readonly Annotation[] = [
    { t: 3, type, id: '1', actor: 'a', file: 'src/a.js', line: 70, text: 'Why?', state: 'resolved' },
    { t: 4, type, id: '2', actor: 'a', file: 'src/a.js', line: 12, text: 'Name it.', state: 'resolved' },
    { t: 5, type, id: '3', actor: 'a', verdict: 'changes_requested' },
    { t: 6, type, reply_to: '2', text: 'Done.' },
    { t: 7, type, actor: 'a', reply_to: '2', state: 'resolved' },
    { t: 8, type, actor: 'a', reply_to: '1', state: 'resolved' },
    { t: 9, type, actor: 'a', text: 'Thanks.', verdict: 'approved' },
  ];
  const OPEN = [{ type: 'create', content: 'a', file: 'src/a.js' }] as const;
  const reviewed = () => traceOf(OPEN, { a: LINES }, undefined, [], REVIEWED);
  const head = (shown: Shown): string => review(shown)?.querySelector('header')?.textContent ?? '';
  const current = (shown: Shown): HTMLElement | null =>
    review(shown)?.querySelector('[aria-current]') ?? null;

  it('is told as it stands at the playhead, with a way to the moment of the verdict and of each comment', async () => {
    const shown = await show(reviewed());
    await shown.go(4_500_000);
    expect(head(shown)).toBe('Review2 open, 0 resolved');
    await shown.go(7_500_000);
    expect(head(shown)).toBe('Review1 open, 1 resolvedChanges requested by Reviewer A, 0:05.000');
    expect(said(shown)[1]).toBe(
      'Line 12resolvedReviewer A 0:04.000 Name it.Somebody 0:06.000 Done.Reviewer A 0:07.000 Resolved ',
    );
    await shown.go(10_000_000);
    expect(head(shown)).toBe('Review0 open, 2 resolvedApproved by Reviewer A, 0:09.000');
    await userEvent.click(button('0:06.000') ?? shown.host);
    await shown.clock.settled();
    expect(shown.clock.now()).toBe(fromSeconds(6));
    await userEvent.click(button('Changes requested by Reviewer A, 0:05.000') ?? shown.host);
    expect(shown.clock.now()).toBe(fromSeconds(5));
  });

  it('marks what was said last, and has it in sight', async () => {
    const shown = await show(reviewed(), 700, 300);
    for (const [seconds, place] of [
      [3, 'Line 70'],
      [6, 'Line 12'],
      [8, 'Line 70'],
      [9, 'The whole change'],
    ] as const) {
      await shown.go(seconds * 1e6);
      const item = current(shown);
      expect(item?.textContent).toContain(place);
      const [box, list] = [item?.getBoundingClientRect(), review(shown)?.getBoundingClientRect()];
      expect(box?.bottom).toBeLessThanOrEqual((list?.bottom ?? 0) + 1);
      expect(box?.bottom).toBeGreaterThan(list?.top ?? Infinity);
    }
  });

  it.each([
    [500, 330],
    [700, 420],
    [900, 460],
  ])('leaves the text where its change is, %i by %i pixels', async (width, height) => {
    const changed = LINES.replace('line 60\n', 'another\nand another\n');
    const events = [
      { type: 'create', content: 'a', file: 'src/a.js', at: 1e6 },
      { content: 'b', file: 'src/a.js', at: 5e6 },
    ] as const;
    const shown = await show(
      traceOf(events, { a: LINES, b: changed }, undefined, [], REVIEWED),
      width,
      height,
    );
    const select = document.querySelector('select');
    await userEvent.selectOptions(select ?? shown.host, 'previous');
    const places = new Map<number, number>();
    for (const seconds of [5, 1, 9, 2, 5, 3, 8, 1, 5, 9, 2, 6, 1, 7]) {
      await shown.go(seconds * 1e6);
      await until(() => scrollTop() === (places.get(seconds) ?? scrollTop()));
      const [seen] = monaco.editor.getDiffEditors()[0]?.getModifiedEditor().getVisibleRanges() ?? [];
      if (seconds >= 5) {
        expect(seen?.startLineNumber).toBeLessThanOrEqual(60);
        expect(seen?.endLineNumber).toBeGreaterThanOrEqual(60);
      }
      places.set(seconds, scrollTop());
    }
  });
});
