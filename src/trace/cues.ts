/** Transcripts: WebVTT and SRT. */
import { parseTextStream } from 'media-captions';
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
  const { cues } = await parseTextStream(linesOf(clean), { type, strict: false, errors: false });
  return [...cues]
    .sort((a, b) => a.startTime - b.startTime)
    .map((cue) => {
      const { text: plain, tags } = withoutTags(cue.text);
      return {
        start: cue.startTime,
        end: cue.endTime,
        text: withEntities(plain),
        speaker: speakerOf(tags),
      };
    });
}

/**
 * One line at a time, as it is asked for: the library's `parseText` queues all of them before, and Node's queue takes a time
 * for each that grows with those behind it.
 */
function linesOf(text: string): ReadableStream<string> {
  const lines = text.split(/\r\n|\r|\n/).values();
  return new ReadableStream<string>(
    {
      pull: (controller) => {
        const { value, done } = lines.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
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

/** What entities stand for (WebVTT §6.4). */
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['lrm', '\u200E'],
  ['rlm', '\u200F'],
  ['nbsp', '\u00A0'],
]);

function withEntities(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) => ENTITIES.get(name) ?? whole);
}

/** Cue text without its tags, and what stands in each; one that does not end is text. One pass, however many begin. */
function withoutTags(cue: string): { readonly text: string; readonly tags: readonly string[] } {
  const tags: string[] = [];
  let text = '';
  let from = 0;
  for (;;) {
    const open = cue.indexOf('<', from);
    const close = open < 0 ? -1 : cue.indexOf('>', open);
    if (close < 0) return { text: text + cue.slice(from), tags };
    text += cue.slice(from, open);
    tags.push(cue.slice(open + 1, close));
    from = close + 1;
  }
}

/** Of the first voice tag, with classes or without. */
function speakerOf(tags: readonly string[]): string | undefined {
  for (const tag of tags) {
    const name = /^v(?:\.\S+)?\s+([^]+)$/.exec(tag)?.[1];
    if (name !== undefined) return name.trim();
  }
  return undefined;
}
