/** A full review of three traces and their sign-off, by keyboard alone; what comes of it is verified elsewhere. */
import { createPublicKey, verify } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test, type Download, type Locator, type Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { serve, type Serving } from '../../src/cli/serve.ts';
import { faults } from './axe-faults.ts';
import { judge as judgeBeside } from '../cli/batch/judge.ts';
import { copySample, playhead } from './small-batch.ts';

const TRACES = ['one', 'two', 'three'] as const;

const folder = mkdtempSync(join(tmpdir(), 'playhead-sign-'));
const batch = join(folder, 'batch');
const at = (...parts: readonly string[]): string => join(folder, ...parts);
let serving: Serving;

test.beforeAll(async () => {
  mkdirSync(batch);
  for (const name of TRACES)
    copySample(batch, {
      name,
      title: `Task ${name}`,
      family: 'bug_fix',
      kind: 'human',
      who: 'Dev 01',
      success: 'met',
    });
  await playhead('batch', 'index', batch);
  // Of so few traces two judge each; the other one has done so, and Ada does not see how.
  for (const name of TRACES) await judgeBeside(batch, name, { Ben: 'accept_with_waivers' });
  await playhead('batch', 'index', batch);
  serving = await serve({ app: 'dist/app', bundle: join(batch, 'batch.json') });
});
test.afterAll(async () => {
  await serving.close();
  rmSync(folder, { recursive: true, force: true });
});

const quality = (page: Page): Locator => page.getByRole('complementary', { name: 'Quality' });
const review = (page: Page): Locator => page.getByRole('complementary', { name: 'Review' });
const signOff = (page: Page): Locator => page.getByRole('complementary', { name: 'Sign-off' });
const button = (place: Locator, name: string | RegExp): Locator => place.getByRole('button', { name });

/** Presses Tab until that has the focus, and then Enter. */
async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 120; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      await page.keyboard.press(key);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error('the focus never came there');
}

/** The file that a button gives. */
async function saved(page: Page, target: Locator): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, target)]);
  return download;
}

async function choose(page: Page, target: Locator, path: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, target)]);
  await chooser.setFiles(path);
}

