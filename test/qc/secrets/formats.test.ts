/** Each format: what it finds, what it does not, and that it shows nothing of it. Every example is made up. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entropyOf, findAll, passesLuhn, passesMod97, type Format } from '../../../src/qc/secrets/format.ts';
import { PERSONAL_FORMATS } from '../../../src/qc/secrets/personal-formats.ts';
import { SECRET_FORMATS } from '../../../src/qc/secrets/secret-formats.ts';

const LIMITS = { minEntropy: 3.5 };
/** Looks random, and is put together here, so that no scanner takes this file for a leak. */
const random = (length: number): string =>
  'q7Rt2ZxW9bLm4KvP1sYd8HcN3gFj6TaE0uOi5XnV'.repeat(4).slice(0, length);
const upper = (length: number): string =>
  random(80)
    .toUpperCase()
    .replace(/[01890]/g, 'A')
    .slice(0, length);
const base64 = (text: string): string =>
  btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const dashes = '-'.repeat(5);

/** Format → a text with the secret, and the secret. */
const FOUND: Readonly<Record<string, readonly [string, string]>> = {
  'private-key': [
    `x ${dashes}BEGIN OPENSSH PRIVATE KEY${dashes}`,
    `${dashes}BEGIN OPENSSH PRIVATE KEY${dashes}`,
  ],
  'pgp-private-key': [
    `${dashes}BEGIN PGP PRIVATE KEY BLOCK${dashes}`,
    `${dashes}BEGIN PGP PRIVATE KEY BLOCK${dashes}`,
  ],
  'aws-access-key': [`id=AKIA${upper(16)};`, `AKIA${upper(16)}`],
  'github-token': [`https://x/?t=ghp_${random(36)} `, `ghp_${random(36)}`],
  'gitlab-token': [`glpat-${random(20)}`, `glpat-${random(20)}`],
  'slack-token': [`"xoxb-${random(24)}"`, `xoxb-${random(24)}`],
  'google-api-key': [`key=AIza${random(35)}&b`, `AIza${random(35)}`],
  'stripe-key': [`sk_live_${random(24)}`, `sk_live_${random(24)}`],
  'npm-token': [`_authToken=npm_${random(36)}`, `npm_${random(36)}`],
  'pypi-token': [`pypi-AgEIcHlwaS5vcmc${random(60)}`, `pypi-AgEIcHlwaS5vcmc${random(60)}`],
  'model-api-key': [`sk-ant-api03-${random(40)}`, `sk-ant-api03-${random(40)}`],
  'sendgrid-key': [`SG.${random(22)}.${random(43)}`, `SG.${random(22)}.${random(43)}`],
  jwt: [
    `Bearer ${base64('{"alg":"HS256"}')}.${base64('{"sub":"1"}')}.${random(43)}`,
    `${base64('{"alg":"HS256"}')}.${base64('{"sub":"1"}')}.${random(43)}`,
  ],
  'url-password': [`postgres://app:${random(9)}@db.internal/x`, random(9)],
  'assigned-secret': [`DB_PASSWORD = "${random(24)}"`, random(24)],
  email: ['Mail ada@lovelace-mills.co.uk, please', 'ada@lovelace-mills.co.uk'],
  'card-number': ['4539 1488 0343 6467', '4539 1488 0343 6467'],
  iban: ['to DE89 3704 0044 0532 0130 00.', 'DE89 3704 0044 0532 0130 00'],
};

