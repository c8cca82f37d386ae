/** What a JUnit XML report says of its time. Pure: tags are looked at, nothing is built of them. */
import { isoTime, type IsoTime } from '../iso-time.ts';

const BEFORE_ROOT = /^(?:\s+|<\?[^>]*>|<!--[^]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?\s*>)*/i;
const SUITE = /<(\/?)(testsuites?)\b((?:[^>"']|"[^"]*"|'[^']*')*)>/g;

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
  const outside = xml.replace(/<!\[CDATA\[[^]*?\]\]>|<!--[^]*?-->/g, '');
  let depth = 0;
  let whole: number | undefined;
  let sum: number | undefined = 0;
  let suites = 0;
  let began: IsoTime | undefined;
  for (const [, end, , attributes = ''] of outside.matchAll(SUITE)) {
    if (end !== '') {
      depth -= 1;
      continue;
    }
    const seconds = secondsOf(attribute(attributes, 'time'));
    began ??= isoTime(attribute(attributes, 'timestamp'));
    if (depth === 0) whole = seconds;
    if (depth === 1) {
      suites += 1;
      sum = sum === undefined || seconds === undefined ? undefined : sum + seconds;
    }
    if (!attributes.endsWith('/')) depth += 1;
  }
  return { seconds: whole ?? (suites > 0 ? sum : undefined), began };
}

function attribute(attributes: string, name: string): string | undefined {
  const match = new RegExp(String.raw`(?:^|\s)${name}\s*=\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return match?.[1] ?? match?.[2];
}

/** Some runners write `1,234.5`. */
function secondsOf(text: string | undefined): number | undefined {
  const seconds = text === undefined || text.trim() === '' ? NaN : Number(text.replaceAll(',', ''));
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}
