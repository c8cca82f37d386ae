/** Readers of the layers that are existing standards: asciicast and WebVTT. */
import { parseText } from 'media-captions';
import { TraceError, type Problem } from '../base/errors.ts';
import type { TraceTime } from '../base/time.ts';
import type { CastColumns } from './cast.ts';
import type { Cue, Terminal } from './layers.ts';
import { TimePlacer } from './place-in-time.ts';
import type { LayerContext } from './read-records.ts';
import { TerminalChunks } from './terminal-chunks.ts';
import type { ReadCast } from './terminal-player.ts';
import { Track } from './track.ts';

const MICROS_PER_SECOND = 1_000_000;

/** Chunks that get their times before others get their turn. */
const SLICE = 50_000;

/** Puts a recording into trace time, and reports what is wrong with it. */
export async function placeTerminal({ columns, player }: ReadCast, context: LayerContext): Promise<Terminal> {
  const times = await placeChunks(columns, context);
  return { cols: columns.cols, rows: columns.rows, chunks: new TerminalChunks(times, columns), player };
}

/** Trace times of the chunks of a recording in microseconds, ascending; what is wrong with it is reported. */
export async function placeChunks(
  { seconds, problems }: Pick<CastColumns, 'seconds' | 'problems'>,
  context: LayerContext,
): Promise<Float64Array> {
  const placer = new TimePlacer(context.map, context.id, context.duration);
  const toNative = MICROS_PER_SECOND / context.map.microsPerUnit;
  const times = new Float64Array(seconds.length);
  for (let index = 0; index < seconds.length; index++) {
    times[index] = placer.next((seconds[index] ?? 0) * toNative);
    if (index % SLICE === SLICE - 1) await new Promise((resolve) => setTimeout(resolve, 0));
  }
  for (const problem of [...problems, ...placer.problems()]) context.report(problem);
  return times;
}

/** Cues by start; those that overlap all stay. Reads WebVTT, and SRT where `path` ends so. */
export async function readCues(text: string, path: string, context: LayerContext): Promise<Track<Cue>> {
  const clean = text.replace(/^\uFEFF/, '');
  const type = path.endsWith('.srt') ? 'srt' : 'vtt';
  if (type === 'vtt' && !clean.startsWith('WEBVTT'))
    throw new TraceError('format-broken', {
      path,
      format: 'WebVTT',
      reason: 'it does not begin with WEBVTT',
    });
  const { cues } = await parseText(clean, { type, strict: false, errors: false });
  const toNative = MICROS_PER_SECOND / context.map.microsPerUnit;
  const placer = new TimePlacer(context.map, context.id, context.duration);
  const items = [...cues]
    .sort((a, b) => a.startTime - b.startTime)
    .map((cue): Cue => {
      const time = placer.next(cue.startTime * toNative);
      const end = Number.isFinite(cue.endTime) ? placer.end(cue.endTime * toNative, time) : context.duration;
      return {
        time,
        end: Math.max(end, time + 1) as TraceTime,
        text: plainText(cue.text),
        speaker: speakerOf(cue.text),
      };
    });
  for (const problem of placer.problems()) context.report(problem);
  return new Track(items);
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

/** An empty layer is said to be so, rather than shown as nothing. */
export function emptyLayerProblem(layer: string, kind: string): Problem {
  return { severity: 'info', code: 'layer-empty', details: { layer, kind } };
}
