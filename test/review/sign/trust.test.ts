/** The trust store, and the digests that stand for bytes. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { isSameName } from '../../../src/review/conduct/people.ts';
import { newKeyPair, publicKeyPem } from '../../../src/review/sign/ed25519.ts';
import { rootOf } from '../../../src/review/sign/roots.ts';
import { distrustOf, readKeys, writeKeys, type Trusted } from '../../../src/review/sign/trust.ts';
import type { TrustedKey } from '../../../src/schema/generated/types.ts';

let ada: TrustedKey;
let ben: TrustedKey;
const keyOf = async (name: string): Promise<TrustedKey> => {
  const { keyid, publicKey } = await newKeyPair(false);
  const public_key = await publicKeyPem(publicKey);
  return { keyid, public_key, name, roles: ['senior'], valid_from: '2026-01-01T00:00:00Z' };
};
beforeAll(async () => {
  [ada, ben] = [await keyOf('Ada'), await keyOf('Ben')];
});

const read = (...keys: readonly TrustedKey[]) => readKeys(JSON.parse(writeKeys(keys)), 'keys.json');
const loaded = async (change: Partial<TrustedKey>): Promise<Trusted | undefined> =>
  (await read({ ...ada, ...change })).get(ada.keyid);

describe('the trust store', () => {
  it('holds keys by what they are', async () => {
    expect([...(await read(ada, ben)).keys()]).toEqual([ada.keyid, ben.keyid]);
  });

  it.each([
    ['another key under a known name', () => [{ ...ada, public_key: ben.public_key }], 'keys-invalid'],
    ['a key twice', () => [ada, { ...ada, name: 'Eve' }], 'keys-invalid'],
    ['a role that is none', () => [{ ...ada, roles: ['boss'] }], 'keys-invalid'],
    ['a limit that it does not know', () => [{ ...ada, only_on: 'Mondays' }], 'keys-invalid'],
    ['what is no key', () => [{ ...ada, public_key: 'none' }], 'key-invalid'],
  ])('refuses %s', async (_, keys, code) => {
    await expect(read(...(keys() as TrustedKey[]))).rejects.toMatchObject({ code });
  });

  it('trusts a key in its role and time alone', async () => {
    const at = '2026-06-01T00:00:00Z';
    expect(distrustOf(undefined, 'senior', at)).toBe('key-untrusted');
    expect(distrustOf(await loaded({}), 'senior', at)).toBeUndefined();
    expect(distrustOf(await loaded({}), 'reviewer', at)).toBe('key-role');
    expect(distrustOf(await loaded({}), 'senior', '2025-12-31T23:59:59Z')).toBe('key-expired');
    expect(distrustOf(await loaded({ valid_until: at }), 'senior', at)).toBe('key-expired');
    expect(distrustOf(await loaded({ valid_until: at }), 'senior', '2026-05-31T23:59:59Z')).toBeUndefined();
    // Whoever has a stolen key can name any time.
    expect(distrustOf(await loaded({ revoked: '2026-12-01T00:00:00Z' }), 'senior', at)).toBe('key-revoked');
  });

  it('knows a person by more than one way of writing a name', () => {
    expect(isSameName(' Ada  Lovelace', 'ada lovelace')).toBe(true);
    expect(isSameName('Ada', 'Ben')).toBe(false);
  });
});

describe('a root', () => {
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

  it('is Hash1 of Go: lines in the order of the names, hashed', () => {
    const [a, b] = [hash('first'), hash('second')];
    const lines = `${b}  a/b.txt\n${a}  z.txt\n`;
    const entries = [
      { name: 'z.txt', sha256: a },
      { name: 'a/b.txt', sha256: b },
    ];
    expect(rootOf(entries)).toBe(hash(lines));
    expect(rootOf(entries.toReversed())).toBe(hash(lines));
  });

  it('sorts by bytes, where UTF-16 would sort otherwise', () => {
    const [a, b] = [hash('a'), hash('b')];
    // U+FF5E is less than U+1F600 by bytes, and greater by units.
    const lines = `${a}  \uFF5E\n${b}  \u{1F600}\n`;
    const entries = [
      { name: '\u{1F600}', sha256: b },
      { name: '\uFF5E', sha256: a },
    ];
    expect(rootOf(entries)).toBe(hash(lines));
  });
});
