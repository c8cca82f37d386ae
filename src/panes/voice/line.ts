import type { Cue } from '../../trace/layers.ts';

/** A row of the transcript: words that were said, or written down at a time. */
export interface Line extends Cue {
  /** Whose words they are; undefined where nothing tells. */
  readonly speaker: string | undefined;
  /** Written down, not said. */
  readonly written: boolean;
  /** A decision, as the notes of the trace say. */
  readonly decision: boolean;
}
