import { describe, expect, it } from 'vitest';
import { openTrace } from '../../src/trace/open-trace.ts';
import { buildBundle, lines } from '../fixtures/build-bundle.ts';
import { judgeBy } from './one-rule.ts';

describe('the clocks of the layers', () => {
  it('are not measured where a map leads beyond all numbers', async () => {
    const map = [
      { native: 0, trace_us: 0 },
      { native: 1e308, trace_us: 1_000_000 },
    ];
    const clock = { domain: 'monotonic', native_unit: 's', sync_quality: 'measured', map };
    const layers = [
      { id: 'notes', kind: 'annotations', clock, content: lines({ t: 0, type: 'note', text: 'a' }) },
    ];
    const { unmeasured } = await judgeBy(await openTrace(buildBundle({ layers })), 'sync');
    expect(unmeasured).toContainEqual({
      item: 'notes',
      reason: 'drift: its clock map leads beyond all numbers',
    });
  });
});
