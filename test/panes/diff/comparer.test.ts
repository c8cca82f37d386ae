import { afterEach, describe, expect, it, vi } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import { Comparer, type Comparison, type FileComparison } from '../../../src/panes/diff/comparer.ts';
import { targetAt, type Target } from '../../../src/panes/diff/diff-data.ts';
import type { EditEvent } from '../../../src/schema/generated/types.ts';
import { Workspace } from '../../../src/trace/workspace.ts';
import { WorkspaceTexts } from '../../../src/trace/workspace-texts.ts';

const SAVES = 450;

/** A file whose first line is changed in the first save, and its last in each; then it is typed in. */
function session(slow?: Promise<void>) {
  const files = new Map(
    Array.from({ length: SAVES }, (_, index) => [`save-${index}`, `changed\nsame\n${index}\n`]),
  );
  files.set('diff', '--- a/a\n+++ b/a\n@@ -1,3 +1,3 @@\n-base\n+changed\n same\n-base\n+0\n');
  const end = { line: 3, character: 0 };
  const events: readonly Partial<EditEvent>[] = [
    ...Array.from({ length: SAVES }, (_, index) => ({ content: `save-${index}`, diff: 'diff' })),
    ...Array.from({ length: 3 }, () => ({
      type: 'change' as const,
      changes: [{ start: end, end, text: 'typed\n' }],
    })),
  ];
  const workspace = new Workspace(
    events.map((event, index) => ({
      time: fromSeconds(index),
      event: { t: index, type: 'save', file: 'a', ...event } as EditEvent,
    })),
  );
  const texts = new WorkspaceTexts({
    files: new Map(),
    read: async (path) => {
      if (path === 'save-3') await slow;
      return new TextEncoder().encode(files.get(path));
    },
  });
  const read = vi.spyOn(texts, 'state');
  const comparer = new Comparer(texts);
  const targetOf = (seconds: number): Target => {
    const choice = { picked: undefined, against: 'base', followsLine: true } as const;
    const target = targetAt(workspace, new Map(), fromSeconds(seconds), choice);
    if (!target) throw new Error('a file is in front');
    return target;
  };
  const never = new AbortController().signal;
  return {
    read,
    /** What is known at last. */
    compare: async (seconds: number, signal = never): Promise<FileComparison> => {
      let last: Comparison | undefined;
      for await (const known of comparer.compare(targetOf(seconds), signal)) last = known;
      return last as FileComparison;
    },
    /** All that is told, one after the other. */
    stages: async (seconds: number, told: () => void): Promise<readonly FileComparison[]> => {
      const all: Comparison[] = [];
      for await (const known of comparer.compare(targetOf(seconds), never)) {
        all.push(known);
        told();
      }
      return all as FileComparison[];
    },
  };
}

/** The seconds at which the changes were first saved. */
const since = ({ hunks }: FileComparison) => hunks?.map((hunk) => hunk.since);

afterEach(() => vi.restoreAllMocks());

describe('the dates of the changes', () => {
  it('cost a keystroke little, however many saves there were', async () => {
    const { read, compare } = session();
    expect(since(await compare(SAVES))).toEqual([fromSeconds(0), undefined]);
    expect(read.mock.calls.length).toBeGreaterThan(SAVES);
    for (const seconds of [SAVES + 1, SAVES + 2]) {
      read.mockClear();
      expect(since(await compare(seconds))).toEqual([fromSeconds(0), undefined]);
      expect(read.mock.calls.length).toBeLessThan(12);
    }
  });

  it('come after the changes where they take long', async () => {
    let go = (): void => undefined;
    const { stages } = session(new Promise((resolve) => (go = resolve)));
    const all = await stages(SAVES - 1, () => go());
    expect(all.map(({ stage, hunks }) => [stage, hunks?.length])).toEqual([
      ['changes', 2],
      ['dates', 2],
    ]);
    expect(all.map(since)).toEqual([
      [undefined, undefined],
      [fromSeconds(0), fromSeconds(SAVES - 1)],
    ]);
  });

  it('are no longer looked for once nobody wants them, and let the page have its turn meanwhile', async () => {
    const { read, compare } = session();
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 1));
    const controller = new AbortController();
    setTimeout(() => controller.abort());
    await expect(compare(SAVES, controller.signal)).rejects.toThrow('aborted');
    expect(read.mock.calls.length).toBeLessThan(SAVES / 2);
  });
});
