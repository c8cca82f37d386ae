/** What a hostile file is made of. */

/** JSON texts: some that no JSON.stringify writes. */
export const JSON_VALUES: readonly string[] = [
  ...['-1', '0', '-0', '0.1', '1e308', '-1e308', '1e999', '-1e999', '5e-324', '1e21'],
  ...['2147483647', '-2147483648', '4294967295', '4294967296', '9007199254740991', '9007199254740993'],
  ...['null', 'true', 'false', '[]', '{}', '[[]]', '[null]', '[{}]', '""', '" "', '"\\u0000"', '"\\ud800"'],
  ...['"../../../etc/passwd"', '"/etc/passwd"', '"C:\\\\x"', '"javascript:alert(1)"', '"http://a.example/"'],
  ...['"__proto__"', '"constructor"', '"toString"', '"hasOwnProperty"', '"\\u202etxt.exe"', '"\\u001b[2J"'],
  ...['"9999-12-31T23:59:59Z"', '"-271821-04-20T00:00:00Z"', '"1970-01-01"', '"24:61:61"', '"NaN"'],
  '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
  '{"length":4294967295,"0":1}',
  `"${'x'.repeat(100_000)}"`,
  `[${'0,'.repeat(20_000)}0]`,
  `{${Array.from({ length: 5_000 }, (_, index) => `"key${index}":${index}`).join(',')}}`,
];

export const JSON_KEYS: readonly string[] = [
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'length',
    '',
    '0',
    'x-a',
    'then',
  ],
  ...['a/b', 'a~b', '\u0000', '\u202e', 'k'.repeat(10_000)],
];

/** Words of the formats that a bundle holds, and what patterns stumble over. */
export const TEXT_TOKENS: readonly string[] = [
  ...['\n', '\r', '\r\n', '\0', '\uFEFF', '\u2028', '\ud800', ' ', '\t', '(', 'a', '1', '\\', '"', "'"],
  ...['{', '[', '<', '<!--', ']]>', '&x;', '&#0;', '&#x110000;', '<a>', '</a>', '<a ', '<![CDATA['],
  ...['<!DOCTYPE a [<!ENTITY x "yyyyyyyyyy"><!ENTITY z "&x;&x;&x;&x;">]>', '<testsuite tests="1e9">'],
  ...['<testcase name="&z;" time="1e999">', '<script>', '<style>', '<template>', '<svg>', '<table><a>'],
  ...['-->', '00:00:00.000 --> 99999999:59:59.999\n', '99:99.999 --> 00:00.000\n', '<v ', '<00:00:01.000>'],
  ...['--- a/a\n+++ b/a\n', '@@ -1,99999999 +1,99999999 @@\n', '@@ -0,0 +0,0 @@\n', 'rename from a\n'],
  ...['diff --git a/a b/a\n', 'GIT binary patch\n', 'Binary files a and b differ\n', '\\ No newline\n'],
  ...['\u001b[', '\u001b]', '\u001bP', '\u001b[2147483647S', '\u001b[4096;4096H', '\u0301', '\u{1F600}'],
  ...[
    'key=',
    'password: ',
    'token="',
    'eyJ',
    'AKIA',
    '-----BEGIN ',
    'a@a.',
    'http://',
    '://',
    '0x',
    '==',
    '/',
  ],
];

/** Fields of containers: sizes, counts and offsets. */
export const WORDS: readonly number[] = [
  0, 1, 7, 8, 255, 65_535, 65_536, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff,
];

/** Names of entries. */
export const ENTRY_NAMES: readonly string[] = [
  ...['../a', '/a', 'C:/a', 'a\\b', 'a\0b', 'a//b', './a', '__proto__', 'constructor', 'a/', '', 'é'],
  ...['\u202ea', 'a'.repeat(300), 'trace_schema_v2.json', 'x/trace_schema_v2.json'],
];
