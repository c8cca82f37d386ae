/** Opening what signs a batch. */
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { useSigning } from '../../../src/app/batch/use-signing.ts';
import { batchOf, GOOD } from '../../review/sign/evidence.ts';

const loading = vi.hoisted(() => ({
  gone: true,
  made: { sign: {}, keys: {} },
  text: undefined as string | undefined,
  found: [] as (string | undefined)[],
}));

vi.mock('../../../src/app/batch/read-signoff.ts', () => ({
  readSignoff: () => Promise.resolve(loading.text),
}));
vi.mock('../../../src/app/batch/sign/open-signing.ts', () => ({
  get openSigning() {
    if (loading.gone) throw new TypeError('Failed to fetch dynamically imported module');
    return (_address: URL, _batch: unknown, found?: string) => {
      loading.found.push(found);
      return loading.made;
    };
  },
}));

afterEach(cleanup);

it('says that it could not be loaded, and tries again when it is asked for again', async () => {
  const address = new URL('https://x.example/all/batch.json');
  const batch = batchOf(GOOD);
  const { result } = renderHook(() => useSigning(address, batch));
  act(() => result.current.show(true));
  await waitFor(() => expect(result.current.failed?.code).toBe('signing-unloaded'));
  expect([result.current.open, result.current.signing]).toEqual([false, undefined]);

  loading.gone = false;
  act(() => result.current.show(true));
  await waitFor(() => expect(result.current.signing).toBe(loading.made));
  expect([result.current.open, result.current.failed]).toEqual([true, undefined]);
});

it('hands on the sign-off that it found, which is not fetched a second time', async () => {
  loading.gone = false;
  loading.text = 'a sign-off';
  loading.found = [];
  const address = new URL('https://x.example/all/batch.json');
  const batch = batchOf(GOOD);
  const { result } = renderHook(() => useSigning(address, batch));
  await waitFor(() => expect(result.current.signing).toBe(loading.made));
  expect(loading.found).toEqual(['a sign-off']);
});
