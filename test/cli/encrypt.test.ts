/** encrypt → decrypt gives the same bytes, and nothing else does. */
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { playhead, scratch, writeInputs } from './helpers.ts';

const FRAGMENT = /#key=[\w-]{43}/;

let folder: string;
let zip: Buffer;
const at = (...parts: readonly string[]): string => join(folder, ...parts);

beforeAll(async () => {
  folder = await scratch();
  await mkdir(at('in'));
  const inputs = await writeInputs(at('in'));
  await playhead('new', ...inputs, '--title', 'A fix', '--family', 'bug_fix', '-o', at('bundle'));
  expect(await playhead('pack', at('bundle'))).toMatchObject({ code: 0 });
  zip = await readFile(at('bundle.trace.zip'));
});

/** Encrypts, and keeps the link that people would send. */
async function encrypt(bundle: string, name: string): Promise<string> {
  const { code, out } = await playhead('encrypt', at(bundle), '-o', at(`${name}.trace.enc`));
  const [file, fragment = ''] = out.split('\n');
  expect({ code, file }).toEqual({ code: 0, file: at(`${name}.trace.enc`) });
  expect(fragment).toMatch(new RegExp(`^${FRAGMENT.source}$`));
  await writeFile(at(`${name}.key`), `https://x.example/?trace=a.trace.enc${fragment}\n`, { mode: 0o600 });
  return fragment;
}

const decrypt = (name: string, key: string, ...more: readonly string[]) =>
  playhead('decrypt', at(`${name}.trace.enc`), '--key-file', at(key), '-o', at(`${name}.zip`), ...more);

describe('playhead encrypt', () => {
  it.each([
    ['a zip', 'bundle.trace.zip', 'of-zip'],
    ['a folder, as it is packed', 'bundle', 'of-folder'],
  ])('encrypts %s, which comes back', async (_what, bundle, name) => {
    await encrypt(bundle, name);
    expect(await decrypt(name, `${name}.key`)).toMatchObject({ code: 0, out: at(`${name}.zip`), err: '' });
    expect(Buffer.compare(await readFile(at(`${name}.zip`)), zip)).toBe(0);
  });

  it('takes another key each time, and leaves nothing to be read', async () => {
    const keys = [await encrypt('bundle', 'one'), await encrypt('bundle', 'two')];
    expect(keys[0]).not.toBe(keys[1]);
    const [one, two] = await Promise.all(['one', 'two'].map((name) => readFile(at(`${name}.trace.enc`))));
    expect(one?.length).toBe(two?.length);
    expect(one?.includes('trace_schema_v2')).toBe(false);
    expect(one?.subarray(0, 64).equals(two?.subarray(0, 64) ?? Buffer.of())).toBe(false);
  });

  it.each(['share.bin', 'SHARE.TRACE.ENC'])('makes no %s, which no page knows as encrypted', async (name) => {
    const { code, out, err } = await playhead('encrypt', at('bundle'), '-o', at(name));
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('has to end with .enc');
    expect(await readdir(folder)).not.toContain(name);
  });

  it('names the file after the bundle', async () => {
    expect((await playhead('encrypt', at('bundle.trace.zip'))).out).toContain(`${at('bundle.trace.enc')}\n`);
  });

  it('keeps a key in a file for its owner alone, and takes it from there again', async () => {
    const args = ['encrypt', at('bundle'), '--key-file', at('own.key'), '-o'];
    expect(await playhead(...args, at('a.trace.enc'))).toEqual({ code: 0, out: at('a.trace.enc'), err: '' });
    expect((await stat(at('own.key'))).mode & 0o777).toBe(0o600);
    const kept = await readFile(at('own.key'), 'utf8');
    expect(await playhead(...args, at('b.trace.enc'))).toMatchObject({ code: 0, out: at('b.trace.enc') });
    expect(await readFile(at('own.key'), 'utf8')).toBe(kept);
    for (const name of ['a', 'b']) expect(await decrypt(name, 'own.key')).toMatchObject({ code: 0 });
  });

  it('takes no key out of several', async () => {
    await encrypt('bundle', 'first');
    await encrypt('bundle', 'second');
    const keys = await Promise.all(['first', 'second'].map((name) => readFile(at(`${name}.key`), 'utf8')));
    await writeFile(at('both.key'), keys.join(''));
    const args = ['encrypt', at('bundle'), '--key-file', at('both.key'), '-o', at('c.trace.enc')];
    for (const refused of [await playhead(...args), await decrypt('first', 'both.key')]) {
      expect(refused).toMatchObject({ code: 1, out: '' });
      expect(refused.err).toContain('holds 2 keys');
    }
    expect((await readdir(folder)).filter((name) => /^(?:c\.trace|first\.zip)/.test(name))).toEqual([]);
  });

  it('writes over nothing unless it is told to', async () => {
    await encrypt('bundle', 'once');
    const before = await readFile(at('once.trace.enc'));
    const again = ['encrypt', at('bundle'), '-o', at('once.trace.enc')];
    const refused = await playhead(...again);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('exists already') as string });
    expect(refused.out).not.toMatch(FRAGMENT);
    expect(Buffer.compare(await readFile(at('once.trace.enc')), before)).toBe(0);
    expect(await playhead(...again, '--force')).toMatchObject({ code: 0 });
  });

  it('refuses what is no bundle, and ends', async () => {
    await mkdir(at('empty'));
    await writeFile(at('text.trace.zip'), 'no zip');
    for (const path of ['empty', 'text.trace.zip', 'nothing'])
      expect((await playhead('encrypt', at(path))).code).toBe(1);
    expect(
      (await readdir(folder)).filter((name) => /^(?:empty|text|nothing)\.trace\.enc/.test(name)),
    ).toEqual([]);
  });
});

