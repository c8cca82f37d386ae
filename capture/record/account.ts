import { chownSync, mkdirSync } from 'node:fs';
import { run, type Account } from './process.ts';

/** Home of the session's account: the only folder whose name may appear in a bundle. */
export const HOME = '/home/dev';
const NAME = 'dev';

/**
 * The neutral account that the session's programs run as. As root it is created when missing; without root the caller's
 * own account is used, and must be able to write to its home.
 */
export async function prepareAccount(display: string, runtimeDir: string): Promise<Account> {
  let uid = process.getuid?.() ?? 0;
  let gid = process.getgid?.() ?? 0;
  if (uid === 0) {
    await run('id', [NAME]).catch(() => run('useradd', ['--create-home', '--shell', '/bin/bash', NAME]));
    uid = Number(await run('id', ['-u', NAME]));
    gid = Number(await run('id', ['-g', NAME]));
  }
  mkdirSync(HOME, { recursive: true });
  mkdirSync(runtimeDir, { recursive: true, mode: 0o700 });
  if (process.getuid?.() === 0) chownSync(runtimeDir, uid, gid);
  return {
    uid,
    gid,
    env: {
      HOME,
      USER: NAME,
      LOGNAME: NAME,
      SHELL: '/bin/bash',
      PATH: '/usr/local/bin:/usr/bin:/bin',
      LANG: 'C.UTF-8',
      TZ: 'UTC',
      DISPLAY: display,
      XDG_RUNTIME_DIR: runtimeDir,
      GTK_THEME: 'Arc-Dark',
      NO_AT_BRIDGE: '1',
      npm_config_update_notifier: 'false',
      npm_config_fund: 'false',
      GIT_CONFIG_NOSYSTEM: '1',
    },
  };
}
