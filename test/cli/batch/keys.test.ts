/** `playhead batch keys`: files of keys, and what openssl makes of them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { playhead, scratch } from '../helpers.ts';

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await scratch();
});

describe('playhead batch keys', () => {
  it('keeps a private key for its owner alone, and writes over none', async () => {
    const file = at('new.pem');
    expect((await playhead('batch', 'keys', 'new', file)).code).toBe(0);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const before = await readFile(file, 'utf8');
    expect((await playhead('batch', 'keys', 'new', file)).code).toBe(3);
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  it.skipIf(spawnSync('openssl', ['version']).status !== 0)(
    'takes over a key that openssl made, and openssl reads its own',
    async () => {
      execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', at('theirs.pem')]);
      const { code, out } = await playhead(
        'batch',
        'keys',
        'import',
        at('theirs.pem'),
        '--out',
        at('mine.pem'),
        '--json',
      );
      expect(code).toBe(0);
      const pem = execFileSync('openssl', ['pkey', '-in', at('mine.pem'), '-pubout'], { encoding: 'utf8' });
      const shown = JSON.parse(
        (await playhead('batch', 'keys', 'public', at('mine.pem'), '--json')).out,
      ) as object;
      expect(shown).toEqual({ keyid: (JSON.parse(out) as { keyid: string }).keyid, public_key: pem });
    },
  );

  it.each([
    [[], 2],
    [['make'], 2],
    [['trust', 'x.pem'], 2],
    [['trust', 'x.pem', '--store', 'k.json', '--name', 'A', '--role', 'boss'], 3],
    [['revoke', 'abc', '--store', 'k.json'], 2],
    [['list', 'nowhere.json'], 3],
  ])('exits for %j with %i', async (args, code) => {
    expect((await playhead('batch', 'keys', ...args)).code).toBe(code);
  });
});
