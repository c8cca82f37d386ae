/** What the pane takes from a trace, and what stands in it once it is read. Pure. */
import type { TraceError } from '../../base/errors.ts';
import type { TraceTime } from '../../base/time.ts';
import type { Command, Terminal, TraceLayer } from '../../trace/layers.ts';
import type { Track } from '../../trace/track.ts';

/** The pane's slice of the trace. */
export interface TerminalData {
  readonly terminals: readonly TraceLayer<Terminal>[];
  readonly commands: readonly TraceLayer<Track<Command>>[];
}

/** A terminal that can be replayed. */
export interface Recording {
  /** id of its layer. */
  readonly id: string;
  readonly title: string;
  readonly terminal: Terminal;
}

/** A layer that cannot be read. */
export interface FailedLayer {
  readonly id: string;
  readonly title: string;
  readonly error: TraceError;
}

/**
 * The terminal to show: the picked one, else the one that printed last at `now`; where none has printed yet, the
 * first. Of several that printed in the same microsecond it is the first.
 */
export function activeRecording<R extends Pick<Recording, 'id' | 'terminal'>>(
  recordings: readonly R[],
  picked: string | undefined,
  now: TraceTime,
): R | undefined {
  const chosen = recordings.find(({ id }) => id === picked);
  if (chosen) return chosen;
  let [active] = recordings;
  let latest = -Infinity;
  for (const recording of recordings) {
    const time = recording.terminal.chunks.lastOutput(now) ?? -Infinity;
    if (time <= latest) continue;
    latest = time;
    active = recording;
  }
  return active;
}
