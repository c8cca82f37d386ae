import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { sha256Hex } from '../../../src/base/hash.ts';
import { heldTime } from '../../timeline/held-time.ts';
import { row, until, usePane } from './harness.tsx';
import { traceOf, typed } from './traces.ts';

const { show } = usePane();

const BASE = 'one\ntwo\nthree\n';
const SAVED = 'one\n2\nthree\n';
const DIFF = '--- a/a.js\n+++ b/a.js\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n';
const SAVED_AGAIN = 'ONE\n2\nthree\nfour\n';
const DIFF_AGAIN = '--- a/a.js\n+++ b/a.js\n@@ -1,3 +1,4 @@\n-one\n-two\n+ONE\n+2\n three\n+four\n';

const FILES = { s: SAVED, d: DIFF, s2: SAVED_AGAIN, d2: DIFF_AGAIN };
const EVENTS = [
  typed(1, 0, '2', 3),
  { content: 's', diff: 'd' },
  typed(3, 0, 'four\n'),
  typed(0, 0, 'ONE', 3),
  { type: 'rename', to: 'b.js' },
  { file: 'b.js', content: 's2', diff: 'd2' },
] as const;

const hash = (text: string): string => sha256Hex(new TextEncoder().encode(text));

describe('changes that were not saved', () => {
  it('are shown on top of the last save, or of the base, with what proves the text', async () => {
    const shown = await show(traceOf(EVENTS, FILES));
    const at = async (seconds: number, original: string, modified: string): Promise<void> => {
      const report = await shown.go(seconds * 1e6);
      expect(shown.texts()).toEqual({ original, modified });
      expect(report).toMatchObject({ sha256: hash(modified), originalSha256: hash(original) });
    };
    for (const seconds of [1, 3, 4, 2, 5, 6, 1, 4]) {
      const texts = ['', SAVED, SAVED, `${SAVED}four\n`, SAVED_AGAIN, SAVED_AGAIN, SAVED_AGAIN];
      await at(seconds, BASE, texts[seconds] ?? '');
    }
  });

  it('say when, and which of them stand in no save yet', async () => {
    const shown = await show(traceOf(EVENTS, FILES));
    expect(await shown.go(3_345_000)).toMatchObject({ added: 2, removed: 1, hunks: 2, line: 5 });
    expect(shown.host.textContent).toContain('unsaved, changed 0:03.000');
    expect(row('four').textContent).toContain('unsaved');
    expect(row('2').textContent).not.toContain('unsaved');
    await shown.go(6_000_000);
    expect(shown.host.textContent).toContain('saved 0:06.000');
    expect(shown.host.textContent).not.toContain('unsaved');
  });

  it('lead from a saved change to its save, and from an unsaved one nowhere', async () => {
    const shown = await show(traceOf(EVENTS, FILES));
    await shown.go(3_500_000);
    await userEvent.click(row('four'));
    expect(shown.clock.now()).toBe(3_500_000);
    await userEvent.click(row('0:02.000'));
    expect(shown.clock.now()).toBe(2_000_000);
    await shown.clock.settled();
    expect(shown.texts().modified).toBe(SAVED);
  });

  it('are compared with the last save', async () => {
    const shown = await show(traceOf(EVENTS, FILES));
    await shown.go(4_000_000);
    const select = document.querySelector('select');
    if (!select) throw new Error('there is no choice');
    await userEvent.selectOptions(select, 'previous');
    await until(() => shown.report()['against'] === 'previous');
    expect(shown.texts()).toEqual({ original: SAVED, modified: SAVED_AGAIN });
    expect(await shown.go(1_000_000)).toMatchObject({ added: 1, removed: 1 });
    expect(shown.texts().original).toBe(BASE);
  });

  it('are gone once the file is closed', async () => {
    const events = [
      { type: 'create', content: 'c' },
      typed(0, 0, 'x'),
      { type: 'close' },
      typed(0, 0, 'y'),
    ] as const;
    const shown = await show(traceOf([...events, { type: 'close' }, { type: 'open' }], { c: 'a\n' }));
    for (const [seconds, modified] of [
      [2, 'xa\n'],
      [4, 'ya\n'],
      [6, 'a\n'],
      [2, 'xa\n'],
      [4, 'ya\n'],
    ] as const) {
      await shown.go(seconds * 1e6);
      expect(shown.texts().modified).toBe(modified);
    }
  });

  it('that lie outside the text are said to', async () => {
    const events = [{ type: 'create', content: 'c' }, typed(0, 1, 'b'), typed(9, 9, 'c')] as const;
    const shown = await show(traceOf(events, { c: 'a' }));
    await shown.go(2_000_000);
    expect(shown.problem()).toBeUndefined();
    await shown.go(3_000_000);
    expect(shown.texts().modified).toBe('abc');
    expect(shown.problem()).toEqual({
      severity: 'warning',
      code: 'edit-out-of-range',
      details: { path: 'a.js', count: 2 },
      at: 3_000_000,
    });
    expect(shown.host.textContent).toContain('it may not be what was typed');
  });

  it('of a text that is not known are not guessed', async () => {
    const shown = await show(traceOf([typed(0, 0, 'x')], {}));
    expect(await shown.go(1_000_000)).toMatchObject({ state: 'uncaptured', sha256: null });
    expect(shown.host.textContent).toContain('a.js was changed, but never written.');
  });

  it('are followed while playing, however fast they come', async () => {
    const many = Array.from({ length: 300 }, (_, index) => ({
      ...typed(0, index, 'x'),
      at: 2_000_000 + index * 10_000,
    }));
    const { ticker, pass } = heldTime();
    const trace = traceOf([{ type: 'create', content: 'c' }, ...many], { c: '' });
    const shown = await show(trace, 900, 460, ticker);
    await shown.go(1_900_000);
    shown.clock.play(1);
    for (let count = 1; count <= 12; count += 1) {
      const before = shown.clock.now();
      pass(300);
      // However long a busy machine takes: what stands there while time goes on is the text of the moment.
      await until(() => {
        const now = shown.clock.now();
        const typedBy = Math.min(300, Math.max(0, Math.floor((now - 2_000_000) / 10_000) + 1));
        return now > before && shown.texts().modified === 'x'.repeat(typedBy);
      });
    }
    expect(shown.clock.playing).toBe(true);
    shown.clock.pause();
    await shown.clock.settled();
    expect(shown.texts().modified).toBe('x'.repeat(300));
  });
});
