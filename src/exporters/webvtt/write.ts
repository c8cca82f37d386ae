/** A transcript as WebVTT: byte for byte where it is WebVTT and all of it is wanted. */
import { fromSeconds, toMillis, type TimeRange, type TraceTime } from '../../base/time.ts';
import { parseCues } from '../../trace/cues.ts';
import type { Cue } from '../../trace/layers.ts';
import { onlyPath } from '../../trace/only-path.ts';
import type { Trace } from '../../trace/trace.ts';
import { chosenLayer, type Piece, type Write } from '../exporter.ts';
import { filePieces } from '../file-pieces.ts';

/** A WebVTT file has no limit; where a cue never ends, it ends with the trace. */
export const writeVtt: Write = async function* (trace, request): AsyncGenerator<Piece, void> {
  const layer = chosenLayer(trace, ['transcript'], request);
  const path = onlyPath(layer);
  if (!request.range && path.endsWith('.vtt')) {
    yield* filePieces(trace, path, request.signal);
    return;
  }
  const cues = request.range ? await cuesWithin(trace, layer.id, request.range) : await ownCues(trace, path);
  yield 'WEBVTT\n';
  for (const cue of cues) yield `\n${timestamp(cue.time)} --> ${timestamp(cue.end)}\n${payload(cue)}\n`;
};

/** In the file's own time. */
async function ownCues(trace: Trace, path: string): Promise<readonly Cue[]> {
  const spoken = await parseCues(await trace.bundle.readText(path), path);
  return spoken.map(({ start, end, ...cue }) => ({
    ...cue,
    time: fromSeconds(start),
    end: Number.isFinite(end) ? fromSeconds(end) : trace.duration,
  }));
}

/** Cues that are on screen in the range, cut at its ends and counted from its start. */
async function cuesWithin(trace: Trace, id: string, { start, end }: TimeRange): Promise<readonly Cue[]> {
  const track = await trace.transcripts.find(({ layer }) => layer.id === id)?.content.get();
  return (track?.items ?? [])
    .filter((cue) => cue.time < end && cue.end > start)
    .map((cue) => ({
      ...cue,
      time: (Math.max(cue.time, start) - start) as TraceTime,
      end: (Math.min(cue.end, end) - start) as TraceTime,
    }));
}

/** hh:mm:ss.mmm, rounded. */
function timestamp(time: TraceTime): string {
  const total = Math.round(toMillis(time));
  const part = (value: number, width: number): string => String(value).padStart(width, '0');
  const hours = part(Math.floor(total / 3_600_000), 2);
  const minutes = part(Math.floor(total / 60_000) % 60, 2);
  return `${hours}:${minutes}:${part(Math.floor(total / 1000) % 60, 2)}.${part(total % 1000, 3)}`;
}

/** An empty line would end the cue. */
function payload({ text, speaker }: Cue): string {
  const escaped = escapedText(text).replace(/\n\s*\n/g, '\n');
  return speaker === undefined ? escaped : `<v ${escapedText(speaker).replace(/\s+/g, ' ')}>${escaped}`;
}

function escapedText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
