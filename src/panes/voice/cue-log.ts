/** The cues of a session and which of them are spoken at a time. Pure. */
import type { TraceTime } from '../../base/time.ts';
import type { Cue } from '../../trace/layers.ts';
import { Track } from '../../trace/track.ts';

/** A cue, and whose it is. */
export interface SpokenCue extends Cue {
  /** Who speaks: from the cue, or, where several people have a transcript each, from its layer; else undefined. */
  readonly speaker: string | undefined;
}

/** One transcript. `name`: of whom it is, where there are several transcripts. */
export interface NamedCues {
  readonly name: string | undefined;
  readonly cues: Track<Cue>;
}

/** All cues of all transcripts in time order. */
export class CueLog {
  readonly track: Track<SpokenCue>;
  /** At each index the latest end of the cues up to it: tells how far back one may still go on. */
  readonly #latestEnds: readonly TraceTime[];

  constructor(transcripts: readonly NamedCues[]) {
    const all = transcripts.flatMap(({ name, cues }) =>
      cues.items.map((cue): SpokenCue => ({ ...cue, speaker: cue.speaker ?? name })),
    );
    // Sorting keeps the order of equals, so that one transcript's cues stay in the order of its file.
    this.track = new Track(all.sort((a, b) => a.time - b.time));
    let latest = -Infinity as TraceTime;
    this.#latestEnds = all.map(({ end }) => (latest = Math.max(latest, end) as TraceTime));
  }

  /** Indexes in `track` of the cues that are spoken at `time`, ascending. */
  spokenAt(time: TraceTime): readonly number[] {
    const spoken: number[] = [];
    for (let index = this.track.indexAt(time); index >= 0; index -= 1) {
      if ((this.#latestEnds[index] ?? 0) <= time) break;
      if ((this.track.items[index]?.end ?? 0) > time) spoken.push(index);
    }
    return spoken.reverse();
  }

  /** What is said at `time`, a line a cue; null for silence. */
  textAt(time: TraceTime): string | null {
    const spoken = this.spokenAt(time);
    return spoken.length > 0 ? spoken.map((index) => this.track.items[index]?.text ?? '').join('\n') : null;
  }
}