describe('playhead decrypt', () => {
  const leftovers = async (name: string): Promise<readonly string[]> =>
    (await readdir(folder)).filter((file) => file.startsWith(`${name}.zip`));

  it('does not open with another key, and says so without it', async () => {
    await encrypt('bundle', 'mine');
    const other = await encrypt('bundle', 'other');
    const { code, err } = await decrypt('mine', 'other.key');
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining('does not open mine.trace.enc') as string,
    });
    expect(err).not.toContain(other.slice(5));
    expect(await leftovers('mine')).toEqual([]);
  });

  it.each([
    ['changed', (bytes: Buffer) => void (bytes[100] = (bytes[100] ?? 0) ^ 1)],
    ['cut', (bytes: Buffer) => bytes.subarray(0, bytes.length - 5)],
  ])('leaves nothing of a file that was %s', async (how, change) => {
    await encrypt('bundle', how);
    const bytes = await readFile(at(`${how}.trace.enc`));
    await writeFile(at(`${how}.trace.enc`), change(bytes) ?? bytes);
    expect(await decrypt(how, `${how}.key`)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/was changed after it was encrypted|does not end as it did/) as string,
    });
    expect(await leftovers(how)).toEqual([]);
  });

  it('takes no piece of a key', async () => {
    const fragment = await encrypt('bundle', 'part');
    await writeFile(at('part.key'), fragment.slice(0, -1), { mode: 0o600 });
    const { code, err } = await decrypt('part', 'part.key');
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('not a whole key') as string });
    expect(err).not.toContain(fragment.slice(5, 20));
  });

  it('warns of a key that others may read', async () => {
    await encrypt('bundle', 'open');
    await writeFile(at('shared.key'), await readFile(at('open.key')), { mode: 0o644 });
    expect((await decrypt('open', 'shared.key')).err).toContain('chmod 600');
  });
});

describe('other commands', () => {
  it.each(['validate', 'encrypt', 'qc'])('%s says that a bundle is encrypted', async (command) => {
    await encrypt('bundle', command);
    expect((await playhead(command, at(`${command}.trace.enc`))).err).toContain(
      'is encrypted: decrypt it first, with playhead decrypt',
    );
  });
});
