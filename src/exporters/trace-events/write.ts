/**
 * Every track as events of the Trace Event Format, whose times are microseconds, as those of a trace. Spans of one
 * track that overlap go into rows of their own: what the format calls a thread holds only spans that nest.
 */
import { append } from '../../base/long-lists.ts';
import type { Layer } from '../../schema/generated/types.ts';
import type { Piece, Write } from '../exporter.ts';
import { chosenLayer, isWithin } from '../exporter.ts';
import { markedLayers, type Mark } from './marks.ts';

const PROCESS = 1;
/** Rows of one layer; what overlaps more than that is drawn into the last. */
const MAX_ROWS = 32;
const BLOCK = 512;

export const writeTraceEvents: Write = async function* (
  trace,
  { range, signal, layer },
): AsyncGenerator<Piece, void> {
  const zero = range?.start ?? 0;
  const { manifest, label } = trace;
  const tracks = markedLayers(trace);
  if (layer !== undefined) checkTrack(tracks, layer);
  yield `{"displayTimeUnit":"ms","otherData":${JSON.stringify({ bundle_id: manifest.bundle_id, title: manifest.task.title })},"traceEvents":[\n`;
  yield JSON.stringify({ ph: 'M', pid: PROCESS, name: 'process_name', args: { name: label } });
  let row = 0;
  for (const marked of tracks) {
    signal?.throwIfAborted();
    if (layer !== undefined && marked.layer.id !== layer) continue;
    const first = (row += 1);
    const ends: number[] = [];
    let block: string[] = [];
    for (const mark of await marked.marks()) {
      const end = mark.end ?? mark.time;
      // A span that reaches into the range is shown as far as it does.
      const reaches = range && mark.time < range.start && end > range.start;
      if (!isWithin(mark.time, range) && !reaches) continue;
      const from = Math.max(mark.time, zero);
      const to = Math.min(end, range?.end ?? end);
      const free = ends.findIndex((at) => at <= from);
      const place = mark.end === undefined ? 0 : free >= 0 ? free : Math.min(ends.length, MAX_ROWS - 1);
      if (mark.end !== undefined) ends[place] = to;
      block.push(event(mark, marked.layer, first + place, from - zero, to - from));
      if (block.length < BLOCK) continue;
      yield `,\n${block.join(',\n')}`;
      block = [];
    }
    row += Math.max(0, ends.length - 1);
    for (let at = first; at <= row; at++) append(block, names(marked.layer, at));
    yield `,\n${block.join(',\n')}`;
  }
  yield '\n]}\n';
};

/** Throws `export-layer` where there is none of that id. */
function checkTrack(tracks: readonly { readonly layer: Layer }[], id: string): void {
  const layers = tracks.map(({ layer }) => layer);
  chosenLayer({ layers }, [...new Set(layers.map(({ kind }) => kind))], { layer: id });
}

function event({ name, end, args }: Mark, { kind }: Layer, tid: number, ts: number, dur: number): string {
  const shared = { pid: PROCESS, tid, ts, name, cat: kind, ...(args && { args }) };
  return JSON.stringify(end === undefined ? { ph: 'i', s: 't', ...shared } : { ph: 'X', dur, ...shared });
}

function names({ id, title, kind }: Layer, tid: number): readonly string[] {
  const name = title ?? `${kind.replaceAll('_', ' ')} (${id})`;
  return [
    JSON.stringify({ ph: 'M', pid: PROCESS, tid, name: 'thread_name', args: { name } }),
    JSON.stringify({ ph: 'M', pid: PROCESS, tid, name: 'thread_sort_index', args: { sort_index: tid } }),
  ];
}
