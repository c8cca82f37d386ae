/** What could be spoken of at a moment of a trace, and what a target is called. */
import { fromMicros, type TimeRange, type TraceTime } from '../base/time.ts';
import type { ReviewTarget } from '../schema/generated/types.ts';
import type { Command, Cue, TimedEdit, TraceLayer } from '../trace/layers.ts';
import { timeWords } from '../trace/order-only.ts';
import type { Trace } from '../trace/trace.ts';
import type { Track } from '../trace/track.ts';
import { targetWords } from './review-words.ts';
import { targetRange } from './threads.ts';

export interface TargetChoice {
  readonly target: ReviewTarget;
  readonly words: string;
}

/** Characters of a path, at most, that a file of reviews can name: see `public/schema/review.v1.json`. */
const MAX_PATH = 1_000;
/** Characters of a command or of what is said. */
const SHORT = 60;

/** The moment itself first. Layers that cannot be read are left out: they are among the trace's problems. */
export async function targetsAt(
  trace: Trace,
  time: TraceTime,
  selection: TimeRange | undefined,
): Promise<readonly TargetChoice[]> {
  const [commands, cues, edits] = await Promise.all([
    contentsOf(trace.commands),
    contentsOf(trace.transcripts),
    contentsOf(trace.edits),
  ]);
  const targets: ReviewTarget[] = [{ kind: 'moment', time_us: time }];
  if (selection) targets.push({ kind: 'range', range_us: [selection.start, selection.end] });
  for (const { layer, track } of cues) {
    const cue = track.at(time);
    if (cue && time < cue.end) targets.push({ kind: 'cue', layer, range_us: [cue.time, cue.end] });
  }
  for (const { layer, track } of commands) {
    const command = track.at(time);
    if (command) targets.push({ kind: 'command', layer, seq: command.seq, time_us: command.time });
  }
  for (const { track } of edits) {
    const line = lineAt(track, time);
    if (line) targets.push({ ...line, time_us: time });
  }
  return Promise.all(targets.map(async (target) => ({ target, words: await nameOf(trace, target) })));
}

/** A target in words, with what was run or said. */
export async function nameOf(trace: Trace, target: ReviewTarget): Promise<string> {
  const words = timeWords(trace.manifest);
  if (target.kind === 'moment') return `moment ${words.moment(targetRange(target).start)}`;
  if (target.kind === 'command') {
    const items = (await contentsOf(trace.commands)).find(({ layer }) => layer === target.layer)?.track.items;
    const command = items?.find(({ seq }) => seq === target.seq);
    return command ? `command ${shortened(command.command)}` : targetWords(target, words);
  }
  if (target.kind === 'cue') {
    const track = (await contentsOf(trace.transcripts)).find(({ layer }) => layer === target.layer)?.track;
    const cue = track?.at(targetRange(target).start);
    return cue ? `said “${shortened(cue.text)}”` : targetWords(target, words);
  }
  return targetWords(target, words);
}

function shortened(text: string): string {
  const [line = ''] = text.trim().split('\n');
  return line.length > SHORT ? `${line.slice(0, SHORT)}…` : line;
}

/** The line that was worked on last; undefined where it cannot be named. */
function lineAt(
  track: Track<TimedEdit>,
  time: TraceTime,
): { readonly kind: 'line'; readonly path: string; readonly line: number; readonly side: 'new' } | undefined {
  for (let index = track.indexAt(time); index >= 0; index--) {
    const event = track.items[index]?.event;
    if (!event || event.type === 'commit') continue;
    if (event.file.length > MAX_PATH) return undefined;
    const line =
      event.type === 'cursor' ? event.start.line : event.type === 'change' ? event.changes[0]?.start.line : 0;
    return { kind: 'line', path: event.file, line: Math.max(0, line ?? 0) + 1, side: 'new' };
  }
  return undefined;
}

interface Content<T> {
  readonly layer: string;
  readonly track: T;
}

async function contentsOf<T extends Track<Command> | Track<Cue> | Track<TimedEdit>>(
  layers: readonly TraceLayer<T>[],
): Promise<readonly Content<T>[]> {
  const read = await Promise.allSettled(layers.map(({ content }) => content.get()));
  return read.flatMap((result, index) => {
    const layer = layers[index]?.layer.id;
    return result.status === 'fulfilled' && layer !== undefined ? [{ layer, track: result.value }] : [];
  });
}

/** A key by which targets are told apart. */
export function targetKey(target: ReviewTarget): string {
  return JSON.stringify(target);
}

/** The moment that leads to what is spoken of. */
export function targetTime(target: ReviewTarget): TraceTime {
  return fromMicros(targetRange(target).start);
}
