/** The list of the samples beside the page: what is taken, and what is said of the rest. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadSamples, readSamples } from '../../../src/app/gallery/load-samples.ts';
import { outcomeWords } from '../../../src/app/gallery/sample-words.ts';
import { BUG_FIX, listed, PICTURES, REVIEW } from './samples.ts';

const URL_OF_LIST = new URL('https://x.example/app/samples/index.json');

afterEach(() => vi.unstubAllGlobals());

async function loaded(body: string | Uint8Array<ArrayBuffer>, status = 200): Promise<unknown> {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status })));
  return loadSamples(URL_OF_LIST, new AbortController().signal).catch((error: unknown) => error);
}

describe('the list of the samples', () => {
  it('is read, with keys that a newer version added', async () => {
    const file = { ...listed(BUG_FIX, REVIEW), 'x-more': 1, later: true };
    expect(await loaded(JSON.stringify(file))).toEqual(file);
  });

  it('need not be there, also where the host answers with its own page', async () => {
    expect(await loaded('', 404)).toBeUndefined();
    expect(await loaded('<!doctype html><title>The page of the host</title>')).toBeUndefined();
  });

  it.each([
    ['text', 'Try again later', 'it is no JSON'],
    ['text that is no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'it is no JSON'],
    ['another document', '{"schema":{"name":"playhead-batch","version":1},"samples":[]}', '/schema/name'],
    ['one that is too long', `"${'x'.repeat(1_000_001)}"`, 'longer than 1000000 bytes'],
  ])('is refused where it is %s', async (_, body, reason) =>
    expect(await loaded(body)).toMatchObject({
      code: 'samples-invalid',
      details: { source: URL_OF_LIST.href, reason: expect.stringContaining(reason) as unknown },
    }),
  );

  it('tells what the network says', async () =>
    expect(await loaded('', 403)).toMatchObject({ code: 'http-status', details: { status: 403 } }));

  it.each([
    ['the batch', { ...listed(), batch: '../batch.json' }],
    ['a bundle', listed({ ...BUG_FIX, href: 'https://other.example/' })],
    ['a picture', listed({ ...BUG_FIX, pictures: { ...PICTURES, loop: '/loop.webp' } })],
  ])('leads nowhere else by %s', (_, file) =>
    expect(() => readSamples(file, 'x')).toThrow(expect.objectContaining({ code: 'samples-invalid' })),
  );
});

describe('an outcome in words', () => {
  const words = (completion: typeof BUG_FIX.outcome.completion, success: typeof BUG_FIX.outcome.success) =>
    outcomeWords({ outcome: { completion, success } });

  it('is a claim until somebody ran it again', () => {
    expect(words('completed', 'met')).toBe('Completed, criteria met as claimed');
    expect(outcomeWords({ ...BUG_FIX, verified: true })).toBe('Completed, criteria met, verified');
  });

  it('says what failed, and what nobody knows', () => {
    expect(words('abandoned', 'not_met')).toBe('Abandoned, not met as claimed');
    expect(words('completed', 'partly_met')).toBe('Completed, partly met as claimed');
    expect(words('completed', 'unknown')).toBe('Completed, success unknown');
    expect(words('unknown', 'unknown')).toBe('Completion unknown, success unknown');
  });
});
