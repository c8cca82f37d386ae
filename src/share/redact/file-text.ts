/** One text file of a bundle, by what it is of. Pure. */
import { clockMap } from '../../trace/clock-map.ts';
import type { Layer } from '../../schema/generated/types.ts';
import { redactCast, type HiddenOutput } from './cast.ts';
import { redactDiff } from './diff.ts';
import type { Finder } from './finder.ts';
import { redactHar } from './har.ts';
import { namesIn } from './links.ts';
import { maskJson, maskText, type Masked } from './mask.ts';
import type { Rules } from './plan.ts';
import { removes } from './ranges.ts';
import type { Named } from './records.ts';
import { redactRecords } from './records.ts';
import { redactRrweb } from './rrweb.ts';
import { redactTranscript } from './transcript.ts';

export interface TextFile {
  readonly path: string;
  readonly mediaType: string;
  readonly text: string;
  /** The layer whose one file it is. */
  readonly layer: Layer | undefined;
}

export interface RedactedText extends Masked {
  /** How many records are left, where the file holds records. */
  readonly left?: number;
  /** Files that records which are gone have named. */
  readonly named: ReadonlySet<string>;
}

interface Around {
  readonly finder: Finder;
  readonly rules: Rules;
  /** Whether a text is the path of a file of the bundle. */
  readonly isPath: (text: string) => boolean;
  /** See `RecordRules`. */
  readonly touched: ReadonlySet<string>;
  /** Output of a terminal that goes as a whole: the index of the event, and the redaction that wants it. */
  readonly hidden?: ReadonlyMap<number, string>;
}

const MICROS = 1_000_000;

export function redactFile(file: TextFile, { finder, rules, isPath, touched, hidden }: Around): RedactedText {
  const { text, layer, path } = file;
  const named: ReadonlySet<string> = new Set();
  if (!layer) return { ...plainFile(file, finder, rules.files), named };
  const map = clockMap(layer.clock);
  const times = rules.times(layer);
  const toTrace = (native: number): number => map.toTrace(native);
  /** Of formats that count in a unit of their own, whatever the layer's clock counts in. */
  const ofMicros = (micros: number): number => map.toTrace(micros / map.microsPerUnit);
  if (layer.kind === 'terminal') {
    const typed = [...times, ...rules.keyTimes];
    const hides: HiddenOutput['hides'] = ({ index, code, seconds }) =>
      hidden?.get(index) ?? removes(code === 'i' ? typed : times, ofMicros(seconds * MICROS));
    return { ...redactCast(text, finder, { hides }), named };
  }
  if (layer.kind === 'transcript') {
    const silent = [...times, ...rules.silences(layer)];
    const hides = (start: number, end: number): string | undefined =>
      removes(silent, ofMicros(start * MICROS), ofMicros(end * MICROS));
    return { ...redactTranscript(text, finder, hides), named };
  }
  const ofMillis = (millis: number): number => ofMicros(millis * 1000);
  if (layer.kind === 'network') {
    const { urls, cookies } = rules;
    return { ...redactHar(text, { finder, times, urls, cookies, toTrace: ofMillis }), named };
  }
  if (layer.kind === 'browser_dom') return { ...redactRrweb(text, finder, times, ofMillis), named };
  if (!path.endsWith('.jsonl')) return { ...plainFile(file, finder, rules.files), named };
  const { dropped, ...rest } = redactRecords(text, {
    kind: layer.kind,
    finder,
    times,
    keys: rules.keyTimes,
    files: rules.files,
    urls: rules.urls,
    toTrace,
    touched,
  });
  return { ...rest, named: namesIn(dropped, isPath) };
}

function plainFile({ path, mediaType, text }: TextFile, finder: Finder, files: readonly Named[]): Masked {
  if (/\bdiff\b/.test(mediaType) || /\.(?:diff|patch)$/.test(path)) return redactDiff(text, finder, files);
  return isJson(text) ? maskJson(text, finder) : maskText(text, finder);
}

/** One document, or one a line. */
function isJson(text: string): boolean {
  const parses = (part: string): boolean => {
    try {
      JSON.parse(part);
      return true;
    } catch {
      // Then it is read as what else it is.
      return false;
    }
  };
  if (!/^\uFEFF?\s*[[{]/.test(text)) return false;
  return (
    parses(text.replace(/^\uFEFF/, '')) ||
    text.split('\n').every((line) => line.trim() === '' || parses(line))
  );
}
