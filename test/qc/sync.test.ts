import { expect, it } from 'vitest';
import type { Layer } from '../../src/schema/generated/types.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { buildBundle, lines } from '../fixtures/build-bundle.ts';
import { judgeBy } from './one-rule.ts';

it('does not measure the drift of a clock whose map leads beyond all numbers', async () => {
  const clock: Layer['clock'] = {
    domain: 'monotonic',
    native_unit: 's',
    sync_quality: 'measured',
    map: [
      { native: 0, trace_us: 0 },
      { native: 1e308, trace_us: 1_000_000 },
    ],
  };
  const content = lines({ t: 0, type: 'note', text: 'a' });
  const bundle = buildBundle({ layers: [{ id: 'notes', kind: 'annotations', clock, content }] });
  const { unmeasured } = await judgeBy(await openTrace(bundle), 'sync');
  expect(unmeasured).toContainEqual({
    item: 'notes',
    reason: 'drift: its clock map leads beyond all numbers',
  });
});
