/** The item that is selected, as an address says it: by its track and time, never by its number in a list. Pure. */
import type { TraceTime } from '../../base/time.ts';
import { readSeconds, secondsText } from './time-text.ts';

export type Selection =
  /** A hit of the search: of those of a source (id of its layer) at that time the `nth`, from 0. */
  | { readonly kind: 'hit'; readonly source: string; readonly time: TraceTime; readonly nth: number }
  /** A finding of quality control, by the id that it has whenever the same bundle is judged. */
  | { readonly kind: 'finding'; readonly id: string };

/** Characters of a name that is read. */
const MAX_NAME = 200;
/** More hits at one time than anybody goes through. */
const MAX_NTH = 99_999;

/** `hit:terminal@83.366667`, `hit:terminal@83.366667,2` for the third at that time, `finding:gaps/12`. */
export function selectionText(selection: Selection): string | undefined {
  if (selection.kind === 'finding')
    return selection.id.length <= MAX_NAME ? `finding:${selection.id}` : undefined;
  const { source, time, nth } = selection;
  if (source.length > MAX_NAME || nth > MAX_NTH) return undefined;
  return `hit:${source}@${secondsText(time)}${nth > 0 ? `,${nth}` : ''}`;
}

export function readSelection(text: string): Selection | undefined {
  const [, finding] = /^finding:(.+)$/s.exec(text) ?? [];
  if (finding !== undefined) return finding.length <= MAX_NAME ? { kind: 'finding', id: finding } : undefined;
  const [, source = '', seconds = '', nth = '0'] = /^hit:(.+)@([\d.]+)(?:,(\d{1,5}))?$/s.exec(text) ?? [];
  const time = readSeconds(seconds);
  if (source === '' || source.length > MAX_NAME || time === undefined) return undefined;
  return { kind: 'hit', source, time, nth: Number(nth) };
}
