import { describe, expect, it } from 'vitest';
import { clockWords } from '../../../src/panes/outcome/layer-clock.ts';
import { fromMicros } from '../../../src/base/time.ts';
import { NO_CORRECTION, nudged, pinned } from '../../../src/trace/corrections.ts';
import type { Manifest } from '../../../src/panes/outcome/outcome-data.ts';

type Layer = Manifest['layers'][number];

const words = (clock: Partial<Layer['clock']>, status: Layer['status'] = 'present') =>
  clockWords({
    id: 'a',
    kind: 'screen_video',
    status,
    clock: { domain: 'media', native_unit: 's', sync_quality: 'measured', ...clock },
  });

describe('how well the time of a layer is known', () => {
  it('tells the worst point, how many there are, and how far the clocks drift apart', () => {
    const map = [
      { native: 10, trace_us: 10_000_000, uncertainty_us: 1000, method: 'beep' },
      { native: 110, trace_us: 110_002_500, uncertainty_us: 4000, method: 'beep' },
    ];
    expect(words({ map, residual_us: 2500 })).toEqual({
      quality: 'measured',
      uncertainty: '± 4 ms',
      residual: '± 2.5 ms',
      points: '2',
      drift: '+25 ppm',
      method: 'beep',
    });
    const slow = [
      { native: 0, trace_us: 0 },
      { native: 100, trace_us: 99_999_970 },
    ];
    expect(words({ map: slow }).drift).toBe('−0.3 ppm');
    const same = [
      { native: 0, trace_us: 0 },
      { native: 100, trace_us: 100_000_000 },
    ];
    expect(words({ map: same }).drift).toBe('0 ppm');
  });

  it('leaves unknown what one point cannot tell', () => {
    const one = { map: [{ native: 0, trace_us: 0 }] };
    expect(words(one)).toMatchObject({
      uncertainty: 'unknown',
      points: '1',
      drift: 'unknown',
      method: undefined,
    });
    expect(words({})).toMatchObject({ points: '0', drift: 'unknown', residual: 'unknown' });
  });

  it('asks nothing of a layer that has no times', () => {
    expect(words({ sync_quality: 'order_only' })).toMatchObject({
      quality: 'order only',
      drift: '–',
      points: '–',
    });
    expect(words({}, 'not_captured')).toMatchObject({ quality: '–', uncertainty: '–' });
  });

  it('tells what a person corrected, and that nobody measured it since', () => {
    const layer: Layer = {
      id: 'a',
      kind: 'screen_video',
      status: 'present',
      clock: {
        domain: 'media',
        native_unit: 's',
        sync_quality: 'measured',
        residual_us: 2000,
        map: [{ native: 0, trace_us: 0, uncertainty_us: 1000, method: 'beep' }],
      },
    };
    expect(clockWords(layer, NO_CORRECTION).quality).toBe('measured');
    expect(clockWords(layer, nudged(NO_CORRECTION, 33_366))).toEqual({
      quality: 'corrected by hand',
      uncertainty: 'unknown',
      residual: 'unknown',
      points: '1',
      drift: 'unknown',
      method: 'beep; by hand: moved by +33.37 ms',
    });
    const pin = (native: number, trace: number) => ({
      native,
      trace: fromMicros(trace),
      uncertainty: 33_000,
      method: undefined,
    });
    const two = pinned(layer.clock, pinned(layer.clock, NO_CORRECTION, pin(0, 0)), pin(100, 100_002_500));
    expect(clockWords(layer, two)).toMatchObject({
      uncertainty: '± 33 ms',
      points: '1 and 2 by hand',
      drift: '+25 ppm',
    });
  });
});
