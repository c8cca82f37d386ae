/** Bundles behind addresses that are signed and run out, on a server that looks at the signature. */
import { afterEach, describe, expect, it } from 'vitest';
import { describeProblem } from '../../src/base/describe-error.ts';
import { asTraceError, type TraceError } from '../../src/base/errors.ts';
import { ByteCache } from '../../src/bundle/byte-cache.ts';
import { cachedBytes } from '../../src/bundle/cached-bytes.ts';
import { httpBytes } from '../../src/bundle/http.ts';
import { signingServer, type SigningServer } from './signing-server.ts';

const BODY = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
const PATH = '/a.trace.zip';
const open: SigningServer[] = [];
afterEach(() => open.splice(0).forEach((server) => server.close()));

async function serve(refusal?: number): Promise<SigningServer> {
  const server = await signingServer(new Map([[PATH, BODY]]), refusal);
  open.push(server);
  return server;
}

function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1_000) + seconds;
}

async function failureOf(work: Promise<unknown>): Promise<TraceError> {
  return asTraceError(await work.then(() => undefined).catch((reason: unknown) => reason));
}

/** All that anybody gets to read of an error. */
function wordsOf(error: TraceError): string {
  const { title, advice } = describeProblem(error);
  const cause = error.cause instanceof Error ? error.cause.message : '';
  return [title, advice, error.message, String(error), JSON.stringify(error.details), cause].join('\n');
}

describe('a signed address', () => {
  it('keeps its query on every request for a part', async () => {
    const server = await serve();
    const url = server.sign(PATH, inSeconds(600));
    const bytes = cachedBytes(httpBytes(url), new ByteCache(1_000_000));
    expect(await bytes.read(100, 200)).toEqual(BODY.slice(100, 200));
    expect(await bytes.read(250_000, 290_000)).toEqual(BODY.slice(250_000, 290_000));
    expect(server.asked.length).toBeGreaterThan(1);
    for (const { url: asked, range } of server.asked) {
      expect(asked).toBe(url.pathname + url.search);
      expect(range).toMatch(/^bytes=\d+-\d+$/);
    }
  });

  it('stands in no label', async () => {
    const server = await serve();
    expect(httpBytes(server.sign(PATH, inSeconds(600))).label).not.toContain('Signature');
  });

  it.each([400, 401, 403, 410])('that has run out is told by its time, after a %i', async (status) => {
    const server = await serve(status);
    const expires = inSeconds(-3_600);
    const error = await failureOf(httpBytes(server.sign(PATH, expires)).read(0, 10));
    expect(error).toMatchObject({ code: 'address-expired', details: { status, expires: expires * 1_000 } });
    const { title, advice } = describeProblem(error);
    expect(title).toContain(`${new Date(expires * 1_000).toISOString().slice(0, 16).replace('T', ' ')} UTC`);
    expect(title).toContain('expired');
    expect(advice).toContain('Ask its sender for a new link');
    expect(server.asked).toHaveLength(1);
  });

  it('that is refused before its time says until when it was signed', async () => {
    const server = await serve();
    const expires = inSeconds(7_200);
    server.withdraw();
    const error = await failureOf(httpBytes(server.sign(PATH, expires)).read(0, 10));
    expect(error).toMatchObject({ code: 'http-status', details: { status: 403, expires: expires * 1_000 } });
    expect(describeProblem(error).advice).toContain('not copied whole, or was withdrawn');
  });

  it('that runs out while the trace is open is told in the same words', async () => {
    const server = await serve();
    const url = server.sign(PATH, inSeconds(30));
    const bytes = httpBytes(url);
    await bytes.read(0, 10);
    server.withdraw();
    expect((await failureOf(bytes.read(100, 200))).code).toBe('address-expired');
  });

  it.each([-3_600, 7_200])('is in no word of what goes wrong (%i s)', async (seconds) => {
    const server = await serve();
    server.withdraw();
    const url = server.sign(PATH, inSeconds(seconds));
    const refused = wordsOf(await failureOf(httpBytes(url).read(0, 10)));
    server.close();
    const patience = { firstTries: 1, tries: 1, pause: 0, longestPause: 0, stall: 1_000 };
    const gone = wordsOf(await failureOf(httpBytes(url, { patience }).read(0, 10)));
    for (const words of [refused, gone]) {
      expect(words).not.toContain('Signature');
      expect(words).not.toContain(encodeURIComponent(url.searchParams.get('Signature') ?? ''));
    }
    expect(gone.includes('expired at')).toBe(seconds < 0);
  });
});
