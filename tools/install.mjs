import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { findBrowser } from './find-browser.mjs';
import { findNginx, NGINX_FOLDER } from './find-nginx.mjs';

const STAMP = 'node_modules/.playhead-installed';

/** Runs a command with our own input and output; ends the program with its exit code where it fails. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** Installs the npm packages unless those of this lock file are there, and generates what the schemas make. */
export function installPackages() {
  const digest = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  const current = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest;
  if (!current) {
    console.log('Installing packages …');
    // Not `npm ci`: it refuses a lock file in which the binaries of other platforms are missing, as they are wherever
    // the registry that made it had none. The versions are the locked ones all the same.
    // The development packages are what builds and tests, and NODE_ENV=production would leave them out.
    run('npm', ['install', '--include=dev', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund']);
    writeFileSync(STAMP, digest);
  }
  run('npm', ['run', '--silent', 'generate']);
}

/** Makes sure that there is a Chrome or Chromium to test in: apt where we may, else one sentence. */
export function installBrowser() {
  if (findBrowser()) return;
  const root = process.getuid?.() === 0;
  if (root && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium …');
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']);
  }
  if (findBrowser()) return;
  console.error('The tests need Chrome or Chromium: install one, or set CHROME_PATH to it.');
  process.exit(1);
}

/**
 * Makes sure, where apt may, that there is an nginx to test in; tests that need it are skipped without one. Its package is
 * only unpacked: installing it would start a server on this machine, and again each time that it is turned on.
 */
export function installNginx() {
  if (findNginx()) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) unpackNginx();
  if (!findNginx()) console.log('There is no nginx here, so that the tests of docs/hosting are skipped.');
}

function unpackNginx() {
  console.log('Getting nginx …');
  rmSync(NGINX_FOLDER, { recursive: true, force: true });
  mkdirSync(NGINX_FOLDER, { recursive: true });
  const quietly = (command, args) =>
    spawnSync(command, args, { cwd: NGINX_FOLDER, stdio: 'ignore' }).status === 0;
  const download = () => quietly('apt-get', ['download', '-qq', 'nginx', 'nginx-common']);
  // The lists of packages may be missing, or older than what they name.
  if (!download() && !(quietly('apt-get', ['update', '-qq']) && download())) return;
  for (const file of readdirSync(NGINX_FOLDER).filter((name) => name.endsWith('.deb'))) {
    quietly('dpkg-deb', ['-x', file, '.']);
    rmSync(join(NGINX_FOLDER, file));
  }
}

/** True where `target` is older than one of `sources`, or missing. */
export function isStale(target, sources) {
  if (!existsSync(target)) return true;
  const time = statSync(target).mtimeMs;
  return sources.some((path) => statSync(path).mtimeMs > time);
}
