/** `npm run capture -- SCENARIO`: installs what a capture needs where it may, then records. Linux with apt only. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages } from './install.mjs';

const root = join(import.meta.dirname, '..');
const wanted = readFileSync(join(root, 'capture/apt-packages.txt'), 'utf8').split(/\s+/).filter(Boolean);

/** Whether dpkg has the package installed. */
function isInstalled(name) {
  const { status, stdout } = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Status}', name], {
    encoding: 'utf8',
  });
  return status === 0 && stdout === 'installed';
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

if (process.platform !== 'linux' || spawnSync('dpkg-query', ['--version']).error) {
  fail('A capture needs Debian or a Linux like it: it records a real X11 desktop.');
}
const missing = wanted.filter((name) => !isInstalled(name));
if (missing.length > 0) {
  if (process.getuid() !== 0)
    fail(`A capture needs these packages: run "apt-get install ${missing.join(' ')}" as root.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update'], { stdio: 'inherit', env });
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', ...missing], {
    stdio: 'inherit',
    env,
  });
}
installPackages();
const tsx = join(root, 'node_modules/.bin/tsx');
const { status } = spawnSync(tsx, [join(root, 'capture/main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
