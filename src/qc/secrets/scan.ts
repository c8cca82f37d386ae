/** Looks for what must not be in a bundle, in all its texts. */
import { describeProblem } from '../../base/describe-error.ts';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import type { Facts } from '../facts.ts';
import type { ReasonCode } from '../reason-codes.ts';
import type { Found, Unmeasured } from '../rule.ts';
import { findAll, type Format, type FormatLimits } from './format.ts';
import { textPlaces, type TextPlace } from './texts.ts';
import type { TimedText } from './timed-text.ts';

interface Scan {
  /** One for each value and place: what stands there again is counted in it. */
  readonly findings: readonly Found[];
  readonly unmeasured: readonly Unmeasured[];
}

export interface ScanOptions extends FormatLimits {
  readonly formats: readonly Format[];
  readonly reason: ReasonCode;
  readonly ignored: readonly string[];
}

export async function scan(facts: Facts, options: ScanOptions): Promise<Scan> {
  const { places, large, skipped } = textPlaces(facts);
  const findings: Found[] = [];
  const unread: Unmeasured[] = [];
  for (const place of places)
    findings.push(
      ...(await scanPlace(place, options, (failure) => {
        unread.push({ item: place.name, reason: `it cannot be read: ${describeProblem(failure).title}` });
      })),
    );
  const media = facts.manifest.layers.filter(
    ({ kind, status }) => status === 'present' && (kind === 'screen_video' || kind === 'speech_audio'),
  );
  return {
    findings,
    unmeasured: [
      ...media.map(({ id }) => ({ item: id, reason: 'what is seen and heard is not searched' })),
      ...unread,
      ...large.map((path) => ({ item: path, reason: 'it is too large to be searched whole' })),
      ...skipped.map((path) => ({ item: path, reason: 'it is no text: what it holds is not searched' })),
    ],
  };
}

interface Hit {
  readonly found: Found;
  count: number;
}

/** `onUnread`: told of what cannot be read to its end; the rest is searched all the same. */
async function scanPlace(
  { name, about, texts: parts }: TextPlace,
  options: ScanOptions,
  onUnread: (failure: TraceError) => void,
): Promise<readonly Found[]> {
  const { formats, ignored, reason } = options;
  /** By format and value; the values stay in here. */
  const hits = new Map<string, Hit>();
  let line = 0;
  const search = (text: TimedText): void => {
    line += 1;
    for (const { format, value, masked, from, to } of findAll(text.text, formats, ignored, options)) {
      const key = `${format.id} ${value}`;
      const known = hits.get(key);
      if (!known)
        hits.set(key, {
          count: 1,
          found: {
            key: `${format.id}:${name}:${line}`,
            reason,
            range: text.rangeAt(from, to),
            message: `${name} holds what looks like ${format.title}: ${masked}`,
            items: [about],
          },
        });
      else if (!text.isCopy) known.count += 1;
    }
  };
  for (const texts of parts)
    try {
      for await (const text of texts) search(text);
    } catch (error) {
      const failure = asTraceError(error);
      if (failure.code === 'aborted' || failure.code === 'internal') throw error;
      onUnread(failure);
    }
  return [...hits.values()].map(({ found, count }) => ({
    ...found,
    message: count > 1 ? `${found.message}; it stands there ${count}×.` : `${found.message}.`,
  }));
}
