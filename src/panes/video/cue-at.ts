import type { TraceTime } from '../../base/time.ts';
import type { Cue } from '../../trace/layers.ts';
import type { Track } from '../../trace/track.ts';

/** Cues that began before the last one and may still go on: so many are looked through. */
const MAX_OVERLAP = 8;

/** The cues that are spoken at `time`, in the order in which they began. */
function cuesAt(track: Track<Cue>, time: TraceTime): readonly Cue[] {
  const end = track.indexAt(time) + 1;
  return track.items.slice(Math.max(0, end - MAX_OVERLAP), end).filter((cue) => cue.end > time);
}

/** What is said at `time` over all transcripts, a line a cue; null for silence. */
export function captionAt(tracks: readonly Track<Cue>[], time: TraceTime): string | null {
  const cues = tracks.flatMap((track) => cuesAt(track, time));
  return cues.length > 0 ? cues.map(({ text }) => text).join('\n') : null;
}
