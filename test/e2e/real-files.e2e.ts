/** Reports, recordings and captions by other people, each opened in the page: shown, or refused with a reason. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import type { PlayheadState } from '../../src/app/page-api.ts';
import { run } from '../../src/cli/run.ts';
import { serve } from '../../src/cli/serve.ts';
import { placeEveryPane } from './every-pane.ts';
import { expect, PlayheadPage, test } from './playhead-page.ts';

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

const FILES = KINDS.flatMap((kind) => {
  const folder = join(DATA, kind.folder);
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return names
    .filter((name) => !/\.(?:mp3|md)$/.test(name))
    .map((name) => ({ kind, name, path: join(folder, name) }));
});

const table: string[] = [];
let scratch = '';

test.beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'playhead-real-'));
  writeFileSync(join(scratch, 'session.cast'), CAST);
});

test.afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
  // The table is the record of what happened to each file.
  if (table.length > 0) process.stdout.write(`${table.join('\n')}\n`);
});

test.skip(FILES.length === 0, `${DATA} is absent`);

for (const { kind, name, path } of FILES)
  test(`${kind.folder}/${name} is shown, or refused with a reason`, async ({ page }) => {
    const bundle = join(scratch, 'bundle');
    rmSync(bundle, { recursive: true, force: true });
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
    if (refusal || code !== 0) {
      table.push(`${kind.folder}/${name}: refused: ${words.join(' ')}`);
      expect(words.join(' ')).toMatch(refusal ?? /^it should have been shown$/);
      expect(code).toBe(1);
      return;
    }
    const serving = await serve({ app: 'dist/app', bundle });
    try {
      await placeEveryPane(page);
      const playhead = new PlayheadPage(page, serving.url);
      await playhead.goto('bundle/');
      const state = await playhead.seek((await playhead.state()).duration - 0.001);
      expect(state.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      await kind.shows(state, page);
      expect(playhead.complaints).toEqual([]);
      table.push(`${kind.folder}/${name}: shown`);
    } finally {
      await serving.close();
    }
  });
