/** What a web server may do to a reader, and what the reader says of it. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeProblem } from '../../src/base/describe-error.ts';
import { asTraceError } from '../../src/base/errors.ts';
import { httpBytes } from '../../src/bundle/http.ts';
import { request } from '../../src/bundle/http-body.ts';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function served(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  open.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/bundle.trace.zip`);
}

async function failureOf(work: Promise<unknown>): Promise<{ readonly code: string; readonly words: string }> {
  const error = asTraceError(await work.then(() => undefined).catch((reason: unknown) => reason));
  return { code: error.code, words: describeProblem(error).title };
}

describe('a request for a bundle', () => {
  it('carries no cookies and no referrer', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    await request(await served((_, response) => response.end('{}')));
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
  });

  it.each([301, 302, 303, 307, 308])('does not follow a %i, and says so', async (status) => {
    const reached: string[] = [];
    const url = await served((asked, response) => {
      reached.push(asked.url ?? '');
      response.writeHead(status, { Location: '/elsewhere' }).end();
    });
    const { code, words } = await failureOf(request(url));
    expect(code).toBe('source-refused');
    expect(words).toContain('leads on to another address');
    expect(reached).toEqual([url.pathname]);
  });

  it('knows a redirect of which a browser tells nothing', async () => {
    const opaque = { type: 'opaqueredirect', status: 0, ok: false };
    vi.stubGlobal('fetch', () => Promise.resolve(opaque));
    expect((await failureOf(request(new URL('https://traces.example/')))).code).toBe('source-refused');
  });
});

describe('httpBytes', () => {
  it('counts a body of unknown length, and stops at the limit', async () => {
    let sent = 0;
    const url = await served((_, response) => {
      const more = (): void => {
        while (!response.destroyed && sent < 100_000_000) {
          sent += 65_536;
          if (!response.write(Buffer.alloc(65_536))) return;
        }
        response.end();
      };
      response.on('drain', more);
      more();
    });
    const error = asTraceError(
      await httpBytes(url, { wholeLimit: 1_000_000 })
        .read(0, 10)
        .catch((reason: unknown) => reason),
    );
    expect(error).toMatchObject({ code: 'http-no-range', details: { limit: 1_000_000 } });
    // What lies in the sockets' buffers is sent without being read.
    expect(sent).toBeLessThan(50_000_000);
  });

  it('keeps a body of unknown length below the limit', async () => {
    const url = await served((_, response) => {
      response.write('hello ');
      response.end('world');
    });
    expect(Buffer.from(await httpBytes(url).read(6, 11)).toString()).toBe('world');
  });

  it('refuses a body that says to be too long before it comes', async () => {
    const url = await served((_, response) => response.writeHead(200, { 'Content-Length': 50 }).write('x'));
    expect((await failureOf(httpBytes(url, { wholeLimit: 10 }).read(0, 5))).code).toBe('http-no-range');
  });

  it('names the header that another origin must expose', async () => {
    const url = await served((_, response) => response.writeHead(206).end('hello'));
    vi.stubGlobal('location', new URL('https://playhead.example/'));
    const foreign = await failureOf(httpBytes(url).read(0, 5));
    expect(foreign.code).toBe('http-bad-range');
    expect(foreign.words).toContain('Access-Control-Expose-Headers: Content-Range');
    vi.stubGlobal('location', url);
    expect((await failureOf(httpBytes(url).read(0, 5))).words).toContain('it sends no Content-Range');
  });
});
