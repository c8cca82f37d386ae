/** The words of an HTML file, without a document to parse it: workers have none. Pure. */

import { HTML_ENTITIES } from '../base/html-entities.ts';

/** Elements whose content is no text of the page. */
const SILENT = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'object',
  'svg',
  'math',
  'head',
]);
/** Elements within a line. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby rb rp rt s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
/** Within these nothing but their own end tag is a tag (HTML, raw text and escapable raw text). */
const RAW = new Set([
  'script',
  'style',
  'textarea',
  'title',
  'iframe',
  'noscript',
  'xmp',
  'noembed',
  'noframes',
]);

const TAG =
  /<(?:!--[\s\S]*?(?:-->|$)|![^>]*>|\?[^>]*>|(\/?)([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>)/giy;

export interface PageText {
  readonly title: string | undefined;
  /** One a block of the page, in order; blanks are one, and none is empty. */
  readonly lines: readonly string[];
}

/** True for an element whose text stands in the line around it. */
export function isInline(tag: string): boolean {
  return INLINE.has(tag);
}

/** True for an element whose text nobody sees. */
export function isSilent(tag: string): boolean {
  return SILENT.has(tag);
}

/** What is hidden by style sheets is in it: only laying it out would tell. */
export function pageText(html: string): PageText {
  const lines: string[] = [];
  let title: string | undefined;
  let line = '';
  /** Silent elements around what is read. */
  const silent: string[] = [];
  const endLine = (): void => {
    const words = tidy(line);
    if (words !== '') lines.push(words);
    line = '';
  };
  const put = (text: string): void => {
    if (silent.length === 0) line += decoded(text);
  };
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      put(html.slice(at));
      break;
    }
    put(html.slice(at, open));
    TAG.lastIndex = open;
    const tag = TAG.exec(html);
    if (!tag) {
      put('<');
      at = open + 1;
      continue;
    }
    at = TAG.lastIndex;
    const [, closing, written, attributes = ''] = tag;
    if (written === undefined) continue;
    const name = written.toLowerCase();
    if (!INLINE.has(name)) endLine();
    if (closing === '/') {
      const depth = silent.lastIndexOf(name);
      if (depth >= 0) silent.length = depth;
      continue;
    }
    if (name === 'body') silent.length = 0;
    if (RAW.has(name)) {
      const end = endOfRaw(html, at, name);
      const text = decoded(html.slice(at, end));
      if (name === 'title') title ??= silent.includes('svg') ? undefined : tidy(text) || undefined;
      else if (name === 'textarea') put(html.slice(at, end));
      at = end;
    } else if (SILENT.has(name) && !attributes.endsWith('/')) silent.push(name);
  }
  endLine();
  return { title, lines };
}

function endOfRaw(html: string, from: number, name: string): number {
  const end = new RegExp(`</${name}[\\s/>]`, 'gi');
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}

/** Blanks made one, and none at the ends. */
export function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));?/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return HTML_ENTITIES.get(name) ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code > 0 && code <= 0x10_ffff && !(code >= 0xd800 && code < 0xe000)
        ? String.fromCodePoint(code)
        : whole;
    },
  );
}
