/** Each thing that can be wrong with a bundle has its own code. */
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Bendable, Json, Result } from './bendable.ts';
import { CAST as CAST_TEXT, playhead, scratch, writeInputs } from './helpers.ts';
import { problemOf, TraceError } from '../../src/base/errors.ts';
import { stepWords } from '../../src/base/time-words.ts';
import { fromSeconds } from '../../src/base/time.ts';
import { problemLines } from '../../src/cli/report.ts';

type Bend = (manifest: Bendable) => void;

let folder: string;
let sound: string;
let count = 0;

beforeAll(async () => {
  folder = await scratch();
  sound = join(folder, 'sound');
  await mkdir(join(folder, 'in'));
  await playhead('new', ...(await writeInputs(join(folder, 'in'))), '-o', sound);
});

async function copy(): Promise<string> {
  const path = join(folder, `copy-${++count}`);
  await cp(sound, path, { recursive: true });
  return path;
}

async function validate(
  path: string,
  ...options: readonly string[]
): Promise<Result & { readonly exit: number }> {
  const { code, out } = await playhead('validate', path, '--json', ...options);
  return { ...(JSON.parse(out) as Result), exit: code };
}

async function bend(path: string, change: Bend): Promise<void> {
  const file = join(path, 'trace_schema_v2.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Bendable;
  change(manifest);
  await writeFile(file, JSON.stringify(manifest));
}

/** Replaces a file and its entry in the manifest, so that only its content is wrong. */
async function rewrite(path: string, name: string, text: string): Promise<void> {
  await writeFile(join(path, name), text);
  const entry = { bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') };
  await bend(path, ({ files }) => {
    const file = files.find((other) => (other['path'] as unknown) === name);
    Object.assign(file ?? {}, entry);
    delete file?.['records'];
  });
  await bend(path, ({ layers }) => layers.forEach((other) => delete other['records']));
}

const layer = (manifest: Bendable, kind: string): Json =>
  manifest.layers.find((other) => (other['kind'] as unknown) === kind) ?? {};
const put = (target: unknown, values: object): void => void Object.assign(target as object, values);

const COMMANDS = 'layers/commands/commands.jsonl';
const CAST = 'layers/main/my-session-1-.cast';
const command = (over: object): string =>
  `${JSON.stringify({ seq: 1, terminal: 'main', t_start: 1, t_end: null, cwd: null, command: 'a', exit_code: null, exit_source: 'unknown', ...over })}\n`;

describe('what is told of a problem', () => {
  it('names its step where the trace has no times', () => {
    const problem = problemOf(new TraceError('order-only', { layer: 'a' }), 'info', fromSeconds(2));
    expect(problemLines([problem], stepWords(40, 1_000_000)).at(-1)).toContain(' At step 3. ');
    expect(problemLines([problem]).at(-1)).toContain(' At 0:02.000. ');
  });
});

describe('playhead validate', () => {
  it('finds nothing wrong with a sound bundle, and names its digest', async () => {
    expect(await validate(sound)).toMatchObject({
      exit: 0,
      valid: true,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  it.each<readonly [string, string, string, Bend]>([
    ['a bundle id that is none', 'manifest-invalid', '/bundle_id', (m) => put(m, { bundle_id: '1' })],
    ['a broken section', 'manifest-invalid', '/task/family', (m) => put(m['task'], { family: 'fun' })],
    ['no schema version', 'manifest-foreign', 'copy', (m) => delete m['schema']],
    ['a newer major version', 'schema-too-new', 'the bundle', (m) => put(m['schema'], { version: '3.0.0' })],
    ['no duration', 'manifest-invalid', '/clock', (m) => delete m['clock']?.['duration']],
    ['a path that leads out', 'manifest-invalid', '/files/0/path', (m) => put(m.files[0], { path: '../a' })],
    [
      'a layer path that is not listed',
      'manifest-invalid',
      '/layers/0/paths/0',
      (m) => put(m.layers[0], { paths: ['layers/a.cast'] }),
    ],
    [
      'two layers of one id',
      'manifest-invalid',
      '/layers (main)',
      (m) => put(layer(m, 'commands'), { id: 'main' }),
    ],
    ['an unknown actor', 'manifest-invalid', '/layers/0/actor', (m) => put(m.layers[0], { actor: 'nobody' })],
    [
      'an unknown layer',
      'manifest-invalid',
      '/layers/0/derived_from/0',
      (m) => put(m.layers[0], { derived_from: ['none'] }),
    ],
    [
      'evidence in no layer',
      'manifest-invalid',
      '/outcome/criteria/0/evidence/0/layer',
      (m) => {
        put(m['task'], { criteria: [{ id: 'a', text: 'a', check: 'test' }] });
        put(m['outcome'], { criteria: [{ id: 'a', result: 'met', evidence: [{ layer: 'none' }] }] });
      },
    ],
    [
      'a result for no criterion',
      'manifest-invalid',
      '/outcome/criteria/0/id',
      (m) => put(m['outcome'], { criteria: [{ id: 'a', result: 'met' }] }),
    ],
    [
      'a wrong number of records',
      'manifest-invalid',
      `/files (${COMMANDS})/records`,
      (m) =>
        put(
          m.files.find((file) => (file['path'] as unknown) === COMMANDS),
          { records: 7 },
        ),
    ],
    [
      'a wrong size',
      'artifact-truncated',
      CAST,
      (m) =>
        put(
          m.files.find((file) => (file['path'] as unknown) === CAST),
          { bytes: 1 },
        ),
    ],
    [
      'a clock map that goes back',
      'manifest-invalid',
      '/layers/0/clock/map/1',
      (m) =>
        put(m.layers[0]?.['clock'], {
          map: [
            { native: 1, trace_us: 1 },
            { native: 0, trace_us: 2 },
          ],
        }),
    ],
  ])('finds %s: %s', async (_what, code, where, change) => {
    const path = await copy();
    await bend(path, change);
    const { exit, valid, problems } = await validate(path);
    expect(problems).toContainEqual(
      expect.objectContaining({ severity: 'error', code, where: expect.stringContaining(where) as string }),
    );
    expect({ exit, valid }).toEqual({ exit: 1, valid: false });
  });

  it.each([
    [
      'a damaged file',
      'artifact-hash',
      (path: string) => writeFile(join(path, CAST), 'x'.repeat(Buffer.byteLength(CAST_TEXT))),
      undefined,
    ],
    [
      'a missing file',
      'artifact-missing',
      (path: string) => rm(join(path, 'layers/diff/fix.patch')),
      undefined,
    ],
    [
      'a missing manifest',
      'manifest-missing',
      (path: string) => rm(join(path, 'trace_schema_v2.json')),
      undefined,
    ],
    [
      'a manifest that is no JSON',
      'manifest-not-json',
      (path: string) => writeFile(join(path, 'trace_schema_v2.json'), '{'),
      undefined,
    ],
    ['a file that is no cast', 'format-broken', (path: string) => rewrite(path, CAST, 'no cast'), undefined],
    [
      'a transcript that is no WebVTT',
      'format-broken',
      (path: string) => rewrite(path, 'layers/transcript/voice.vtt', 'no'),
      undefined,
    ],
    [
      'a report that is no JUnit XML',
      'format-broken',
      (path: string) => rewrite(path, 'layers/tests/001-report.xml', '<html/>'),
      undefined,
    ],
    [
      'a report that is no SARIF',
      'format-broken',
      (path: string) => rewrite(path, 'layers/lint/001-lint.sarif', '{}'),
      undefined,
    ],
    [
      'a HAR that is none',
      'format-broken',
      (path: string) => rewrite(path, 'layers/network/page.har', '{}'),
      undefined,
    ],
    [
      'a diff that is none',
      'format-broken',
      (path: string) => rewrite(path, 'layers/diff/fix.patch', 'text'),
      undefined,
    ],
    [
      'a record that breaks its schema',
      'record-invalid',
      (path: string) => rewrite(path, COMMANDS, command({ exit_code: 'no' })),
      undefined,
    ],
    [
      'a line that is no JSON',
      'line-broken',
      (path: string) => rewrite(path, COMMANDS, `{\n${command({})}`),
      undefined,
    ],
    [
      'a command in no terminal',
      'record-invalid',
      (path: string) => rewrite(path, COMMANDS, command({ terminal: 'other' })),
      undefined,
    ],
    [
      'an unknown key, if strict',
      'unknown-fields',
      (path: string) => rewrite(path, COMMANDS, command({ mood: 'good' })),
      '--strict',
    ],
  ] as const)('finds %s: %s', async (_what, code, damage, option) => {
    const path = await copy();
    await damage(path);
    const { exit, problems } = await validate(path, ...(option === undefined ? [] : [option]));
    expect(problems.filter(({ severity }) => severity === 'error').map((problem) => problem.code)).toContain(
      code,
    );
    expect(exit).toBe(1);
  });

  it('refuses a file that is a symbolic link out of the bundle', async () => {
    const path = await copy();
    await rm(join(path, CAST));
    await symlink(join(folder, 'in', 'My Session (1).CAST'), join(path, CAST));
    expect((await validate(path)).problems.map(({ code }) => code)).toContain('path-refused');
  });

  it('tells the rest where a file of chunks cannot be opened', async () => {
    const path = await copy();
    await bend(path, (m) => {
      const file = m.files.find((one) => (one['path'] as unknown) === CAST);
      put(file, { chunk_hashes: { path: COMMANDS, bytes: 65_536 } });
      put(layer(m, 'commands'), { actor: 'nobody' });
    });
    await rm(join(path, CAST));
    await symlink(join(folder, 'in', 'My Session (1).CAST'), join(path, CAST));
    const found = (await validate(path)).problems.map(({ code, where }) => `${code} ${where}`);
    expect(found.some((one) => one.startsWith('path-refused'))).toBe(true);
    expect(found.some((one) => one.endsWith('/actor'))).toBe(true);
  });

  it.each([
    ['an unknown key', 'unknown-fields', 'warning', (path: string) => bend(path, (m) => put(m, { mood: 1 }))],
    [
      'a file that is not listed',
      'manifest-invalid',
      'warning',
      (path: string) => writeFile(join(path, 'notes.txt'), ''),
    ],
    [
      'times after the end',
      'time-outside',
      'warning',
      (path: string) => bend(path, (m) => put(m['clock'], { duration: 1_000_000 })),
    ],
    [
      'times that go back',
      'time-backwards',
      'warning',
      (path: string) => rewrite(path, COMMANDS, command({ t_start: 9 }) + command({})),
    ],
    [
      'a duration that nothing fills',
      'manifest-invalid',
      'info',
      (path: string) => bend(path, (m) => put(m['clock'], { duration: 99_000_000 })),
    ],
  ] as const)('accepts %s, and says so', async (_what, code, severity, change) => {
    const path = await copy();
    await change(path);
    const { exit, problems } = await validate(path);
    expect({
      exit,
      found: [...new Set(problems.map((problem) => `${problem.severity} ${problem.code}`))],
    }).toEqual({
      exit: 0,
      found: [`${severity} ${code}`],
    });
  });
});
