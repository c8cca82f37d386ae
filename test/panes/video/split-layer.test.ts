import { expect, it } from 'vitest';
import { Lazy } from '../../../src/base/lazy.ts';
import { splitLayer } from '../../../src/panes/video/split-layer.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import type { InputTrack } from '../../../src/trace/input-track.ts';
import type { TraceLayer } from '../../../src/trace/layers.ts';

it('fails with the whole, and once, where neither it nor a part of it can be sorted', async () => {
  // The columns are gone: whoever asks for them is told so.
  const broken = { length: 1 } as unknown as InputTrack;
  const content = new Lazy<InputTrack>((_, onPart) => {
    onPart(broken);
    return new Promise((resolve) => setTimeout(() => resolve(broken), 50));
  });
  const clock = { domain: 'monotonic', native_unit: 'us', sync_quality: 'measured' } as const;
  const layer = { layer: { id: 'input', kind: 'input', clock }, clock: clockMap(clock), content };
  // A rejection that nobody hears fails the run of all tests.
  await expect(splitLayer(layer as TraceLayer<InputTrack>).content.get()).rejects.toThrow(TypeError);
});
