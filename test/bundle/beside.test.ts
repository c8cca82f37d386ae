/** Files beside bundles: people write to them, so that what a cache has says nothing. */
import { afterEach, expect, it, vi } from 'vitest';
import { TraceError } from '../../src/base/errors.ts';
import { readBeside, readPageBeside } from '../../src/bundle/beside.ts';
import { brokenServer, type BrokenServer } from './broken-server.ts';

const FILE = new TextEncoder().encode('what people said');
const limit = { most: 100, refuse: () => new TraceError('review-invalid', { source: 'x', reason: 'long' }) };
const { signal } = new AbortController();

let server: BrokenServer | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await server?.close();
});

it('asks the server whether a file is still what a cache has', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch');
  server = await brokenServer(FILE);
  expect(await readBeside(server.url, limit, signal)).toEqual(FILE);
  expect(fetched.mock.calls.map(([, init]) => init?.cache)).toEqual(['no-cache']);
});

it('finds none where there is none, and refuses a long one', async () => {
  server = await brokenServer(FILE);
  server.faults = [404];
  expect(await readBeside(server.url, limit, signal)).toBeUndefined();
  await expect(readBeside(server.url, { ...limit, most: 3 }, signal)).rejects.toMatchObject({
    code: 'review-invalid',
  });
});

it('takes the own page of a host for no file, unless a page is asked for', async () => {
  const page = new TextEncoder().encode('\uFEFF\n<!DOCTYPE html><title>Not here</title>');
  server = await brokenServer(page);
  expect(await readBeside(server.url, limit, signal)).toBeUndefined();
  expect(await readPageBeside(server.url, limit, signal)).toEqual(page);
});
