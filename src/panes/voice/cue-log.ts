/** What was said and written in a session, and which of it belongs to a time. Pure. */
import type { TraceTime } from '../../base/time.ts';
import { Track } from '../../trace/track.ts';
import type { Line } from './line.ts';

/** All lines of all layers in time order. */
export class CueLog {
  readonly track: Track<Line>;
  /** How many of them were written, not said. */
  readonly writtenCount: number;
  /** Those who speak or write, by name, in the order of their first words: the number is theirs for good. */
  readonly speakers: ReadonlyMap<string, number>;
  /** At each index the latest end of the lines up to it: tells how far back one may still go on. */
  readonly #latestEnds: readonly TraceTime[];

  constructor(lines: readonly Line[]) {
    // Sorting keeps the order of equals, so that one transcript's cues stay in the order of its file.
    const all = [...lines].sort((a, b) => a.time - b.time);
    this.track = new Track(all);
    this.writtenCount = all.filter(({ written }) => written).length;
    const names = new Set(all.flatMap(({ speaker }) => speaker ?? []));
    this.speakers = new Map([...names].map((name, index) => [name, index]));
    let latest = -Infinity as TraceTime;
    this.#latestEnds = all.map(({ end }) => (latest = Math.max(latest, end) as TraceTime));
  }

  /** Indexes in `track` of the lines that go on at `time`, ascending: they may overlap. */
  linesAt(time: TraceTime): readonly number[] {
    const found: number[] = [];
    for (let index = this.track.indexAt(time); index >= 0; index -= 1) {
      if ((this.#latestEnds[index] ?? 0) <= time) break;
      if ((this.track.items[index]?.end ?? 0) > time) found.push(index);
    }
    return found.reverse();
  }

  /** What is said at `time`, a line a cue; null for silence. */
  saidAt(time: TraceTime): string | null {
    return this.#textAt(time, false);
  }

  /** What was written at `time`, a line a note; null for none. */
  writtenAt(time: TraceTime): string | null {
    return this.#textAt(time, true);
  }

  #textAt(time: TraceTime, written: boolean): string | null {
    const lines = this.linesAt(time).flatMap((index) => this.track.items[index] ?? []);
    const some = lines.filter((line) => line.written === written);
    return some.length > 0 ? some.map(({ text }) => text).join('\n') : null;
  }
}
