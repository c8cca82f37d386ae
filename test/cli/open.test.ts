/** The server of `playhead open`: ranges as players need them, and nothing but the app and the bundle. */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import { directoryBundle } from '../../src/bundle/directory-bundle.ts';
import { httpBytes } from '../../src/bundle/http.ts';
import { zipBundle } from '../../src/bundle/zip-bundle.ts';
import { hasDesktop } from '../../src/cli/open.ts';
import { checkOrigin, withEmbedders, withOrigins } from '../../src/cli/page-policy.ts';
import { parseRange } from '../../src/cli/send-file.ts';
import { serve, type Serving } from '../../src/cli/serve.ts';
import { reviewAddress } from '../../src/review/review-name.ts';
import type { Manifest } from '../../src/schema/generated/types.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { playhead, scratch, writeInputs } from './helpers.ts';

const PAGE = `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; media-src 'self' blob:; connect-src 'self'"><p>app`;
const CAST_PATH = '/bundle/bundle/layers/main/my-session-1-.cast';
/** Files that a browser would run, opened by their address. */
const LIVE = ['x.html', 'x.htm', 'x.xhtml', 'x.svg', 'x.xml', 'x.js', 'x.mjs'];

let folder: string;
let serving: Serving;
let zipServing: Serving;
let origin: string;

beforeAll(async () => {
  folder = await scratch();
  await mkdir(join(folder, 'app', 'assets'), { recursive: true });
  await writeFile(join(folder, 'app', 'index.html'), PAGE);
  await writeFile(join(folder, 'app', 'assets', 'main.js'), 'export {};');
  await writeFile(join(folder, 'app', '.env'), 'SECRET=1');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await symlink(join(folder, 'secret.txt'), join(folder, 'app', 'assets', 'link.txt'));
  await mkdir(join(folder, 'in'));
  await playhead('new', ...(await writeInputs(join(folder, 'in'))), '-o', join(folder, 'bundle'));
  await addFiles(join(folder, 'bundle'), LIVE);
  await playhead('pack', join(folder, 'bundle'));
  await writeFile(join(folder, 'bundle', 'unlisted.txt'), 'secret');
  const app = join(folder, 'app');
  serving = await serve({ app, bundle: join(folder, 'bundle'), connect: ['https://traces.example.com'] });
  zipServing = await serve({ app, bundle: join(folder, 'bundle.trace.zip') });
  origin = new URL(serving.url).origin;
});
afterAll(async () => {
  await serving.close();
  await zipServing.close();
});

/** Adds files to a bundle, and lists them. */
async function addFiles(bundle: string, names: readonly string[]): Promise<void> {
  const place = join(bundle, MANIFEST_PATH);
  const manifest = JSON.parse(await readFile(place, 'utf8')) as Manifest;
  const script = '<script>hacked = 1</script>';
  const sha256 = createHash('sha256').update(script).digest('hex');
  const files = names.map((path) => ({ path, bytes: script.length, sha256, media_type: 'text/html' }));
  await writeFile(place, JSON.stringify({ ...manifest, files: [...manifest.files, ...files] }));
  for (const name of names) await writeFile(join(bundle, name), script);
}

/** One answer to a request whose path and Host header are sent as they are; fetch would tidy them up. */
function raw(
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<{ status: number; type: string; body: string }> {
  return new Promise((done, fail) => {
    const { hostname, port } = new URL(origin);
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', body }),
      );
    });
    sent.on('error', fail).end();
  });
}

