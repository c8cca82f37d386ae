import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { fromSeconds } from '../../src/base/time.ts';
import { createClock } from '../../src/timeline/clock.ts';
import { GapNotice } from '../../src/timeline/GapNotice.tsx';
import type { DeclaredGap, LayerGaps } from '../../src/trace/declared-gaps.ts';
import type { Layer } from '../../src/trace/layers.ts';

afterEach(cleanup);

const gap = (start: number, end: number, reason?: string): DeclaredGap => ({
  index: 0,
  range: { start: fromSeconds(start), end: fromSeconds(end) },
  reason,
});
const layer = (id: string, gaps?: LayerGaps) => ({
  layer: {
    ...{ id, kind: 'terminal', status: 'present' },
    clock: { domain: 'monotonic', native_unit: 'us', sync_quality: 'measured' },
  } satisfies Layer,
  ...(gaps && { gaps }),
});

const PAUSES = [gap(50, 52, 'telephone')];
const LAYERS = [
  layer('one', { own: [gap(10, 20, '<b>It</b> died')], pauses: PAUSES }),
  layer('two', { own: [], pauses: PAUSES }),
];

function shownAt(seconds: number, layers: Parameters<typeof GapNotice>[0]['layers'], shown?: string) {
  const clock = createClock(fromSeconds(60));
  clock.seek(fromSeconds(seconds));
  const { container } = render(<GapNotice layers={layers} shown={shown} clock={clock} />);
  const status = container.querySelector('[role=status]');
  return { container, told: status?.textContent, rest: status?.nextElementSibling?.textContent };
}

describe('the notice of a gap', () => {
  it('says in it that nothing was recorded, and why, as text', () => {
    const { told, rest, container } = shownAt(12, LAYERS, 'one');
    expect(told).toBe('Nothing was recorded from 0:10.000 to 0:20.000: <b>It</b> died.');
    expect(rest).toBeUndefined();
    expect(container.querySelector('b')).toBeNull();
  });

  it('says so in a pause of all, of whichever is in sight', () => {
    const told = 'Nothing was recorded from 0:50.000 to 0:52.000: telephone.';
    expect(shownAt(51, LAYERS, 'one').told).toBe(told);
    expect(shownAt(51, LAYERS, 'two').told).toBe(told);
  });

  it('speaks of the layer that is in sight alone, or of all where none is chosen', () => {
    expect(shownAt(12, LAYERS, 'two')).toMatchObject({ told: '', rest: 'Nothing was recorded in 1 part.' });
    // One of them was recorded.
    expect(shownAt(12, LAYERS).told).toMatch(/^one\. Nothing was recorded .* died\.$/);
    expect(shownAt(51, LAYERS).told).toMatch(/^Nothing/);
  });

  it('says outside of them how many there are, with the same room', () => {
    const { told, rest, container } = shownAt(30, LAYERS, 'one');
    expect([told, rest]).toEqual(['', 'Nothing was recorded in 2 parts.']);
    expect(container.querySelector('[aria-hidden] ~ div [aria-hidden]')?.textContent).toContain('died');
    expect(shownAt(30, [...LAYERS, layer('three')], 'three').rest).toBe('No gap is declared here.');
  });

  it('keeps the room of the longest sentence, which may be one without a reason', () => {
    const own = [gap(1, 2, 'a'), gap(3, 4)];
    const { container } = shownAt(30, [layer('one', { own, pauses: [] })], 'one');
    expect(container.querySelector('[aria-hidden] ~ div [aria-hidden]')?.textContent).toContain(
      'nobody says',
    );
  });

  it('is not there where no layer declares any', () => {
    expect(shownAt(30, [layer('three')], 'three').container.childElementCount).toBe(0);
  });
});
