/** The two pictures of the timeline: the ruler, and all lanes under it. */
import type { TimeWords } from '../base/time-words.ts';
import { ZERO, type TimeRange } from '../base/time.ts';
import type { DeclaredGap } from '../trace/declared-gaps.ts';
import { drawFilm } from './draw-film.ts';
import { drawGaps } from './draw-gaps.ts';
import { drawMarks } from './draw-marks.ts';
import { hatch } from './draw-spans.ts';
import { drawWave, type Wave } from './draw-wave.ts';
import { filmRows } from './film-lane.ts';
import type { Film } from './film.ts';
import type { Films } from './films.ts';
import type { TextFitter } from './fit-text.ts';
import { toneColour, type Palette } from './palette.ts';
import { createPixelGrid } from './pixel-grid.ts';
import { rulerTicks, type Tick } from './ruler.ts';
import type { Scale } from './scale.ts';
import type { Lane, LaneItems, LanePart } from './tracks.ts';

export type LaneState =
  /** `part`: what there is already. */
  | { readonly status: 'loading'; readonly part?: LanePart }
  | { readonly status: 'ready'; readonly items: LaneItems }
  | { readonly status: 'failed' };

/** A lane in its place; lengths in CSS pixels from the top of the lanes. */
export interface PlacedLane {
  readonly lane: Lane;
  readonly state: LaneState;
  readonly top: number;
  /** undefined: the lane is none of a sound, or its outline is not there yet. */
  readonly wave?: Wave | undefined;
  /** undefined: the lane is none of a video, or there are no pictures of it. */
  readonly film?: Film | undefined;
  /** Why a video has no pictures, in words. */
  readonly remark?: string | undefined;
}

export interface Picture {
  readonly context: CanvasRenderingContext2D;
  readonly text: TextFitter;
  readonly scale: Scale;
  readonly palette: Palette;
  readonly selection: TimeRange | undefined;
  /** Device pixels of a CSS pixel. */
  readonly ratio: number;
  /** How the trace writes moments. */
  readonly words?: TimeWords;
}

export const RULER_HEIGHT = 24;
const FAILED_NOTE = 'could not be read';
const READING_NOTE = 'still being read';

/** Paints [0, scale.width) × [0, height) anew. */
export function drawLanes(
  picture: Picture,
  lanes: readonly PlacedLane[],
  height: number,
  idle: readonly TimeRange[],
  films?: Films,
  pauses: readonly DeclaredGap[] = [],
): void {
  const { context, scale, palette, text, ratio } = picture;
  const grid = createPixelGrid(scale, ratio);
  context.clearRect(0, 0, scale.width, height);
  context.font = `11px ${palette.font}`;
  context.textBaseline = 'middle';
  drawGrid(picture, rulerTicks(scale, picture.words), height);
  drawIdle(picture, idle, height);
  for (const { lane, state, top, wave, film } of lanes) {
    context.fillStyle = palette.border;
    context.fillRect(0, top + lane.height - 1, scale.width, 1);
    const note = lane.note ?? (state.status === 'failed' ? FAILED_NOTE : undefined);
    if (note !== undefined) {
      context.fillStyle = state.status === 'failed' ? palette.fail : palette.muted;
      context.fillText(text.fit(note, scale.width - 16), 8, top + lane.height / 2);
    } else {
      const ground = palette.surface;
      const colour = palette.tracks[lane.colour];
      const rows = film && filmRows(top);
      if (film && films && rows && state.status === 'ready')
        drawFilm(films.tiles(film, scale), {
          ...{ context, scale, colour, ground },
          top: rows.film,
          box: film.box('tile'),
        });
      const place = { context, scale, grid, ...(rows?.marks ?? { top, height: lane.height - 1 }) };
      for (const marks of itemsOf(state))
        drawMarks(marks, {
          ...place,
          text,
          colour: toneColour(palette, marks.tone, lane.colour),
          textColour: palette.text,
          ground,
        });
      if (wave && state.status === 'ready') drawWave(wave, { ...place, colour });
      if (state.status === 'loading') {
        // Of what follows, nothing is known yet.
        const left = Math.max(0, scale.x(state.part?.until ?? ZERO));
        context.fillStyle = palette.borderStrong;
        context.fillRect(left, top + lane.height / 2 - 0.5, Math.max(0, scale.width - left), 1);
      }
    }
  }
  drawGaps(picture, lanes, pauses, height);
  drawSelection(picture, height, 0.1);
}

/** What can be drawn, and pointed at. */
export function itemsOf(state: LaneState): LaneItems {
  if (state.status === 'ready') return state.items;
  return (state.status === 'loading' ? state.part?.items : undefined) ?? [];
}

/** What stands in a lane instead of items, or beside those that there are already; undefined where nothing is to be said. */
export function noteOf({ lane, state }: Pick<PlacedLane, 'lane' | 'state'>): string | undefined {
  if (lane.note !== undefined) return lane.note;
  if (state.status === 'failed') return FAILED_NOTE;
  return state.status === 'loading' ? READING_NOTE : undefined;
}

/** Paints the ruler anew. */
export function drawRuler(picture: Picture): void {
  const { context, scale, palette } = picture;
  context.clearRect(0, 0, scale.width, RULER_HEIGHT);
  drawSelection(picture, RULER_HEIGHT, 0.25);
  context.font = `10.5px ${palette.font}`;
  context.textBaseline = 'middle';
  for (const { time, label } of rulerTicks(scale, picture.words)) {
    const x = Math.round(scale.x(time));
    const tall = label === undefined ? 4 : 9;
    context.fillStyle = palette.borderStrong;
    context.fillRect(x, RULER_HEIGHT - tall, 1, tall);
    if (label === undefined) continue;
    context.fillStyle = palette.muted;
    context.fillText(label, x + 4, 9);
  }
}

function drawGrid({ context, scale, palette }: Picture, ticks: readonly Tick[], height: number): void {
  context.fillStyle = palette.border;
  context.globalAlpha = 0.6;
  for (const { time, label } of ticks)
    if (label !== undefined) context.fillRect(Math.round(scale.x(time)), 0, 1, height);
  context.globalAlpha = 1;
}

function drawIdle({ context, scale, palette }: Picture, gaps: readonly TimeRange[], height: number): void {
  // All at once: a long trace has hundreds of them in sight.
  const area = new Path2D();
  for (const { start, end } of gaps) {
    const left = Math.max(0, scale.x(start));
    const right = Math.min(scale.width, scale.x(end));
    // Narrower than this it would read as a mark.
    if (right - left >= 3) area.rect(left, 0, right - left, height);
  }
  context.globalAlpha = 0.55;
  context.fillStyle = palette.surface2;
  context.fill(area);
  context.globalAlpha = 1;
  hatch(context, area, { left: 0, top: 0, right: scale.width, height }, palette.borderStrong);
}

function drawSelection({ context, scale, palette, selection }: Picture, height: number, alpha: number): void {
  if (!selection) return;
  const left = Math.max(-2, scale.x(selection.start));
  const right = Math.min(scale.width + 2, scale.x(selection.end));
  if (right < 0 || left > scale.width) return;
  context.fillStyle = palette.accent;
  context.globalAlpha = alpha;
  context.fillRect(left, 0, right - left, height);
  context.globalAlpha = 0.9;
  context.fillRect(left, 0, 1, height);
  context.fillRect(right - 1, 0, 1, height);
  context.globalAlpha = 1;
}
