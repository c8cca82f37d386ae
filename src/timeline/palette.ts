import type { Tone } from './marks.ts';
import type { TrackColour } from './track-look.ts';

/** The theme's colours as canvas needs them: CSS colour values. */
export interface Palette {
  readonly surface: string;
  readonly surface2: string;
  readonly border: string;
  readonly borderStrong: string;
  readonly text: string;
  readonly muted: string;
  readonly accent: string;
  readonly ok: string;
  readonly fail: string;
  readonly warn: string;
  readonly font: string;
  readonly tracks: Readonly<Record<TrackColour, string>>;
}

/** Reads the tokens that hold at `element`. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    surface: token('--surface'),
    surface2: token('--surface-2'),
    border: token('--border'),
    borderStrong: token('--border-strong'),
    text: token('--text'),
    muted: token('--text-muted'),
    accent: token('--accent'),
    ok: token('--ok'),
    fail: token('--fail'),
    warn: token('--warn'),
    font: token('--font') || 'sans-serif',
    tracks: {
      video: token('--track-video'),
      input: token('--track-input'),
      terminal: token('--track-terminal'),
      edits: token('--track-edits'),
      tests: token('--track-tests'),
      lint: token('--track-lint'),
      browser: token('--track-browser'),
      voice: token('--track-voice'),
      notes: token('--track-notes'),
      signals: token('--track-signals'),
      problems: token('--track-problems'),
      findings: token('--track-findings'),
      comments: token('--track-comments'),
    },
  };
}

export function toneColour(palette: Palette, tone: Tone, track: TrackColour): string {
  switch (tone) {
    case 'track':
      return palette.tracks[track];
    case 'unknown':
      return palette.muted;
    case 'ok':
    case 'fail':
    case 'warn':
      return palette[tone];
  }
}
