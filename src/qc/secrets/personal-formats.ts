/** Personal data that can be told by their form alone. Names and voices cannot: they are for people to find. */
import { passesLuhn, passesMod97, type Format } from './format.ts';

/** Names that nobody has (RFC 2606, RFC 6761), hosts' own, and the one that every git server calls its user. */
const NOBODY =
  /^(?:git|noreply|no-reply|[\w.+-]+\+?noreply)@|@(?:[\w-]+\.)*(?:example\.(?:com|org|net)|example|test|invalid|localhost|local|users\.noreply\.github\.com)$/i;
/** Names of files with an @ in them: logo@2x.png. */
const FILE_ENDING = /\.(?:png|jpe?g|gif|svg|webp|ico|[cm]?[jt]sx?|json|css|html?|map|md|lock)$/i;

/** Country to length of an account number (ISO 13616 registry), for the larger ones. */
const IBAN_LENGTHS: Readonly<Record<string, number>> = {
  AT: 20,
  BE: 16,
  BG: 22,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IT: 27,
  LT: 20,
  LU: 20,
  LV: 21,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  RO: 24,
  SA: 24,
  SE: 24,
  SI: 19,
  SK: 24,
  TR: 26,
  UA: 29,
  AE: 23,
};

/** Lengths of card numbers by how they begin (ISO/IEC 7812; the issuers' published ranges). */
const CARDS: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^3(?:0[0-5]|[68])/, [14]],
  [/^(?:6011|64[4-9]|65)/, [16, 19]],
  [/^35(?:2[89]|[3-8])/, [16]],
];

export const PERSONAL_FORMATS: readonly Format[] = [
  {
    id: 'email',
    title: 'an e-mail address',
    source: 'RFC 5322, 3.4.1, as far as people use it',
    pattern: /(?<![\w.%+-])[A-Za-z0-9][\w.%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}\b/g,
    accepts: (value) => !NOBODY.test(value) && !FILE_ENDING.test(value),
    mask: (value) => `${value.slice(0, 1)}…@….${value.split('.').at(-1) ?? ''}`,
  },
  {
    id: 'card-number',
    title: 'a payment card number',
    source: 'ISO/IEC 7812-1',
    pattern: /(?<![\w.+-])\d(?:[ -]?\d){12,18}(?![\w.-])/g,
    accepts: (value) => {
      const digits = value.replace(/\D/g, '');
      return (
        CARDS.some(([start, lengths]) => start.test(digits) && lengths.includes(digits.length)) &&
        passesLuhn(digits)
      );
    },
    mask: (value) => `…${value.slice(-4)}`,
  },
  {
    id: 'iban',
    title: 'a bank account number',
    source: 'ISO 13616',
    pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g,
    accepts: (value) => {
      const compact = value.replaceAll(' ', '');
      // A word that follows looks like another group of it.
      const length = IBAN_LENGTHS[compact.slice(0, 2)] ?? Infinity;
      return compact.length >= length && passesMod97(compact.slice(0, length));
    },
    mask: (value) => `${value.slice(0, 2)}…${value.slice(-2)}`,
  },
];
