import { describe, expect, it } from 'vitest';
import { Finder } from '../../../src/share/redact/finder.ts';
import { byteForms } from '../../../src/share/redact/forms.ts';
import { maskJson, maskText } from '../../../src/share/redact/mask.ts';

const SECRET = 'hünter 2/"&<é>';
const finder = new Finder([{ id: 'a', text: SECRET }]);
const base64 = (text: string): string => Buffer.from(text).toString('base64');

const WRITTEN: Readonly<Record<string, string>> = {
  plain: SECRET,
  json: JSON.stringify(SECRET),
  'json in json': JSON.stringify(JSON.stringify(SECRET)),
  'ascii json': String.raw`h\u00fcnter 2\/\"&<\u00e9>`,
  percent: encodeURIComponent(SECRET),
  form: encodeURIComponent(SECRET).replaceAll('%20', '+').toLowerCase(),
  'percent twice': encodeURIComponent(encodeURIComponent(SECRET)),
  entities: 'h&#252;nter 2/&quot;&amp;&lt;&#xe9;&gt;',
  'tags between': '<b>hün</b>ter 2/"&amp;&lt;é&gt;',
  'colours between': '\u001b[1mhün\u001b[0mter 2/"&<é>',
  'two lines': 'hünter\n   2/"&<é>',
  base64: base64(SECRET),
  'base64 after one byte': base64(`:${SECRET}:`),
  'base64 after two bytes': base64(`me${SECRET}`),
  'base64 of a url': base64(`u:${SECRET}`).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
  'base64 of json': base64(JSON.stringify({ password: SECRET })),
  hex: Buffer.from(SECRET).toString('hex'),
};

describe('Finder', () => {
  it.each(Object.entries(WRITTEN))('finds a text written as %s', (_, written) => {
    const { text, counts } = maskText(`before ${written} after`, finder);
    expect(counts.get('a')).toBeGreaterThan(0);
    expect(finder.has(text)).toBe(false);
    expect(text.startsWith('before ')).toBe(true);
    expect(text.endsWith(' after')).toBe(true);
    expect(text).not.toContain('nter');
    expect(text).toContain('█');
  });

  it('keeps the length of what is seen, blanks, and everything else', () => {
    const cells = new Finder([{ id: 'a', text: 'key 密码 x' }]);
    expect(maskText('the key 密码 x is', cells).text).toBe('the ███ ████ █ is');
  });

  it('knows the names of characters that pages really use, and takes no other word for one', () => {
    const named = new Finder([{ id: 'a', text: '5 € – “Ada”' }]);
    expect(maskText('5&nbsp;&euro; &ndash; &ldquo;Ada&rdquo;', named).counts.get('a')).toBe(1);
    const word = new Finder([{ id: 'a', text: 'R&D;x' }]);
    expect(maskText('R&amp;D;x &constructor;', word).text).toContain('&constructor;');
  });

  it('looks for a text of several lines line by line', () => {
    const lines = new Finder([{ id: 'a', text: 'first line\n}\n  second line\n' }]);
    expect(maskText('+first line\n+}\n+  second line', lines).text).toBe('+█████ ████\n+}\n+  ██████ ████');
  });

  it('changes only what stands in strings and numbers of JSON', () => {
    const numbers = new Finder([{ id: 'a', text: '4111111111111111' }]);
    const json = '{ "card" : 4111111111111111, "n": 12, "s": "4111111111111111 \\n" }';
    expect(maskJson(json, numbers).text).toBe(`{ "card" : 0, "n": 12, "s": "${'█'.repeat(16)} \\n" }`);
  });

  it('leaves a text alone in which nothing is found', () => {
    const text = '%20 &amp; <b>\u001b[0m\\n' + base64('harmless, whatever it is');
    expect(maskText(text, finder)).toEqual({ text, counts: new Map() });
  });
});

describe('byteForms', () => {
  const holds = (bytes: Buffer): boolean =>
    byteForms(SECRET).some((form) => bytes.includes(Buffer.from(form)));

  it.each([
    'json',
    'json in json',
    'ascii json',
    'percent',
    'percent twice',
    'base64',
    'base64 after one byte',
    'base64 after two bytes',
    'base64 of a url',
    'hex',
  ])('has a text written as %s', (name) => {
    expect(holds(Buffer.from(`… ${WRITTEN[name] ?? ''} …`))).toBe(true);
    expect(holds(Buffer.from(`… ${maskText(WRITTEN[name] ?? '', finder).text} …`))).toBe(false);
  });

  it('has a text in UTF-16, of either order', () => {
    const little = Buffer.from(SECRET, 'utf16le');
    expect(holds(little)).toBe(true);
    expect(holds(Buffer.from(little).swap16())).toBe(true);
  });
});
