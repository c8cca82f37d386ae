import type { InputTrack } from '../../trace/input-track.ts';
import type { Cue, Displays, TraceLayer, Video } from '../../trace/layers.ts';
import type { Voice } from '../../trace/trace.ts';
import type { Track } from '../../trace/track.ts';

/** The slice of a trace that the pane shows. */
export interface VideoPaneData {
  /** At least one. */
  readonly videos: readonly TraceLayer<Video>[];
  readonly inputs: readonly TraceLayer<InputTrack>[];
  readonly transcripts: readonly TraceLayer<Track<Cue>>[];
  readonly displays: Displays;
  readonly voices: readonly TraceLayer<Voice>[];
  /** What files that are saved are called after. */
  readonly name: string;
}
