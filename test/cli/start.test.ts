/** `npm start`, in a folder of its own with a stand-in for npm and for what is built. */
import { execFile, spawn } from 'node:child_process';
import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { scratch } from './helpers.ts';

/** Writes down how it was called. */
const NPM = '#!/bin/sh\nprintf "%s\\n" "$*" >> npm.log\n';
/** Stands for the command: says which process it is, and serves until it is ended. */
const PROGRAM = 'console.log(process.pid, ...process.argv.slice(2)); setInterval(() => undefined, 1000);';

let folder: string;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  folder = await scratch();
  for (const name of ['tools', 'dist/app', 'dist/cli', 'bin', 'src', 'public', 'node_modules'])
    await mkdir(join(folder, name), { recursive: true });
  for (const name of ['start.mjs', 'install.mjs', 'find-browser.mjs', 'find-nginx.mjs'])
    await copyFile(join('tools', name), join(folder, 'tools', name));
  await writeFile(join(folder, 'package-lock.json'), '{}');
  await writeFile(join(folder, 'dist/app/index.html'), '');
  await writeFile(join(folder, 'dist/cli/playhead.js'), PROGRAM);
  await writeFile(join(folder, 'bin/npm'), NPM);
  await chmod(join(folder, 'bin/npm'), 0o755);
  env = {
    ...process.env,
    NODE_ENV: 'production',
    PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
  };
});

describe.skipIf(process.platform === 'win32')('npm start', () => {
  it('serves in its own process, so that what ends it ends the server', async () => {
    const args = [join('tools', 'start.mjs'), '--port', '0'];
    const program = spawn(process.execPath, args, { cwd: folder, env });
    let said = '';
    await new Promise<void>((done) =>
      program.stdout.on('data', (data: Buffer) => {
        said += data.toString();
        if (said.includes('open')) done();
      }),
    );
    expect(said).toContain(`${program.pid} open public/samples/bug-fix --port 0`);
    const ended = new Promise((done) => program.once('exit', (_, signal) => done(signal)));
    program.kill('SIGTERM');
    expect(await ended).toBe('SIGTERM');
  });

  it('installs what builds and tests, in production too', async () => {
    await writeFile(join(folder, 'package-lock.json'), '{"name":"changed"}');
    const script = `import('./tools/install.mjs').then(({ installPackages }) => installPackages())`;
    await promisify(execFile)(process.execPath, ['--eval', script], { cwd: folder, env });
    const calls = (await readFile(join(folder, 'npm.log'), 'utf8')).trimEnd().split('\n');
    expect(calls.find((call) => call.startsWith('install'))).toContain('--include=dev');
  });
});