const NOT_FOUND: readonly (readonly [string, string])[] = [
  ['a public key', `${dashes}BEGIN PUBLIC KEY${dashes}`],
  ['a word that begins like a key', `AKIA${'abcdefgh'.repeat(2)}`],
  ['a token that is too short', `ghp_${random(20)}`],
  ['three parts that are no token', `eyJ${random(20)}.eyJ${random(20)}.${random(20)}`],
  ['an address without a password', 'https://example.org:8080/@scope/a'],
  ['a password that is a variable', 'https://user:${PASSWORD}@host/'],
  ['a name that is called', 'const token = readTokenFromStorage2024()'],
  ['a value that is no random one', 'password: aaaaaaaaaaaaaaaaaaaaaaaa1'],
  ['a name of a key', 'api_key: process.env.SERVICE_API_KEY_2'],
  [
    'an address of nobody',
    'git@github.com bot@users.noreply.github.com a@example.com b@host.test c@localhost',
  ],
  ['a prompt', 'dev@desk:~/work$ '],
  ['a picture', 'logo@2x.png'],
  ['a package', 'npm i @scope/name@1.2.3'],
  ['a card number whose last digit is wrong', '4539 1488 0343 6468'],
  ['a time in microseconds', '1795402116087180'],
  ['a part of a decimal number', '0.4539148803436467'],
  ['an account number whose check digits are wrong', 'DE88 3704 0044 0532 0130 00'],
];

const find = (text: string, formats: readonly Format[] = [...SECRET_FORMATS, ...PERSONAL_FORMATS]) =>
  findAll(text, formats, [], LIMITS);

describe('formats', () => {
  it('have an example each', () => {
    const ids = [...SECRET_FORMATS, ...PERSONAL_FORMATS].map(({ id }) => id);
    expect(Object.keys(FOUND).sort()).toEqual(ids.toSorted());
  });

  it.each(Object.entries(FOUND))('find %s, once, and where it is', (id, [text, secret]) => {
    const found = find(text);
    expect(found.map(({ format, value }) => [format.id, value])).toEqual([[id, secret]]);
    expect(text.slice(found[0]?.from, found[0]?.to)).toBe(secret);
  });

  it.each(Object.entries(FOUND).filter(([id]) => !id.endsWith('private-key')))(
    'show nothing of %s',
    (_id, [text, secret]) => {
      const masked = find(text)[0]?.masked ?? '';
      expect(masked).not.toBe('');
      for (let at = 0; at + 9 <= secret.length; at += 1)
        expect(masked).not.toContain(secret.slice(at, at + 9));
    },
  );

  it.each(NOT_FOUND)('pass over %s', (_what, text) => {
    expect(find(text)).toEqual([]);
  });

  it('pass over what a profile says is harmless', () => {
    expect(findAll(`AKIA${upper(16)}`, SECRET_FORMATS, [upper(8)], LIMITS)).toEqual([]);
  });

  it.each([
    'ES9121000418450200051332',
    'DE89370400440532013000',
    'GB29NWBK60161331926819',
    'FR1420041010050500013M02606',
    'CH9300762011623852957',
  ])('find the account %s before a word, and no other number', (iban) => {
    const ids = (text: string): readonly string[] =>
      findAll(text, PERSONAL_FORMATS, [], LIMITS).map(({ format }) => format.id);
    expect([ids(`${iban} EUR`), ids(`${iban} THE END`), ids(iban)]).toEqual([['iban'], ['iban'], ['iban']]);
    expect(ids(`${iban.slice(0, 2)}00${iban.slice(4)} EUR`)).toEqual([]);
  });

  it('find what stands beside something else', () => {
    const text = `AKIA${upper(16)} and ada@lovelace-mills.co.uk and ghp_${random(36)}`;
    expect(
      find(text)
        .map(({ format }) => format.id)
        .sort(),
    ).toEqual(['aws-access-key', 'email', 'github-token']);
  });

  it('know the check digits of their standards', () => {
    // ISO/IEC 7812-1, annex B.
    expect([passesLuhn('49927398716'), passesLuhn('49927398717')]).toEqual([true, false]);
    // ISO 13616: the example of the United Kingdom.
    expect([passesMod97('GB29NWBK60161331926819'), passesMod97('GB29NWBK60161331926818')]).toEqual([
      true,
      false,
    ]);
    expect([entropyOf('aaaa'), entropyOf('ab'), entropyOf('abcdabcd')]).toEqual([0, 1, 2]);
  });

  it('notice any single digit that is wrong (property)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 1, max: 9 }), (place, by) => {
        const digits = '4539148803436467';
        const wrong = (Number(digits[place]) + by) % 10;
        expect(passesLuhn(digits.slice(0, place) + String(wrong) + digits.slice(place + 1))).toBe(false);
      }),
      { seed: 1 },
    );
  });
});
