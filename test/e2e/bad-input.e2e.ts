/** Each thing that can be wrong gives one clear sentence, and everything else works on. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { PlayheadState } from '../../src/app/page-api.ts';
import { SampleCopy } from './altered-sample.ts';
import { expect, SAMPLE_CARD, test } from './playhead-page.ts';

interface Case {
  readonly name: string;
  readonly alter: (copy: SampleCopy) => void;
  /** Code of the problem that must be listed. */
  readonly code: string;
  /** Panes that still must show their thing at 60 s. */
  readonly alive: readonly ('video' | 'terminal')[];
}

const CASES: readonly Case[] = [
  {
    name: 'a missing artifact',
    alter: (copy) => copy.remove(copy.pathOf('terminal')),
    code: 'artifact-missing',
    alive: ['video'],
  },
  {
    name: 'a truncated terminal',
    alter: (copy) =>
      copy.replace(copy.pathOf('terminal'), copy.read(copy.pathOf('terminal')).subarray(0, -300)),
    code: 'artifact-truncated',
    alive: ['video', 'terminal'],
  },
  {
    name: 'a truncated video',
    alter: (copy) =>
      copy.replace(copy.pathOf('screen'), copy.read(copy.pathOf('screen')).subarray(0, -2_000_000)),
    code: 'artifact-truncated',
    alive: ['video', 'terminal'],
  },
  {
    name: 'a hash that differs',
    alter: (copy) => {
      const text = copy.read(copy.pathOf('commands')).toString('utf8');
      copy.replace(copy.pathOf('commands'), text.replace('npm test', 'npm tesT'));
    },
    code: 'artifact-hash',
    alive: ['video', 'terminal'],
  },
  {
    name: 'a video whose hash differs',
    alter: (copy) => {
      const bytes = Buffer.from(copy.read(copy.pathOf('screen')));
      bytes[bytes.length - 5] = (bytes.at(-5) ?? 0) ^ 1;
      copy.replace(copy.pathOf('screen'), bytes);
    },
    code: 'artifact-hash',
    alive: ['video', 'terminal'],
  },
  {
    name: 'broken JSON at a line',
    alter: (copy) => {
      const lines = copy.read(copy.pathOf('input')).toString('utf8').split('\n');
      copy.replaceHonestly(copy.pathOf('input'), lines.with(4, '{"t": oops').join('\n'));
    },
    code: 'line-broken',
    alive: ['video', 'terminal'],
  },
  {
    name: 'a video that is none',
    alter: (copy) => copy.replaceHonestly(copy.pathOf('screen'), 'this is no video'),
    code: 'format-unsupported',
    alive: ['terminal'],
  },
  {
    name: 'a codec that the browser has not',
    alter: (copy) =>
      copy.replaceHonestly(copy.pathOf('screen'), readFileSync('test/fixtures/video/hevc.mp4')),
    code: 'codec-unsupported',
    alive: ['terminal'],
  },
  {
    name: 'a video shorter than the session',
    alter: (copy) =>
      copy.editManifest((manifest) => ({
        ...manifest,
        clock: { ...manifest.clock, duration: manifest.clock.duration + 60_000_000 },
      })),
    code: 'video-shorter',
    alive: ['video', 'terminal'],
  },
  {
    name: 'an empty layer',
    alter: (copy) => copy.replaceHonestly(copy.pathOf('input'), ''),
    code: 'layer-empty',
    alive: ['video', 'terminal'],
  },
  {
    name: 'events that go back in time',
    alter: (copy) => {
      const lines = copy.read(copy.pathOf('input')).toString('utf8').trimEnd().split('\n');
      copy.replaceHonestly(
        copy.pathOf('input'),
        [...lines.slice(100, 200), ...lines.slice(0, 100)].join('\n') + '\n',
      );
    },
    code: 'time-backwards',
    alive: ['video', 'terminal'],
  },
  {
    name: 'a broken section of the manifest',
    alter: (copy) => copy.editManifest((manifest) => ({ ...manifest, outcome: 'great' })),
    code: 'manifest-invalid',
    alive: ['video', 'terminal'],
  },
];

