/** The command as a program of its own, and its way with words. */
import { execFile, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { IMPORTERS } from '../../src/importers/registry.ts';
import { playhead, scratch, writeInputs } from './helpers.ts';

const TSX = join('node_modules', 'tsx', 'dist', 'cli.mjs');
const ENTRY = join('src', 'cli', 'playhead.ts');

let folder: string;
beforeAll(async () => {
  folder = await scratch();
  await mkdir(join(folder, 'in'));
  await playhead('new', ...(await writeInputs(join(folder, 'in'))), '-o', join(folder, 'bundle'));
});

describe('the program', () => {
  it('validates a bundle', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      TSX,
      ENTRY,
      'validate',
      join(folder, 'bundle'),
    ]);
    expect(stdout).toContain('is valid.');
  });

  // The app that is opened is one that the test made: the real one may not be built.
  it('serves until it is told to stop', async () => {
    const app = join(folder, 'app');
    await mkdir(app);
    await writeFile(join(app, 'index.html'), '<p>app');
    const entry = join(folder, 'open.mts');
    await writeFile(
      entry,
      `import { openWith } from ${JSON.stringify(resolve('src', 'cli', 'open.ts'))};
       const output = { print: (line) => console.log(line), warn: () => undefined };
       openWith(${JSON.stringify(app)}).run(process.argv.slice(2), output).then((code) => (process.exitCode = code));`,
    );
    // Not by tsx's own command: that ends a program which is slow to hear of a signal, and a busy machine's is.
    const args = ['--import', 'tsx', entry, join(folder, 'bundle'), '--no-browser', '--port', '0'];
    const program = spawn(process.execPath, args);
    const url = await new Promise<string>((done) =>
      program.stdout.once('data', (data: Buffer) => done(data.toString().trim())),
    );
    expect((await fetch(new URL('/bundle/bundle/trace_schema_v2.json', url))).status).toBe(200);
    const ended = new Promise((done) => program.once('exit', (code) => done(code)));
    program.kill('SIGINT');
    expect(await ended).toBe(0);
  });
});

describe('the command line', () => {
  it.each(['open', 'new', 'validate', 'pack', 'unpack', 'encrypt', 'decrypt'])(
    'explains %s',
    async (name) => {
      const { code, out } = await playhead(name, '--help');
      expect(code).toBe(0);
      expect(out).toContain(`Usage: playhead ${name}`);
      expect((await playhead('--help')).out).toContain(name);
    },
  );

  it('sets what the formats of an import are called in one column', async () => {
    const { out } = await playhead('import', '--help');
    const columns = IMPORTERS.map(({ title }) =>
      out
        .split('\n')
        .find((line) => line.endsWith(`  ${title}`))
        ?.lastIndexOf(title),
    );
    expect(new Set(columns)).toEqual(new Set([25]));
  });

  it('knows its version', async () => {
    expect(await playhead('--version')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
    });
  });

  it.each([
    [['fly'], /"fly" is no command/],
    [['--fly'], /"--fly" is no option/],
    [['validate', '--fly', '.'], /Unknown option '--fly'/],
    [['decrypt', 'a.trace.enc'], /--key-file is missing/],
    [['validate'], /bundle is missing/],
    [['validate', 'a', 'b'], /"b" is one argument too many/],
    [['open', '--port', 'high'], /--port takes a number/],
    [['open', '--connect', 'example.com'], /--connect takes an origin/],
    [['open', '--embed', 'null'], /--embed takes an origin/],
    [['new', 'film.mp4', '-o', 'x'], /stands without an option/],
    [['new', '--video', 'film.mp4'], /-o DIR is missing/],
    [['new', '--base', 'main', '-o', 'x'], /need --repo/],
    [['new', '--family', 'fun', '-o', 'x'], /--family takes/],
    [['new', '--mode', 'fun', '-o', 'x'], /--mode takes/],
  ])('refuses %j with exit code 2', async (args, sentence) => {
    expect(await playhead(...args)).toMatchObject({
      code: 2,
      err: expect.stringMatching(sentence) as string,
    });
  });

  it.each([
    [['fly'], 'playhead'],
    [['validate', '--fly'], 'playhead validate'],
    [['batch', 'fly'], 'playhead batch'],
    [['batch', 'qc', '--fly'], 'playhead batch qc'],
    [['map', 'check'], 'playhead map check'],
  ])('names for %j whose help to read', async (args, command) => {
    expect((await playhead(...args)).err).toContain(`Run \`${command} --help\` for the options.`);
  });

  it.each([
    [['validate', 'no-such-bundle'], /no-such-bundle does not exist/],
    [['pack', 'no-such-bundle'], /does not exist/],
    [['encrypt', 'no-such-bundle'], /does not exist/],
    [['decrypt', 'no-such.trace.enc', '--key-file', 'no-such.key'], /no-such\.key does not exist/],
    [['unpack', 'package.json', '-o', 'x'], /package\.json is not a zip/],
    [['open', 'src'], /holds no trace_schema_v2\.json|not built/],
    [['new', '--repo', 'src', '--base', 'no-such-revision', '-o', 'x'], /no-such-revision/],
  ])('fails at %j with exit code 1', async (args, sentence) => {
    const { code, err } = await playhead(...args);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(sentence) as string });
    expect(err.split('\n')).toHaveLength(1);
  });
});
