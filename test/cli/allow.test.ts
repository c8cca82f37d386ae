/** `playhead allow`: what it writes into a page, and the header that goes with it. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { playhead, scratch } from './helpers.ts';

const PAGE = `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; media-src 'self' blob:; connect-src 'self'"><meta name="playhead-embedders" content="" /><p>app`;
const TRACES = 'https://traces.example';
const DOCS = 'https://docs.example:8443';

describe('playhead allow', () => {
  let app: string;
  const page = (): Promise<string> => readFile(join(app, 'index.html'), 'utf8');

  beforeEach(async () => {
    app = join(await scratch(), 'app');
    await mkdir(app);
    await writeFile(join(app, 'index.html'), PAGE);
  });

  it('prints the header of a page that it leaves as it is', async () => {
    expect(await playhead('allow', app)).toMatchObject({
      code: 0,
      out: "Content-Security-Policy: default-src 'none'; media-src 'self' blob:; connect-src 'self'; frame-ancestors 'self'",
    });
    expect(await page()).toBe(PAGE);
  });

  it('writes origins into the page, and into the header, each once however often it is said', async () => {
    const policy = `default-src 'none'; media-src 'self' blob: ${TRACES}; connect-src 'self' ${TRACES}`;
    for (let times = 0; times < 2; times++) {
      const { code, out } = await playhead('allow', app, '--connect', TRACES, '--embed', DOCS);
      expect([code, out]).toEqual([0, `Content-Security-Policy: ${policy}; frame-ancestors 'self' ${DOCS}`]);
      expect(await page()).toContain(`content="${policy}"`);
      expect(await page()).toContain(`<meta name="playhead-embedders" content="${DOCS}" />`);
    }
  });

  it.each([
    [['--connect', 'https://*.example'], 2, '--connect takes an origin'],
    [['--embed', "https://a.example; script-src 'unsafe-inline'"], 2, '--embed takes an origin'],
  ])('refuses %j, and writes nothing', async (options, code, words) => {
    const ran = await playhead('allow', app, ...options);
    expect(ran.code).toBe(code);
    expect(ran.err).toContain(words);
    expect(await page()).toBe(PAGE);
  });

  it('says so where there is no page, or another one', async () => {
    expect((await playhead('allow', join(app, 'none'))).err).toContain('cannot be read');
    await writeFile(join(app, 'index.html'), '<p>');
    expect((await playhead('allow', app, '--embed', DOCS)).err).toContain(
      'is not the page of a built Playhead',
    );
  });
});