/** Reads what the rules found, lets it pass, says something, and judges. */
async function judge(page: Page, name: string, first: boolean): Promise<void> {
  await page.evaluate(() => window.playhead.ready());
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Task ${name}`);
  await page.keyboard.press('Shift+Q');
  const scores = quality(page).getByRole('tab', { name: /Scores/ });
  await expect(scores).toBeVisible({ timeout: 120_000 });
  await press(page, scores, 'ArrowRight');
  const list = quality(page).getByRole('listbox', { name: 'Findings' });
  await press(page, list);
  await expect(list.getByRole('option')).toHaveCount(1);
  if (first) expect(await faults(page), 'findings').toEqual([]);
  await press(page, button(quality(page), 'Waive …'));
  await expect(quality(page).getByLabel('Why it may pass')).toBeFocused();
  await page.keyboard.type('The client runs it.');
  if (first) {
    // Whoever says something is asked for a name once.
    await page.keyboard.press('Tab');
    await page.keyboard.type('Ada');
  }
  await page.keyboard.press('Enter');
  await expect(list).toContainText('waived by Ada');
  await page.keyboard.press('M');
  await expect(review(page).getByRole('textbox', { name: 'Comment' })).toBeFocused();
  await page.keyboard.type(`Seen in ${name}.`);
  await page.keyboard.press('Control+Enter');
  await expect(review(page).getByRole('list', { name: 'Comments' })).toContainText(`Seen in ${name}.`);
  await page.keyboard.press('Alt+W');
  await expect(button(review(page), 'Accept with waivers')).toHaveAttribute('aria-pressed', 'true');
  if (first) expect(await faults(page), 'review').toEqual([]);
  // Out of the field, so that single keys are keys again.
  await review(page).focus();
}

test('three traces are reviewed and signed off by keyboard, and it holds elsewhere until a byte changes', async ({
  page,
}) => {
  test.slow();
  await page.goto(serving.url);
  await expect(page.getByRole('option')).toHaveCount(3);
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await judge(page, 'one', true);
  // In the order of the table, which is that of the names.
  await page.keyboard.press('n');
  await judge(page, 'three', false);
  await page.keyboard.press('n');
  await judge(page, 'two', false);

  await page.keyboard.press('Shift+O');
  await expect(page.getByText('3 of 3 reviewed')).toBeVisible();
  const drawer = signOff(page);
  await expect(drawer).toContainText('This browser has no key of yours yet.');
  await expect(drawer).toContainText('Every trace has to be read and judged first.');
  expect(await faults(page), 'before anything is signed').toEqual([]);

  await press(page, button(drawer, 'Make a key'));
  const keyFile = await saved(page, button(drawer, /^Save .*\.key\.pem$/));
  await keyFile.saveAs(at('cleo.pem'));
  await expect(button(drawer, /^Save .*\.key\.pem$/)).toHaveCount(0);
  await (await saved(page, button(drawer, 'Public half'))).saveAs(at('cleo.pub.pem'));
  // The file is one that the command line takes, and the public half is its own.
  const own = await playhead('batch', 'keys', 'public', at('cleo.pem'));
  expect(`${own.out}\n`).toBe(readFileSync(at('cleo.pub.pem'), 'utf8'));
  const trusted = ['--store', at('keys.json'), '--from', '2026-01-01'];
  await playhead(
    'batch',
    'keys',
    'trust',
    at('cleo.pub.pem'),
    '--name',
    'Cleo',
    '--role',
    'senior',
    ...trusted,
  );
  await choose(page, button(drawer, 'Trusted keys …'), at('keys.json'));
  await expect(drawer).toContainText('1 key is trusted, by keys.json');

  await press(page, button(drawer, /^Read and judge every trace/));
  await expect(drawer).toContainText('Nothing stands open.', { timeout: 300_000 });
  await expect(drawer).toContainText('3 comments in 3 traces are not resolved.');
  await expect(drawer).toContainText('3, every byte read');
  expect(await faults(page), 'before signing').toEqual([]);
  const reviews = await saved(page, button(drawer, 'Save them'));
  for (const [path, bytes] of Object.entries(unzipSync(readFileSync(await reviews.path())))) {
    mkdirSync(dirname(join(batch, path)), { recursive: true });
    writeFileSync(join(batch, path), bytes);
  }
  const signed = await saved(page, button(drawer, 'Sign the batch off'));
  expect(signed.suggestedFilename()).toBe('batch.signoff.json');
  await signed.saveAs(join(batch, 'batch.signoff.json'));
  await expect(drawer).toContainText('Signed, and saved as batch.signoff.json.');
  expect(await faults(page), 'after signing').toEqual([]);

  const verifying = ['batch', 'verify', batch, '--keys', at('keys.json'), '--reviewers', '0', '--json'];
  const holds = await playhead(...verifying);
  expect([holds.code, JSON.parse(holds.out)]).toMatchObject([
    0,
    { valid: true, decision: 'accepted', traces: 3, signers: [{ name: 'Cleo', role: 'senior' }] },
  ]);
  const envelope = JSON.parse(readFileSync(join(batch, 'batch.signoff.json'), 'utf8')) as {
    readonly payload: string;
    readonly payloadType: string;
    readonly signatures: readonly { readonly sig: string }[];
  };
  const body = Buffer.from(envelope.payload, 'base64');
  const head = `DSSEv1 ${envelope.payloadType.length} ${envelope.payloadType} ${body.length} `;
  const key = createPublicKey(readFileSync(at('cleo.pub.pem')));
  const [signature] = envelope.signatures;
  const raw = Buffer.concat([Buffer.from(head), body]);
  expect(verify(null, raw, key, Buffer.from(signature?.sig ?? '', 'base64'))).toBe(true);

  await press(page, button(drawer, 'Look again').last());
  const state = page.getByRole('region', { name: 'The sign-off beside the batch' });
  await expect(state).toContainText('Signed, and not yet by a reviewer');
  await expect(state).toContainText(/Signed by Cleo, senior, at .* UTC, key/);
  expect(await faults(page), 'a sign-off that holds').toEqual([]);
  const report = await saved(page, button(state, 'Report'));
  expect(readFileSync(await report.path(), 'utf8')).toContain('Sign-off of');

  const file = join(batch, 'two', 'layers', 'commands', 'commands.jsonl');
  const bytes = readFileSync(file);
  bytes[bytes.length - 3] = (bytes.at(-3) ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const broken = await playhead(...verifying);
  expect([broken.code, JSON.parse(broken.out)]).toMatchObject([
    1,
    { valid: false, faults: [{ code: 'bundle-changed', trace: 'two' }] },
  ]);
  await press(page, button(state, 'Compare every byte'));
  await expect(state).toContainText('Void', { timeout: 120_000 });
  await expect(state.getByRole('group', { name: 'Why it does not hold' })).toContainText(
    'Its bytes are not those that were signed.',
  );
  expect(await faults(page), 'a sign-off that is void').toEqual([]);
});

test('the table of a batch has its keys in the help, and its commands in the palette', async ({ page }) => {
  await page.goto(serving.url);
  await expect(page.getByRole('option')).toHaveCount(3);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Sign-off of the batch');
  expect(await faults(page), 'help').toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const palette = page.getByRole('dialog', { name: 'All commands' });
  await page.keyboard.press('Control+K');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('sign-off');
  await expect(palette.getByRole('option', { selected: true })).toContainText(/sign-off/i);
  await page.keyboard.press('Enter');
  await expect(signOff(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(signOff(page)).toHaveCount(0);
});
