/** How tracks are called and coloured, everywhere that they appear. */
import type { Layer } from '../trace/layers.ts';

/** The `--track-*` tokens of the theme. */
export type TrackColour =
  | 'video'
  | 'input'
  | 'terminal'
  | 'edits'
  | 'tests'
  | 'lint'
  | 'browser'
  | 'voice'
  | 'notes'
  | 'signals'
  | 'problems'
  | 'findings'
  | 'comments';

export interface TrackLook {
  readonly title: string;
  readonly colour: TrackColour;
}

const LOOK: Readonly<Partial<Record<Layer['kind'], readonly [title: string, colour: TrackColour]>>> = {
  screen_video: ['Screen', 'video'],
  screen_frames: ['Stills', 'video'],
  input_events: ['Input', 'input'],
  commands: ['Commands', 'terminal'],
  terminal: ['Terminal', 'terminal'],
  ide_edits: ['Edits', 'edits'],
  file_diffs: ['Diffs', 'edits'],
  test_runs: ['Tests', 'tests'],
  diagnostics: ['Lint', 'lint'],
  browser_events: ['Browser', 'browser'],
  browser_dom: ['Page content', 'browser'],
  network: ['Network', 'browser'],
  page_archive: ['Page archive', 'browser'],
  speech_audio: ['Voice', 'voice'],
  transcript: ['Transcript', 'voice'],
  annotations: ['Notes', 'notes'],
  agent_steps: ['Agent steps', 'notes'],
  otel_spans: ['Spans', 'signals'],
  otel_logs: ['Logs', 'signals'],
  otel_metrics: ['Metrics', 'signals'],
};

/** A kind that is not known is called by its own name. */
export function trackLook(kind: Layer['kind']): TrackLook {
  const [title, colour] = LOOK[kind] ?? [kind, 'notes'];
  return { title, colour };
}

/** undefined where there is no layer of its own. */
export function trackColour(kind: Layer['kind'] | undefined): TrackColour | undefined {
  return kind && trackLook(kind).colour;
}
