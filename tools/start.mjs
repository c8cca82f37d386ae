/** `npm start`: installs what is missing, builds what is stale, and serves Playhead on the sample trace. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages, isStale, run } from './install.mjs';

installPackages();

/** The files that the build is made of: those that git tracks where there is git, else those of the source folders. */
function sources() {
  try {
    return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
      encoding: 'utf8',
      // Where there is no git, nobody needs to hear of it.
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .split('\n')
      .filter((path) => /^(src|public|index\.html|vite|package|tsconfig)/.test(path) && existsSync(path));
  } catch {
    return ['src', 'public'].flatMap((folder) =>
      readdirSync(folder, { recursive: true }).map((path) => join(folder, String(path))),
    );
  }
}

const files = sources();
if (isStale('dist/app/index.html', files) || isStale('dist/cli/playhead.js', files)) {
  console.log('Building …');
  run('npm', ['run', '--silent', 'build']);
}
// In this process, so that whatever ends it ends the server too.
const program = new URL('../dist/cli/playhead.js', import.meta.url);
process.argv = [
  process.execPath,
  fileURLToPath(program),
  'open',
  'public/samples/bug-fix',
  ...process.argv.slice(2),
];
await import(program.href);