/** Opens a copy and settles at 60 s. */
async function openAt60(page: Page, url: string): Promise<PlayheadState> {
  await page.goto(url);
  return page.evaluate(async () => {
    await window.playhead.ready();
    await window.playhead.seek(60);
    return window.playhead.state();
  });
}

for (const { name, alter, code, alive } of CASES) {
  test(`${name} is said, and the rest works on`, async ({ page }) => {
    const copy = new SampleCopy();
    const serving = await (alter(copy), copy.serve());
    try {
      const state = await openAt60(page, serving.url);
      if (alive.includes('video'))
        expect(state).toMatchObject({ exact: true, panes: { video: { frame: state.frame } } });
      if (alive.includes('terminal'))
        expect(state.panes['terminal']?.['text']).toContain('dev@desk:~/cron-next$');
      await expect
        .poll(async () =>
          (await page.evaluate(() => window.playhead.state())).problems.map((problem) => problem.code),
        )
        .toContain(code);
      await page.getByRole('button', { name: /problem/ }).click();
      const row = page.getByRole('dialog').getByRole('listitem').first();
      await expect(row).toBeVisible();
      expect(await row.innerText()).toMatch(/\w.*\./);
    } finally {
      await serving.close();
      copy.dispose();
    }
  });
}

/** What the landing page says of an address that cannot be opened. */
async function refusalOf(page: Page, base: string, trace: string): Promise<string> {
  const url = new URL(base);
  url.searchParams.set('trace', trace);
  await page.goto(url.href);
  return page.getByRole('alert').innerText();
}

test.describe('what cannot be opened at all is said in a sentence', () => {
  test('a 404, another document, another page, a file that is no zip, a scheme, another origin', async ({
    page,
    playhead,
  }) => {
    await playhead.goto();
    const base = page.url();
    expect(await refusalOf(page, base, 'samples/none/')).toContain('no trace_schema_v2.json');
    expect(await refusalOf(page, base, 'samples/none.trace.zip')).toContain('404');
    expect(await refusalOf(page, base, 'icons/playhead.svg/trace.zip')).toContain('404');
    expect(await refusalOf(page, base, 'file:///etc/passwd')).toContain('only http and https');
    expect(await refusalOf(page, base, 'https://traces.example/a.trace.zip')).toContain(
      'this page opens traces from',
    );
    expect(await refusalOf(page, base, 'https://user:secret@127.0.0.1/')).not.toContain('secret');
    // The way in is still there.
    await expect(page.getByRole('button', { name: SAMPLE_CARD })).toBeVisible();
  });

  test('a newer schema names both versions', async ({ page }) => {
    const copy = new SampleCopy();
    copy.editManifest((manifest) => ({ ...manifest, schema: { name: 'trace', version: '3.0.0' } }));
    const serving = await copy.serve();
    await page.goto(serving.url);
    await expect(page.getByRole('alert')).toContainText(/3\.0\.0.*2\.3\.0/);
    await serving.close();
    copy.dispose();
  });

  test('a server without CORS', async ({ page }) => {
    const other = createServer((_, response) => response.end('{}')).listen(0, '127.0.0.1');
    await new Promise((done) => other.once('listening', done));
    const origin = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const copy = new SampleCopy();
    const serving = await copy.serve([origin]);
    expect(await refusalOf(page, serving.url, `${origin}/trace/`)).toContain('CORS');
    await serving.close();
    other.close();
    copy.dispose();
  });
});

test('a zip that is no trace, picked as a file', async ({ page, playhead }) => {
  await playhead.goto();
  await page.getByRole('button', { name: 'Open a trace' }).first().click();
  await page.getByLabel('Trace file').setInputFiles({
    name: 'notes.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from('PK\x05\x06' + '\0'.repeat(18)),
  });
  await expect(page.getByRole('alert')).toContainText('neither a trace bundle nor of a format');
  await page
    .getByRole('button', { name: /Open a trace/ })
    .first()
    .click();
  await page
    .getByLabel('Trace file')
    .setInputFiles({ name: 'text.zip', mimeType: 'application/zip', buffer: Buffer.from('hello') });
  await expect(page.getByRole('alert')).toContainText('not a zip');
});
