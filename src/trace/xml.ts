/** XML as a tree, for reports of tools. Pure. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { TraceError } from '../base/errors.ts';
import { withoutColours } from './plain-text.ts';

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, without that of its children. */
  readonly text: string;
}

type Node = Readonly<Record<string, unknown>>;

const PARSER = new XMLParser({
  // Text and CDATA in the order in which they stand: only in text `&lt;` is a `<`.
  preserveOrder: true,
  cdataPropName: '#cdata',
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  // Entities of a document type are how XML bombs are made; the five of XML itself are decoded below.
  processEntities: false,
});

// XML 1.0 forbids these, yet runners write what a program printed as it is.
const FORBIDDEN = /(?![\t\n\r\u007f-\u009f])\p{Cc}/gu;

/** The elements at the top of `xml`. Throws `format-broken` with `format` in its details for what is not XML. */
export function parseXml(xml: string, path: string, format: string): readonly XmlElement[] {
  const clean = withoutColours(xml).replace(FORBIDDEN, '\uFFFD');
  if (clean.trim() === '') throw new TraceError('format-broken', { path, format, reason: 'it is empty' });
  // The parser itself takes unclosed tags for closed ones.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- fast-xml-validator, meant instead, fails in browsers: it needs Node's Buffer
  const valid = XMLValidator.validate(clean);
  if (valid !== true) throw new TraceError('format-broken', { path, format, reason: inWords(valid.err) });
  try {
    return elementsOf(PARSER.parse(clean) as readonly Node[]);
  } catch (cause) {
    throw new TraceError('format-broken', { path, format, reason: (cause as Error).message }, cause);
  }
}

/** What the checker says, for those who do not know it. */
function inWords({ msg, line }: { readonly msg: string; readonly line: number }): string {
  // Its list of the elements that are still open, the innermost last.
  const open = /^Invalid '\[[^]*"([^"]*)"\s*\]' found/.exec(msg)?.[1];
  if (open !== undefined) return `it ends in the middle: <${open}> is not closed`;
  const fault = msg.charAt(0).toLowerCase() + msg.slice(1).replace(/\.$/, '');
  return `line ${line} is not XML: ${fault}`;
}

// As deep as the parser goes, which refuses more than a hundred levels.
function elementsOf(nodes: readonly Node[]): readonly XmlElement[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@');
    if (name === undefined || name.startsWith('#')) return [];
    const content = node[name] as readonly Node[];
    const attributes = Object.entries((node[':@'] ?? {}) as Readonly<Record<string, string>>);
    return [
      {
        name,
        attributes: new Map(attributes.map(([key, value]) => [key, decode(value)])),
        children: elementsOf(content),
        text: content.map(textOf).join(''),
      },
    ];
  });
}

function textOf(node: Node): string {
  const { '#text': text, '#cdata': cdata } = node;
  if (typeof text === 'string') return decode(text);
  return Array.isArray(cdata)
    ? cdata.map((part: Node) => (typeof part['#text'] === 'string' ? part['#text'] : '')).join('')
    : '';
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities of XML and character references; others stay as they stand. */
function decode(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, ...found) => {
    const [hex, decimal, name] = found as readonly (string | undefined)[];
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  });
}
