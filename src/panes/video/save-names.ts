/** What saved files are called. */
import { formatTimecode, type TraceTime } from '../../base/time.ts';
import type { Presented } from './presented.ts';

const MAX_NAME = 60;

/**
 * `<trace>-f<frame>-<time>.png`. A frame is named only where it is proven to be that one; else the name says so, and gives
 * the time alone.
 */
export function pictureName(
  trace: string,
  { frame, exact }: Pick<Presented, 'frame' | 'exact'>,
  time: TraceTime,
): string {
  const which = exact === true && frame >= 0 ? `f${frame}` : 'unverified';
  return `${slug(trace)}-${which}-${timeName(time)}.png`;
}

/** `<trace>-f<first>-f<last>-<time of the first>.<extension>`, both frames included. */
export function clipName(
  trace: string,
  { first, last }: { readonly first: number; readonly last: number },
  time: TraceTime,
  extension: string,
): string {
  return `${slug(trace)}-f${first}-f${last}-${timeName(time)}.${extension}`;
}

/** `1m23.456s`: no file system has anything against it. */
function timeName(time: TraceTime): string {
  const [millis = '', ...rest] = formatTimecode(time).split(':').toReversed();
  const units = ['m', 'h'];
  return rest.reduce((name, part, index) => `${part}${units[index] ?? ''}${name}`, `${millis}s`);
}

/** Letters and digits of any script, since a trace may be called anything; nothing that a file system could take amiss. */
function slug(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-');
  const cut = Array.from(words).slice(0, MAX_NAME).join('');
  return cut.replace(/^-+|-+$/g, '') || 'trace';
}
