/** The drawer of the sign-off, as somebody sees it who has yet to judge. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { OpenBatch } from '../../../../src/app/batch/batch-store.ts';
import { SignDrawer } from '../../../../src/app/batch/sign/SignDrawer.tsx';
import { BatchTable } from '../../../../src/review/batch/batch-table.ts';
import { filterRows, NO_FILTER } from '../../../../src/review/batch/filter.ts';
import { writeEnvelope } from '../../../../src/review/sign/dsse.ts';
import { batchOf, GOOD, reviewed, trace } from '../../../review/sign/evidence.ts';
import { ours, senior, signed } from '../../../review/sign/verifying.ts';
import { keysOf, setup } from './signing.ts';

afterEach(cleanup);

/** A batch whose first trace Ben refused, and whose list does not know of it. */
const FOUND = [trace('a', { review: reviewed({ Ben: 'reject', Zoe: 'reject' }) }), ...GOOD.slice(1)];

function opened(hasSeen: boolean): OpenBatch {
  const batch = batchOf(FOUND);
  const table = new BatchTable(batch.traces);
  return {
    phase: 'open',
    batch,
    all: batch.traces,
    viewer: { name: '', hasSeen: () => hasSeen },
    table,
    filter: NO_FILTER,
    shown: filterRows(table, NO_FILTER),
    current: 0,
  };
}

it('tells nothing of how others judged, and signs nothing, until that is asked for', async () => {
  const keys = await keysOf(senior);
  const { store, beside, found } = setup(keys, { batch: batchOf(FOUND) });
  beside.text = writeEnvelope(await signed({ ...ours(FOUND), note: 'All accept' }));
  found.traces = FOUND;
  await store.getState().load();
  await store.getState().look();
  store.getState().change({ sample: { mode: 'all', nonce: '' } });
  const uncover = vi.fn<(names: readonly string[]) => void>();
  const drawer = (seen: boolean) => (
    <SignDrawer
      batch={opened(seen)}
      sign={store}
      keys={keys}
      onOpen={() => undefined}
      onUncover={uncover}
      onClose={() => undefined}
    />
  );
  const { container, rerender } = render(drawer(false));
  const sign = () => screen.getByRole('button', { name: 'Sign the batch off' });
  expect(container.textContent).not.toMatch(
    /reject|All accept|verdict-negative|α|Nothing stands open|stands? open;/,
  );
  expect(container.textContent).toContain(
    'What others said of traces that you have yet to judge is not told here.',
  );
  expect(screen.queryByRole('button', { name: 'Report' })).toBeNull();
  expect(container.textContent).toContain('nobody signs what was not shown');
  expect(sign().getAttribute('aria-disabled')).toBe('true');
  fireEvent.click(screen.getByRole('button', { name: 'Show what others said' }));
  expect(uncover).toHaveBeenCalledWith(['a', 'b', 'c']);

  act(() => rerender(drawer(true)));
  expect(container.textContent).toContain('Ben: reject.');
  expect(container.textContent).toContain('All accept');
  expect(screen.getByRole('button', { name: 'Report' })).toBeDefined();
  expect(screen.getByRole('checkbox', { name: /^Sign although/ })).toBeDefined();
});
