/** What is found of a trace whose server answers badly. */
import { afterEach, expect, it, vi } from 'vitest';
import { gatherTrace } from '../../../../src/app/batch/sign/gather.ts';
import { isReached } from '../../../../src/app/batch/sign/reached.ts';

const BATCH = new URL('https://x.example/all/batch.json');
const { signal } = new AbortController();

afterEach(() => vi.unstubAllGlobals());

it.each([
  [403, 'unreached'],
  [200, 'unreadable'],
  [404, 'missing'],
  [410, 'missing'],
] as const)('tells a server that answers %d from a bundle that is not what it was', async (status, state) => {
  const asked: RequestInit[] = [];
  vi.stubGlobal('document', {
    baseURI: BATCH.href,
    location: { origin: BATCH.origin },
    querySelector: () => null,
  });
  vi.stubGlobal('fetch', (_url: URL, init: RequestInit) => {
    asked.push(init);
    return Promise.resolve(status === 200 ? new Response('no JSON') : new Response('', { status }));
  });
  const row = { name: 'a', href: 'a/' };
  const profile = undefined;
  const found = await gatherTrace(
    BATCH,
    row,
    { depth: 'records', profile, onProgress: () => undefined },
    signal,
  );
  expect([found.there.bundle.state, found.there.review.state, found.here.review.state]).toEqual([
    state,
    state,
    state,
  ]);
  expect(isReached(found)).toBe(status !== 403);
  // What somebody may have written to is asked for anew.
  expect([...new Set(asked.map(({ cache }) => cache))]).toEqual(['no-cache']);
});
