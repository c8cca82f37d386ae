/** The pictures of `docs/screens`: every pane, every state and every dialog, of the real app on the real sample. */
import type { Page } from 'playwright-core';
import type { SampleCopy } from '../test/e2e/altered-sample.ts';

export interface Screen {
  /** File name without its ending; the folder tells what it is a picture of. */
  readonly name: string;
  readonly theme: 'dark' | 'light';
  readonly width: number;
  readonly height: number;
  /** Makes another bundle of the sample, to be opened in its place. */
  readonly alter?: (copy: SampleCopy) => void;
  /** A small batch of copies of the sample is served; its table is what opens. */
  readonly batch?: true;
  /** Before the page is opened. */
  readonly before?: (page: Page) => Promise<unknown>;
  /** Brings the page to what is shown. `address`: of the bundle. */
  readonly prepare: (page: Page, address: string) => Promise<void>;
}

const FULL = { width: 1440, height: 900 } as const;
const PANE = { width: 1100, height: 720 } as const;
const THEMES = ['dark', 'light'] as const;

/** Opens the bundle at a moment. */
const at =
  (seconds: number) =>
  async (page: Page, address: string): Promise<void> => {
    await page.evaluate(
      async ([source, time]) => {
        await window.playhead.load(source);
        await window.playhead.seek(time);
      },
      [address, seconds] as const,
    );
  };

/** The same, then keys. */
const keys =
  (seconds: number, ...pressed: readonly string[]) =>
  async (page: Page, address: string): Promise<void> => {
    await at(seconds)(page, address);
    for (const key of pressed) await page.keyboard.press(key);
  };

/** The same, with one pane that fills the window and the timeline made low. */
const pane =
  (name: string, seconds: number) =>
  async (page: Page, address: string): Promise<void> => {
    await at(seconds)(page, address);
    await page.getByRole('tab', { name, exact: true }).first().dblclick();
    await page.getByRole('separator', { name: 'Height of the timeline' }).focus();
    for (let press = 0; press < 12; press++) await page.keyboard.press('ArrowDown');
    await page.mouse.move(0, 0);
    await page.evaluate(async () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      await window.playhead.settled();
    });
  };

/** What the manifest says of a layer, said otherwise. */
const status =
  (layers: readonly string[], word: 'not_captured' | 'withheld' | 'lost' | 'empty', note: string) =>
  (copy: SampleCopy): void =>
    copy.editManifest((manifest) => ({
      ...manifest,
      layers: manifest.layers.map(({ paths, ...layer }) =>
        layers.includes(layer.id)
          ? { ...layer, status: word, status_note: note }
          : { ...layer, ...(paths && { paths }) },
      ),
    }));

const PANES: readonly (readonly [file: string, name: string, seconds: number])[] = [
  ['screen', 'Screen', 58],
  ['terminal', 'Terminal', 100],
  ['code', 'Code', 158],
  ['tests', 'Tests', 100],
  ['browser', 'Browser', 72],
  ['voice', 'Voice', 128],
  ['steps', 'Steps', 100],
  ['outcome', 'Outcome', 229],
];

