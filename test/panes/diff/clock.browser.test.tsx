import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Ticker } from '../../../src/base/ticker.ts';
import type { TraceTime } from '../../../src/base/time.ts';
import { until, usePane } from './harness.tsx';
import { traceOf } from './traces.ts';

const { show } = usePane();

/** The frames of the page, which a test may have at once. */
function eagerTicker(): Ticker & { readonly run: () => void } {
  let next: (() => void) | undefined;
  const run = (): void => {
    const callback = next;
    next = undefined;
    callback?.();
  };
  return {
    run,
    now: () => performance.now(),
    request: (callback) => {
      next = callback;
      return requestAnimationFrame(run);
    },
    cancel: cancelAnimationFrame.bind(window),
    seen: true,
    watch: () => () => undefined,
  };
}

describe('the clock', () => {
  it('is let go where a file came and went before anything was drawn', async () => {
    const ticker = eagerTicker();
    const shown = await show(traceOf([{ type: 'create', content: 'c' }], { c: 'x\n' }), 900, 460, ticker);
    // Both are read, so that the next time the file comes before React has its turn.
    await shown.go(1_000_000);
    await shown.go(0);
    shown.clock.seek(1_000_000 as TraceTime);
    ticker.run();
    for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
    shown.clock.seek(0 as TraceTime);
    ticker.run();
    await until(() => shown.clock.holders.length === 0);
    expect(shown.report()).toMatchObject({ file: null });
    expect(await shown.go(1_000_000)).toMatchObject({ file: 'a.js' });
  });
});

describe('the last commit', () => {
  it('is that of the repository of the file', async () => {
    const save = (file: string, content: string) =>
      ({ file, content, type: content === '1' ? 'create' : 'save' }) as const;
    const commit = (repo: string) => ({ type: 'commit', commit: repo, repo }) as const;
    const events = [save('web/a', '1'), save('api/a', '1'), commit('api'), save('api/a', '2'), commit('web')];
    const shown = await show(traceOf(events, { 1: 'one\n', 2: 'two\n' }, undefined, ['api', 'web']));
    await shown.go(5_000_000);
    const select = document.querySelector('select');
    if (!select) throw new Error('there is no choice');
    await userEvent.selectOptions(select, 'commit');
    await until(() => shown.report()['against'] === 'commit');
    expect(shown.texts()).toEqual({ original: 'one\n', modified: 'two\n' });
  });
});
