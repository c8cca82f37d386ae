/** `npm start`: installs what is missing, builds what is stale, and serves Playhead on the sample trace. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages, isStale, run } from './install.mjs';

installPackages();

/** The files that the build is made of: those that git tracks where there is git, else those of the source folders. */
function sources() {
  try {
    return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
      encoding: 'utf8',
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
run(process.execPath, ['dist/cli/playhead.js', 'open', 'public/samples/bug-fix', ...process.argv.slice(2)]);
