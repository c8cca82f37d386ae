/** Reports, recordings and captions by other people, each opened in the page: shown, or refused with a reason. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import type { PlayheadState } from '../../src/app/page-api.ts';
import { run } from '../../src/cli/run.ts';
import { placeEveryPane } from './every-pane.ts';
import { expect, PlayheadPage, test } from './playhead-page.ts';
import { filesBelow, serveStatic, type StaticServer } from './static-server.ts';

/** Files by other people, beside the repository; not everyone has them. */
const DATA = resolve('..', 'shared', 'data');

/** Ten seconds, so that a report without a length has a place in time. */
const CAST = '{"version":2,"width":80,"height":24}\n[0.5,"o","$ make\\r\\n"]\n[10,"o","done\\r\\n"]\n';

/** Files that are no report of these kinds, with what is said of them. All others must be shown. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  'junit-empty.xml': /it is empty/,
  'mocha-tests.json': /own format of Mocha/,
  'xUnit-netcoreapp3.1-sample.trx': /Visual Studio test result/,
};

interface Kind {
  readonly folder: string;
  readonly option: string;
  /** Fails unless the pane shows that something is in the file. */
  readonly shows: (state: PlayheadState, page: Page) => Promise<void>;
}

const rows = (page: Page, pane: string) => page.locator(`[data-pane="${pane}"] [role=option]`);

const testsShown: Kind['shows'] = async ({ panes }, page) => {
  expect(panes['tests']).toMatchObject({ mode: 'tests', runs: 1, run: 0 });
  expect(panes['tests']?.['passed']).not.toBeNull();
  await expect(rows(page, 'tests').first()).toBeVisible();
};

const KINDS: readonly Kind[] = [
  { folder: 'junit-xml', option: '--junit', shows: testsShown },
  { folder: 'ctrf', option: '--junit', shows: testsShown },
  {
    folder: 'sarif',
    option: '--sarif',
    shows: async ({ panes }, page) => {
      expect(panes['tests']).toMatchObject({ mode: 'lint', lintRuns: 1, lintRun: 0 });
      // Rows, or in words why there are none.
      const words = page
        .locator('[data-pane="tests"]')
        .getByText(/^Nothing was found|^The report does not tell/);
      const said = words.and(page.locator(':not(.visually-hidden)'));
      await expect(rows(page, 'tests').or(said).first()).toBeVisible();
    },
  },
  {
    folder: 'har',
    option: '--har',
    shows: async ({ panes }, page) => {
      expect(Number(panes['browser']?.['requests'])).toBeGreaterThan(0);
      await expect(rows(page, 'browser').first()).toBeVisible();
    },
  },
  {
    folder: 'rrweb',
    option: '--rrweb',
    shows: async ({ panes }, page) => {
      expect(panes['browser']?.['dom']).not.toBeNull();
      const frames = page.frames().filter((frame) => frame.parentFrame() !== null);
      // Shadow trees are looked into.
      const counts = await Promise.all(frames.map((frame) => frame.locator('body *').count()));
      expect(Math.max(...counts)).toBeGreaterThan(0);
    },
  },
  {
    folder: 'captions-media',
    option: '--transcript',
    shows: async ({ panes }, page) => {
      expect(Number(panes['voice']?.['cues'])).toBeGreaterThan(0);
      await expect(rows(page, 'voice').first()).toBeVisible();
    },
  },
];

/** The files of a kind: name and path. */
function filesOf({ folder }: Kind): readonly (readonly [name: string, path: string])[] {
  const place = join(DATA, folder);
  const names = existsSync(place) ? readdirSync(place).sort() : [];
  return names.filter((name) => !/\.(?:mp3|md)$/.test(name)).map((name) => [name, join(place, name)]);
}

const table: string[] = [];
const served: Record<string, string> = {};
let server: StaticServer;
let scratch = '';

test.beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'playhead-real-'));
  writeFileSync(join(scratch, 'session.cast'), CAST);
  server = await serveStatic(served);
});

test.afterAll(() => {
  server.close();
  rmSync(scratch, { recursive: true, force: true });
  // The table is the record of what happened to each file.
  if (table.length > 0) process.stdout.write(`${table.join('\n')}\n`);
});

/** Makes a trace of a file. Gives where it is served, or undefined where it was refused, as it should have been. */
async function made(kind: Kind, name: string, path: string): Promise<string | undefined> {
  const root = `${kind.folder}/${name}/`;
  const bundle = join(scratch, root);
  const words: string[] = [];
  // Recordings and captions have a length of their own; a report has none.
  const place = ['--junit', '--sarif'].includes(kind.option) ? `${path}@1` : path;
  const cast = ['--rrweb', '--har'].includes(kind.option)
    ? []
    : ['--terminal', join(scratch, 'session.cast')];
  const code = await run(['new', kind.option, place, ...cast, '-o', bundle], {
    print: () => undefined,
    warn: (line) => void words.push(line),
  });
  const refusal = REFUSED[name];
  if (!refusal && code === 0) {
    Object.assign(served, filesBelow(bundle, root));
    return root;
  }
  table.push(`${kind.folder}/${name}: refused: ${words.join(' ')}`);
  expect(words.join(' ')).toMatch(refusal ?? /^it should have been shown$/);
  expect(code).toBe(1);
  return undefined;
}

for (const kind of KINDS)
  test(`each file of ${kind.folder} is shown, or refused with a reason`, async ({ page }) => {
    const files = filesOf(kind);
    test.skip(files.length === 0, `${join(DATA, kind.folder)} is absent`);
    // One page for all: each trace takes the place of the one before.
    await placeEveryPane(page);
    const playhead = new PlayheadPage(page, `http://127.0.0.1:${server.port}/`);
    await playhead.goto();
    for (const [name, path] of files)
      await test.step(name, async () => {
        const root = await made(kind, name, path);
        if (root === undefined) return;
        await page.evaluate((address) => window.playhead.load(address), root);
        const state = await playhead.seek((await playhead.state()).duration - 0.001);
        expect(state.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        await kind.shows(state, page);
        expect(playhead.complaints).toEqual([]);
        table.push(`${kind.folder}/${name}: shown`);
      });
  });
