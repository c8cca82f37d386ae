/** Traces that are read before they are opened. */
import { expect, it, vi } from 'vitest';
import { ReadAhead } from '../../../src/app/batch/ahead.ts';
import { findBundle } from '../../../src/app/find-bundle.ts';

vi.mock('../../../src/app/find-bundle.ts', () => ({ findBundle: vi.fn() }));

const URL_AHEAD = new URL('https://x.example/all/a/');

it('does not hand over what could not be read: it is read anew where it is opened', async () => {
  vi.mocked(findBundle).mockRejectedValue(new Error('offline'));
  const ahead = new ReadAhead();
  ahead.want(URL_AHEAD);
  await ahead.settled();
  expect(findBundle).toHaveBeenCalledTimes(1);
  expect(ahead.take(URL_AHEAD)).toBeUndefined();
  // It is not held any more, and can be wanted again.
  ahead.want(URL_AHEAD);
  await ahead.settled();
  expect(findBundle).toHaveBeenCalledTimes(2);
});