export const SCREENS: readonly Screen[] = [
  {
    name: 'landing',
    theme: 'dark',
    ...FULL,
    prepare: async (page) => {
      await page.getByRole('list').getByRole('button').first().waitFor();
      await page.waitForLoadState('networkidle');
    },
  },
  { name: 'workbench-dark', theme: 'dark', ...FULL, prepare: at(100) },
  { name: 'workbench-light', theme: 'light', ...FULL, prepare: at(100) },
  { name: 'layout-review', theme: 'dark', ...FULL, prepare: keys(100, 'Alt+2') },
  { name: 'layout-share', theme: 'light', ...FULL, prepare: keys(100, 'Alt+3') },
  { name: 'small', theme: 'dark', width: 1000, height: 700, prepare: at(120) },
  { name: 'large', theme: 'light', width: 2560, height: 1440, prepare: at(120) },
  {
    name: 'high-contrast',
    theme: 'dark',
    ...FULL,
    before: (page) => page.emulateMedia({ contrast: 'more' }),
    prepare: at(100),
  },
  { name: 'keys', theme: 'dark', ...FULL, prepare: keys(58, '?') },
  ...THEMES.flatMap((theme) =>
    PANES.map(([file, name, seconds]) => ({
      name: `panes/${file}-${theme}`,
      theme,
      ...PANE,
      prepare: pane(name, seconds),
    })),
  ),
  {
    name: 'dialogs/palette',
    theme: 'dark',
    ...FULL,
    prepare: async (page, address) => {
      await keys(100, 'Control+k')(page, address);
      await page.keyboard.type('go to');
    },
  },
  { name: 'dialogs/share', theme: 'light', ...FULL, prepare: keys(100, 'u') },
  { name: 'dialogs/export', theme: 'dark', ...FULL, prepare: keys(100, 'Shift+E') },
  {
    name: 'drawers/quality',
    theme: 'dark',
    ...FULL,
    prepare: async (page, address) => {
      await keys(100, 'Shift+Q')(page, address);
      await page.getByRole('tab', { name: /Scores/ }).waitFor({ timeout: 60_000 });
    },
  },
  { name: 'drawers/review', theme: 'light', ...FULL, prepare: keys(100, 'Shift+R') },
  {
    name: 'batch/table',
    theme: 'dark',
    ...FULL,
    batch: true,
    prepare: async (page) => page.getByRole('option').first().waitFor(),
  },
  {
    name: 'batch/sign-off',
    theme: 'light',
    ...FULL,
    batch: true,
    prepare: async (page) => {
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('Shift+O');
      await page.getByRole('complementary', { name: 'Sign-off' }).waitFor();
    },
  },
  { name: 'dialogs/settings', theme: 'light', ...FULL, prepare: keys(100, 'Control+,') },
  {
    name: 'dialogs/panes',
    theme: 'dark',
    ...FULL,
    prepare: async (page, address) => {
      await at(100)(page, address);
      await page.getByRole('button', { name: 'Arrange the panes' }).click();
    },
  },
  {
    name: 'dialogs/problems',
    theme: 'dark',
    ...FULL,
    alter: (copy) => {
      copy.replace(copy.pathOf('commands'), `${copy.read(copy.pathOf('commands')).toString()}{"seq": 99\n`);
      copy.remove(copy.pathOf('network'));
    },
    prepare: keys(100, 'Shift+P'),
  },
  {
    name: 'states/could-not-be-opened',
    theme: 'dark',
    ...FULL,
    prepare: async (page) => {
      await page.evaluate(() => window.playhead.load('nowhere.trace.zip').catch(() => undefined));
    },
  },
  {
    name: 'states/opening',
    theme: 'dark',
    ...FULL,
    before: (page) => page.route('**/trace_schema_v2.json', () => undefined),
    prepare: async (page, address) => {
      await page.evaluate((source) => void window.playhead.load(source), address);
    },
  },
  {
    name: 'states/next-could-not-be-opened',
    theme: 'light',
    ...FULL,
    prepare: async (page, address) => {
      await at(100)(page, address);
      await page.evaluate(() => window.playhead.load('nowhere.trace.zip').catch(() => undefined));
    },
  },
  {
    name: 'states/loading',
    theme: 'dark',
    ...FULL,
    before: (page) => page.route(/\.(?:mp4|cast|vtt)$|(?:Steps|Video|Voice)Pane-.*\.js/, () => undefined),
    prepare: async (page, address) => {
      await page.evaluate((source) => void window.playhead.load(source), address);
      await page.getByRole('slider', { name: 'Playhead' }).waitFor();
    },
  },
  {
    name: 'states/not-captured',
    theme: 'dark',
    ...FULL,
    alter: status(
      ['screen', 'terminal', 'commands', 'voice', 'transcript'],
      'not_captured',
      'The recorder was not set up for it.',
    ),
    prepare: at(100),
  },
  {
    name: 'states/withheld',
    theme: 'light',
    ...FULL,
    alter: status(
      ['screen', 'terminal', 'commands', 'voice', 'transcript'],
      'withheld',
      'Left out at the wish of the engineer.',
    ),
    prepare: at(100),
  },
  {
    name: 'states/lost',
    theme: 'dark',
    ...FULL,
    alter: status(['terminal', 'commands'], 'lost', 'The disk was full.'),
    prepare: at(100),
  },
  {
    name: 'states/damaged',
    theme: 'dark',
    ...FULL,
    alter: (copy) => {
      copy.replaceHonestly(copy.pathOf('screen'), 'no video');
      copy.replaceHonestly(copy.pathOf('terminal'), 'no recording');
      copy.replaceHonestly(copy.pathOf('voice'), 'no sound');
    },
    prepare: at(100),
  },
  {
    name: 'states/all-hidden',
    theme: 'dark',
    ...FULL,
    prepare: async (page, address) => {
      await at(100)(page, address);
      for (let left = await page.getByRole('tab').count(); left > 0; left--) {
        await page.getByRole('tab').first().focus();
        await page.keyboard.press('Delete');
      }
    },
  },
];
