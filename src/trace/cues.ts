/** Transcripts: WebVTT and SRT. */
import { parseText } from 'media-captions';
import { TraceError } from '../base/errors.ts';
import { SLICE } from '../base/slices.ts';
import type { TraceTime } from '../base/time.ts';
import type { Cue } from './layers.ts';
import { TimePlacer } from './place-in-time.ts';
import type { LayerContext, TrackWork } from './read-records.ts';
import { Track } from './track.ts';

const MICROS_PER_SECOND = 1_000_000;

/** A cue in the file's own time. */
export interface SpokenCue extends Pick<Cue, 'text' | 'speaker'> {
  /** Seconds. */
  readonly start: number;
  /** Seconds; Infinity where it does not end. */
  readonly end: number;
}

/** Cues by start; those that overlap all stay. Reads WebVTT, and SRT where `path` ends so. Throws `format-broken`. */
export async function parseCues(text: string, path: string): Promise<readonly SpokenCue[]> {
  const clean = text.replace(/^\uFEFF/, '');
  const type = path.endsWith('.srt') ? 'srt' : 'vtt';
  if (type === 'vtt' && !clean.startsWith('WEBVTT'))
    throw new TraceError('format-broken', {
      path,
      format: 'WebVTT',
      reason: 'it does not begin with WEBVTT',
    });
  const { cues } = await parseText(clean, { type, strict: false, errors: false });
  return [...cues]
    .sort((a, b) => a.startTime - b.startTime)
    .map((cue) => ({
      start: cue.startTime,
      end: cue.endTime,
      text: plainText(cue.text),
      speaker: speakerOf(cue.text),
    }));
}

/** Puts cues into trace time, and reports what is wrong with their times. */
export function* placeCues(
  { items }: { readonly items: readonly SpokenCue[] },
  context: LayerContext,
): TrackWork<Track<Cue>> {
  const toNative = MICROS_PER_SECOND / context.map.microsPerUnit;
  const placer = new TimePlacer(context.map, context.id, context.duration);
  const cues: Cue[] = [];
  for (const { start, end: ends, text, speaker } of items) {
    const time = placer.next(start * toNative);
    const end = Number.isFinite(ends) ? placer.end(ends * toNative, time) : context.duration;
    cues.push({ time, end: Math.max(end, time + 1) as TraceTime, text, speaker });
    if (cues.length % SLICE === 0) yield;
  }
  for (const problem of placer.problems()) context.report(problem);
  return new Track(cues);
}

/** Cue text without tags and with its entities read (WebVTT §6.4: &amp; &lt; &gt; &lrm; &rlm; &nbsp;). */
function plainText(cue: string): string {
  const entities: Readonly<Record<string, string>> = {
    amp: '&',
    lt: '<',
    gt: '>',
    lrm: '\u200E',
    rlm: '\u200F',
    nbsp: '\u00A0',
  };
  return cue.replace(/<[^>]*>/g, '').replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

function speakerOf(cue: string): string | undefined {
  return /<v(?:\.[^\s>]+)*\s+([^>]+)>/.exec(cue)?.[1]?.trim();
}
