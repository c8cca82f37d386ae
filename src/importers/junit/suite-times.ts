/** What a JUnit XML report says of its time. Pure: tags are looked at, nothing is built of them. */
import { isoTime, type IsoTime } from '../../base/iso-time.ts';

const BEFORE_ROOT = /^(?:\s+|<\?[^>]*>|<!--[^]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?\s*>)*/i;

/** Name of the first element; undefined where there is none. */
export function rootElement(xml: string): string | undefined {
  const start = BEFORE_ROOT.exec(xml)?.[0].length ?? 0;
  return /^<([A-Za-z_][\w:.-]*)/.exec(xml.slice(start, start + 200))?.[1];
}

export interface SuiteTimes {
  /** Of the whole, else of its suites together; undefined where a suite does not tell. */
  readonly seconds: number | undefined;
  /** When the first suite began. */
  readonly began: IsoTime | undefined;
}

export function suiteTimes(xml: string): SuiteTimes {
  let depth = 0;
  let whole: number | undefined;
  let sum: number | undefined = 0;
  let suites = 0;
  let began: IsoTime | undefined;
  for (const tag of suiteTags(xml)) {
    if (tag.startsWith('</')) {
      depth -= 1;
      continue;
    }
    const seconds = secondsOf(attribute(tag, 'time'));
    began ??= isoTime(attribute(tag, 'timestamp'));
    if (depth === 0) whole = seconds;
    if (depth === 1) {
      suites += 1;
      sum = sum === undefined || seconds === undefined ? undefined : sum + seconds;
    }
    if (!tag.endsWith('/')) depth += 1;
  }
  return { seconds: whole ?? (suites > 0 ? sum : undefined), began };
}

/** Tags of suites, without the `>`, in one pass: what stands in comments and CDATA is no tag. Ends where one does not. */
function* suiteTags(xml: string): Generator<string, void> {
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    const [start, end] = xml.startsWith('<!--', at)
      ? ['<!--', '-->']
      : xml.startsWith('<![CDATA[', at)
        ? ['<![CDATA[', ']]>']
        : ['', ''];
    if (start !== '') {
      const close = xml.indexOf(end, at + start.length);
      if (close < 0) return;
      at = close + end.length;
      continue;
    }
    const close = endOfTag(xml, at);
    if (close < 0) return;
    if (/^<\/?testsuites?(?![\w:.-])/.test(xml.slice(at, at + 14))) yield xml.slice(at, close);
    at = close;
  }
}

/** Index of the `>` that ends a tag, which may stand in its quotes, too; -1 where none does. */
function endOfTag(xml: string, start: number): number {
  for (let at = start + 1; at < xml.length; at++) {
    const letter = xml.charAt(at);
    if (letter === '>') return at;
    if (letter !== '"' && letter !== "'") continue;
    at = xml.indexOf(letter, at + 1);
    if (at < 0) return -1;
  }
  return -1;
}

function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(String.raw`\s${name}\s*=\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return match?.[1] ?? match?.[2];
}

/** Some runners write `1,234.5`. */
function secondsOf(text: string | undefined): number | undefined {
  const seconds = text === undefined || text.trim() === '' ? NaN : Number(text.replaceAll(',', ''));
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}
