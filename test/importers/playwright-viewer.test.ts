/** Imported traces of Playwright beside its own viewer: the same actions, in the same order, at the same times. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { NEWEST } from '../../src/importers/playwright/modernize.ts';
import { findBrowser } from '../../tools/find-browser.mjs';
import { importedTrace, zipOf } from './foreign-files.ts';
import { viewerActions, type ViewerAction } from './playwright-viewer.ts';

const DATA = '../shared/data/playwright-trace';
const executablePath = findBrowser();

const lines = (...events: readonly object[]): string =>
  events.map((event) => JSON.stringify(event)).join('\n');
const header = (version: number, origin: string, monotonicTime: number): object => ({
  type: 'context-options',
  version,
  origin,
  monotonicTime,
  wallTime: 1_700_000_000_000,
  options: {},
});
const before = (callId: string, startTime: number, title: string, more: object = {}): object => ({
  type: 'before',
  callId,
  startTime,
  title,
  class: 'Page',
  method: 'x',
  params: {},
  ...more,
});
const after = (callId: string, endTime: number): object => ({ type: 'after', callId, endTime });

interface Both {
  readonly ours: readonly ViewerAction[];
  readonly theirs: readonly ViewerAction[];
  /** Of ours. */
  readonly parents: readonly unknown[];
}

/** Ours in the viewer's terms: from the first action on, and with a title only where the viewer has one. */
async function both(zip: Uint8Array): Promise<Both> {
  const theirs = await viewerActions(zip);
  const { trace } = await importedTrace('trace.zip', zip);
  const layer = trace.annotations.find(({ layer: { id } }) => id === 'actions');
  const { items = [] } = (await layer?.content.get()) ?? {};
  const first = items[0]?.time ?? 0;
  const ours = items.map(({ time, end, annotation: { text = '' } }, index) => {
    const [, title = text, error] = /^(.*?)(?: \(failed: (.*)\))?$/s.exec(text) ?? [];
    const same = theirs[index];
    return {
      title: same?.title === undefined ? undefined : title,
      error,
      start: near((time - first) / 1_000, same?.start),
      end: end === undefined ? undefined : near((end - first) / 1_000, same?.end),
    };
  });
  return { ours, theirs, parents: items.map(({ annotation }) => annotation['x-parent-call']) };
}

/** The other where they differ by rounding alone: ours are whole microseconds, and so is what they count from. */
function near(millis: number, other: number | undefined): number {
  return other !== undefined && Math.abs(millis - other) <= 0.001_01 ? other : millis;
}

/** Records what a browser does, by the installed version. */
async function recordNow(): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'recorded-'));
  const browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const context = await browser.newContext();
    await context.tracing.start({ snapshots: true });
    const page = await context.newPage();
    await page.setContent('<button>Go</button><input>');
    await page.getByRole('button').click();
    await context.tracing.group('Fill the form');
    await page.locator('input').fill('hello');
    await context.tracing.groupEnd();
    await page
      .getByText('nothing')
      .click({ timeout: 50 })
      .catch(() => undefined);
    const path = join(folder, 'trace.zip');
    await context.tracing.stop({ path });
    return new Uint8Array(readFileSync(path));
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

describe('the list of actions beside that of Playwright’s own viewer', () => {
  it.skipIf(executablePath === undefined)('of a trace that the installed version records', async () => {
    const { ours, theirs } = await both(await recordNow());
    expect(theirs).toHaveLength(6);
    expect(ours).toEqual(theirs);
  });

  it.each([
    [8, 'call@1', { stepId: 'pw:api@1' }],
    [10, 'pw:api@1', {}],
  ])(
    'of a test and its browser, version %d: a call that both tell stands once',
    async (version, callId, more) => {
      const zip = await zipOf({
        'test.trace': lines(
          header(version, 'testRunner', 1_000),
          before('hook@1', 1_005, 'Before Hooks'),
          before('pw:api@1', 1_010, 'Go', { parentId: 'hook@1' }),
          after('pw:api@1', 1_050),
          after('hook@1', 1_055),
        ),
        '0-trace.trace': lines(
          header(version, 'library', 70_000),
          before(callId, 70_012, 'Go', more),
          before('call@2', 70_020, 'Inner', { parentId: callId }),
          after('call@2', 70_030),
          after(callId, 70_048),
        ),
      });
      const { ours, theirs, parents } = await both(zip);
      expect(theirs).toHaveLength(3);
      expect(ours).toEqual(theirs);
      expect(parents).toEqual([undefined, 'hook@1', 'pw:api@1']);
    },
  );

  it('the newest version that it reads is the newest that is imported', async () => {
    const of = (version: number): Promise<Uint8Array> =>
      zipOf({
        'trace.trace': lines(header(version, 'library', 5), before('call@1', 7, 'Go')),
      });
    expect(await viewerActions(await of(NEWEST))).toHaveLength(1);
    await expect(viewerActions(await of(NEWEST + 1))).rejects.toThrow('newer version');
  });

  describe.skipIf(!existsSync(DATA))('of real files (skipped where ../shared/data is absent)', () => {
    const names = existsSync(DATA) ? readdirSync(DATA).filter((name) => !name.startsWith('blob-')) : [];
    it.each(names)('%s', async (name) => {
      const { ours, theirs } = await both(new Uint8Array(readFileSync(join(DATA, name))));
      expect(theirs.length).toBeGreaterThan(0);
      expect(ours).toEqual(theirs);
    });
  });
});