describe('serve', () => {
  it('gives the address of the app with the bundle', () => {
    expect(serving.url).toBe(`${origin}/?trace=/bundle/bundle/`);
    expect(zipServing.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?trace=\/bundle\/bundle\.trace\.zip$/);
  });

  it('serves a folder and a zip that open as the same trace', async () => {
    const fromFolder = await openTrace(directoryBundle(new URL('/bundle/bundle/', origin)));
    const fromZip = await openTrace(
      await zipBundle(httpBytes(new URL('/bundle/bundle.trace.zip', zipServing.url))),
    );
    expect(fromZip.manifest).toEqual(fromFolder.manifest);
    expect((await fromFolder.terminals[0]?.content.get())?.chunks.length).toBe(2);
    expect((await fromZip.terminals[0]?.content.get())?.chunks.length).toBe(2);
  });

  it.each(['bundle.verifications.jsonl', 'bundle.review.json'])(
    'serves %s beside the bundle, and nothing else that lies there',
    async (name) => {
      const ask = async (path: string): Promise<number> => (await fetch(new URL(path, serving.url))).status;
      expect(await ask(`/bundle/${name}`)).toBe(404);
      await writeFile(join(folder, name), '{}\n');
      for (const { url } of [serving, zipServing])
        expect(await (await fetch(new URL(`/bundle/${name}`, url))).text()).toBe('{}\n');
      expect(await ask('/bundle/secret.txt')).toBe(404);
      expect(await ask('/bundle/bundle.verifications/a.log')).toBe(404);
    },
  );

  it('calls a bundle by its own name, by which files beside it go', async () => {
    const named = join(folder, 'Größe 1.trace.zip');
    await copyFile(join(folder, 'bundle.trace.zip'), named);
    const other = await serve({ app: join(folder, 'app'), bundle: named });
    const { searchParams } = new URL(other.url);
    const address = new URL(searchParams.get('trace') ?? '', other.url);
    expect([searchParams.get('trace'), reviewAddress(address)?.pathname]).toEqual([
      '/bundle/Größe 1.trace.zip',
      '/bundle/Gr%C3%B6%C3%9Fe%201.review.json',
    ]);
    expect((await fetch(address)).status).toBe(200);
    await other.close();
  });

  it('puts the added origin into the page and its header', async () => {
    const response = await fetch(origin);
    const policy =
      "default-src 'none'; media-src 'self' blob: https://traces.example.com; connect-src 'self' https://traces.example.com";
    expect(response.headers.get('Content-Security-Policy')).toBe(policy);
    expect(await response.text()).toContain(`content="${policy}"`);
  });

  it.each(LIVE)('serves %s of a bundle as something that does not run', async (name) => {
    const { status, headers } = await fetch(`${origin}/bundle/bundle/${name}`);
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toMatch(/^(?:text\/plain; charset=utf-8|application\/octet-stream)$/);
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it('shuts every file of a bundle, and none of the app, into a sandbox', async () => {
    const policyOf = async (path: string): Promise<string | null> =>
      (await fetch(new URL(path, origin), { headers: { Range: 'bytes=0-1' } })).headers.get(
        'Content-Security-Policy',
      );
    for (const path of ['/bundle/bundle/x.html', `/bundle/bundle/${MANIFEST_PATH}`, CAST_PATH])
      expect(await policyOf(path)).toBe("sandbox; default-src 'none'");
    expect(await policyOf(new URL('/bundle/bundle.trace.zip', zipServing.url).href)).toBe(
      "sandbox; default-src 'none'",
    );
    expect(await policyOf('/assets/main.js')).toBeNull();
  });

  it('sends the headers that keep other pages out', async () => {
    const { headers } = await fetch(`${origin}/assets/main.js`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-cache',
      'accept-ranges': 'bytes',
    });
  });

  it.each([
    ['bytes=0-9', 206, 10],
    ['bytes=10-', 206, undefined],
    ['bytes=-5', 206, 5],
    ['bytes=0-999999', 206, undefined],
    ['bytes=999999-', 416, 0],
    ['bytes=-0', 416, 0],
    ['bytes=5-2', 200, undefined],
    ['bytes=0-1,3-4', 200, undefined],
    ['lines=1-2', 200, undefined],
  ])('answers Range %s with %i', async (range, status, length) => {
    const whole = new Uint8Array(await (await fetch(origin + CAST_PATH)).arrayBuffer());
    const response = await fetch(origin + CAST_PATH, { headers: { Range: range } });
    const body = new Uint8Array(await response.arrayBuffer());
    expect(response.status).toBe(status);
    if (length !== undefined) expect(body.length).toBe(length);
    const given = response.headers.get('Content-Range');
    if (status === 416) expect(given).toBe(`bytes */${whole.length}`);
    if (status !== 206) return;
    const [, start = '', end = '', total = ''] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(given ?? '') ?? [];
    expect(Number(total)).toBe(whole.length);
    expect(body).toEqual(whole.subarray(Number(start), Number(end) + 1));
  });

  it('tells the version of a file, and sends a part of the wanted version only', async () => {
    const version = (await fetch(origin + CAST_PATH)).headers.get('ETag') ?? '';
    expect(version).toMatch(/^"[\da-z]+-[\da-z]+"$/);
    const statusOf = async (headers: Readonly<Record<string, string>>): Promise<number> =>
      (await raw(CAST_PATH, headers)).status;
    expect(await statusOf({ 'If-None-Match': version })).toBe(304);
    expect(await statusOf({ 'If-None-Match': '"other"' })).toBe(200);
    expect(await statusOf({ Range: 'bytes=0-1', 'If-Range': version })).toBe(206);
    expect(await statusOf({ Range: 'bytes=0-1', 'If-Range': '"other"' })).toBe(200);
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/assets/link.txt',
    '/.env',
    '/bundle/bundle/../secret.txt',
    '/bundle/bundle/%2e%2e%2fsecret.txt',
    '/bundle/bundle/unlisted.txt',
    '/bundle/bundle/',
    '/bundle',
    '/assets',
    '//etc/passwd',
    '/bundle/bundle.trace.zip',
    '/assets/main.js%00.txt',
  ])('does not serve %s', async (path) => {
    expect(await raw(path)).toMatchObject({ status: 404, body: 'There is no such file here.' });
  });

  it.each([
    'evil.example',
    'evil.example:80',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'evil.example@localhost',
    '[::1].evil.example',
    '192.0.2.1',
  ])('refuses the name %j, in a sentence', async (host) => {
    const { status, body, type } = await raw('/', { Host: host });
    expect({ status, type }).toEqual({ status: 403, type: 'text/plain; charset=utf-8' });
    expect(body).toMatch(/answers only to .*localhost.*\.$/);
  });

  it.each(['localhost', 'LOCALHOST:8080', '127.0.0.1:1', '[::1]:8080'])(
    'answers to %s, whatever port was forwarded to it',
    async (host) => {
      expect((await raw('/', { Host: host })).status).toBe(200);
    },
  );

  it('only reads', async () => {
    expect(await raw('/', {}, 'POST')).toMatchObject({ status: 405, body: 'Files can only be read here.' });
    expect(await raw('/%zz')).toMatchObject({ status: 400, body: 'This address cannot be read.' });
    expect(await raw(CAST_PATH, {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
    expect(await raw('/none', {}, 'HEAD')).toMatchObject({ status: 404, body: '' });
  });

  it('survives a client that goes away', async () => {
    const { hostname, port } = new URL(origin);
    await new Promise<void>((done) => {
      const socket = createConnection(Number(port), hostname, () => {
        socket.write(`GET ${CAST_PATH} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`, () => socket.destroy());
      });
      socket.on('close', () => done());
    });
    expect((await fetch(origin)).status).toBe(200);
  });

  it('takes the next port where one is in use, unless it was asked for', async () => {
    const port = Number(new URL(origin).port);
    const next = await serve({ app: join(folder, 'app'), port, nextFree: true });
    expect(Number(new URL(next.url).port)).toBeGreaterThan(port);
    await next.close();
    await expect(serve({ app: join(folder, 'app'), port })).rejects.toThrow(`Port ${port} is in use`);
  });

  it('says when the app is not built', async () => {
    await expect(serve({ app: join(folder, 'none') })).rejects.toThrow(/not built.*npm run build/);
  });
});

describe('parts of open', () => {
  it('leaves a page without a policy as it is', () => {
    expect(withOrigins('<p>', ['https://a.example'])).toEqual({ html: '<p>', policy: undefined });
  });

  it('adds origins to what may be fetched and played, in a policy that names neither', () => {
    const page = `<meta http-equiv="Content-Security-Policy" content="default-src 'self'; connect-src 'none'">`;
    expect(withOrigins(page, ['https://a.example', 'https://b.example']).policy).toBe(
      "default-src 'self'; connect-src https://a.example https://b.example; media-src 'self' blob: https://a.example https://b.example",
    );
  });

  it('adds origins to those whose pages may drive the page, each once', () => {
    const page = '<meta name="playhead-embedders" content="" /><p>';
    const one = withEmbedders(page, ['https://a.example']);
    expect(one).toBe('<meta name="playhead-embedders" content="https://a.example" /><p>');
    expect(withEmbedders(one, ['https://b.example', 'https://a.example'])).toContain(
      'content="https://a.example https://b.example"',
    );
    expect(withEmbedders('<p>', ['https://a.example'])).toBe('<p>');
  });

  it.each([
    '*',
    'https://*',
    'https://a.example/path',
    'ftp://a.example',
    "https://a.example; script-src 'unsafe-inline'",
  ])('takes no origin from %s', (text) => {
    expect(() => checkOrigin(text)).toThrow(/--connect takes an origin/);
  });

  it('reads ranges of an empty file', () => {
    expect([parseRange('bytes=0-', 0), parseRange('bytes=-1', 0), parseRange(undefined, 0)]).toEqual([
      'unsatisfiable',
      'unsatisfiable',
      undefined,
    ]);
  });

  it('starts no browser in CI or without a display', () => {
    expect(hasDesktop({ CI: 'true', DISPLAY: ':0' }, 'linux')).toBe(false);
    expect(hasDesktop({ PATH: '/usr/bin' }, 'linux')).toBe(false);
    expect(hasDesktop({}, 'darwin')).toBe(true);
  });
});
