import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { HOME } from './account.ts';
import { sleep, until } from './clock.ts';
import { run, startService, type Account } from './process.ts';

/** Video and desktop size. The bar with the time code takes the last 24 rows. */
export const SCREEN = { w: 1600, h: 900 } as const;
export const BAR = { x: 0, y: 876, w: SCREEN.w, h: 24 } as const;
/** The time code lies on the grid of 16-pixel macroblocks, so that video coding leaves its cells clean. */
export const TIME_CODE = { x: 1392, y: 880, cellW: 8, cellH: 8, bits: 24 } as const;

/** Starts an X server, a window manager and a session bus; every window has a fixed place (see openbox's rc.xml). */
export async function startDesktop(display: string, account: Account, logs: string): Promise<void> {
  const log = (name: string): string => join(logs, `${name}.log`);
  const size = `${SCREEN.w}x${SCREEN.h}x24`;
  startService(
    '/usr/bin/Xvfb',
    [display, '-screen', '0', size, '-nolisten', 'tcp', '-dpi', '96', '-noreset'],
    {
      log: log('xvfb'),
    },
  );
  await until('the X server', () => run('xdpyinfo', [], { account }).catch(() => undefined));
  cpSync(join(import.meta.dirname, '../desktop/home'), HOME, { recursive: true });
  await run('chown', ['-R', `${account.uid}:${account.gid}`, HOME]);
  await run('xsetroot', ['-solid', '#1b2430'], { account });
  await run('xsetroot', ['-cursor_name', 'left_ptr'], { account });
  await run('xset', ['r', 'off'], { account });
  const bus = join(account.env['XDG_RUNTIME_DIR'] ?? '/tmp', 'bus');
  startService('dbus-daemon', ['--session', '--nofork', `--address=unix:path=${bus}`], {
    account,
    log: log('dbus'),
  });
  startService('openbox', [], { account, log: log('openbox') });
  await sleep(600);
}

/** Where a window lies, without its frame. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** The desk: editor left, browser right, terminal below it; two more terminals have the place of the browser. Frames are 1 px, title bars 20 px. */
export const PLACES = {
  editor: { x: 13, y: 33, w: 834, h: 830 },
  browser: { x: 860, y: 12, w: 728, h: 478 },
  terminal: { x: 861, y: 521, w: 726, h: 342 },
  upperTerminal: { x: 861, y: 33, w: 726, h: 214 },
  middleTerminal: { x: 861, y: 277, w: 726, h: 214 },
} as const satisfies Record<string, Place>;

export async function placeWindow(account: Account, window: string, place: Place): Promise<void> {
  await run('xdotool', ['windowsize', '--sync', window, String(place.w), String(place.h)], { account });
  await run('xdotool', ['windowmove', window, String(place.x), String(place.y)], { account });
}

/** The windows of a program that are on the screen, by its class. */
export async function windowsOf(account: Account, className: string): Promise<readonly string[]> {
  const found = await run('xdotool', ['search', '--onlyvisible', '--class', className], { account }).catch(
    () => '',
  );
  return found.split('\n').filter(Boolean);
}

/** A window of a program as soon as it is on the screen; `known`: those that were there before. */
export function findWindow(
  account: Account,
  className: string,
  known: readonly string[] = [],
): Promise<string> {
  return until(`a window of ${className}`, async () =>
    (await windowsOf(account, className)).findLast((window) => !known.includes(window)),
  );
}
