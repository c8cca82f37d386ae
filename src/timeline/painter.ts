import { assert } from '../base/errors.ts';
import { CLOCK_WORDS } from '../base/time-words.ts';
import type { TimeRange } from '../base/time.ts';
import type { DeclaredGap } from '../trace/declared-gaps.ts';
import { drawLinks } from './draw-links.ts';
import { drawLanes, drawRuler, RULER_HEIGHT, type Picture, type PlacedLane } from './draw-timeline.ts';
import type { Film } from './film.ts';
import type { Films } from './films.ts';
import { TextFitter } from './fit-text.ts';
import { placeLinks, type LaneLink } from './hand-over-links.ts';
import { readPalette, type Palette } from './palette.ts';
import { createScale, type Scale } from './scale.ts';
import type { ViewStore } from './view-store.ts';

/** The elements that the painter works on; it owns none of them. */
export interface PaintedElements {
  readonly plot: HTMLElement;
  readonly ruler: HTMLCanvasElement;
  readonly lanes: HTMLCanvasElement;
  /** What scrolls the lanes. */
  readonly scroller: HTMLElement;
}

/**
 * Keeps the canvases of the timeline up to date: at most once a frame, and only when range, selection, size, content
 * or theme have changed. Time passing is none of these.
 */
export class TimelinePainter {
  readonly #elements: PaintedElements;
  readonly #view: ViewStore;
  readonly #lanesText: TextFitter;
  readonly #rulerText: TextFitter;
  readonly #release: readonly (() => void)[];
  #lanes: readonly PlacedLane[] = [];
  #idle: readonly TimeRange[] = [];
  #pauses: readonly DeclaredGap[] = [];
  #links: readonly LaneLink[] = [];
  #palette: Palette | undefined;
  #words = CLOCK_WORDS;
  #width = 0;
  #frame: number | undefined;
  #listeners = new Set<() => void>();
  #films: Films | undefined;

  constructor(elements: PaintedElements, view: ViewStore) {
    this.#elements = elements;
    this.#view = view;
    this.#lanesText = new TextFitter(contextOf(elements.lanes));
    this.#rulerText = new TextFitter(contextOf(elements.ruler));
    this.#width = elements.plot.clientWidth;

    const sizes = new ResizeObserver(() => {
      this.#width = elements.plot.clientWidth;
      this.#changed();
      for (const listener of this.#listeners) listener();
    });
    sizes.observe(elements.plot);
    const themes = new MutationObserver(() => {
      this.#palette = undefined;
      this.#changed();
    });
    themes.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-theme', 'data-contrast'],
    });
    const onFonts = (): void => {
      this.#lanesText.reset();
      this.#rulerText.reset();
      this.#changed();
    };
    document.fonts.addEventListener('loadingdone', onFonts);
    this.#release = [
      view.subscribe((state, before) => {
        if (state.range !== before.range || state.selection !== before.selection) this.#changed();
      }),
      this.#onScroll(),
      () => sizes.disconnect(),
      () => themes.disconnect(),
      () => document.fonts.removeEventListener('loadingdone', onFonts),
    ];
    this.#changed();
  }

  /** Time ↔ place as of now. */
  get scale(): Scale {
    return createScale(this.#view.getState().range, this.#width);
  }

  setContent(lanes: readonly PlacedLane[], idle: readonly TimeRange[], words = CLOCK_WORDS): void {
    this.#lanes = lanes;
    this.#words = words;
    this.#idle = idle;
    this.#changed();
  }

  /** When nothing was recorded at all. */
  setPauses(pauses: readonly DeclaredGap[]): void {
    this.#pauses = pauses;
    this.#changed();
  }

  /** What goes from lane to lane. */
  setLinks(links: readonly LaneLink[]): void {
    this.#links = links;
    this.#changed();
  }

  /** Whose pictures are drawn, from now on and as they come; undefined: none. */
  setFilms(films: Films | undefined): () => void {
    this.#films = films;
    const stop = films?.onTiles(() => this.#changed());
    return () => {
      stop?.();
      this.#films = undefined;
    };
  }

  /** Tells when the plot has another width. */
  onResize(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Paints at once. */
  paint(): void {
    const { lanes, ruler, plot } = this.#elements;
    if (this.#width === 0) return;
    this.#palette ??= readPalette(plot);
    const last = this.#lanes.at(-1);
    const height = last ? last.top + last.lane.height : 0;
    const ratio = window.devicePixelRatio || 1;
    const { selection } = this.#view.getState();
    const rest = { scale: this.scale, palette: this.#palette, selection, ratio, words: this.#words };
    const picture = (canvas: HTMLCanvasElement, text: TextFitter, tall: number): Picture => ({
      context: prepareCanvas(canvas, this.#width, tall, ratio),
      text,
      ...rest,
    });
    drawRuler(picture(ruler, this.#rulerText, RULER_HEIGHT));
    const below = picture(lanes, this.#lanesText, height);
    drawLanes(below, this.#lanes, height, this.#idle, this.#films, this.#pauses);
    drawLinks(below.context, placeLinks(this.#links, this.#lanes, rest.scale), rest.palette);
    this.#films?.show(this.#filmsInSight(), rest.scale, this.#focus());
  }

  /** The films of the lanes that are not scrolled away. */
  #filmsInSight(): readonly Film[] {
    const { scroller, plot, ruler } = this.#elements;
    const seen = scroller.getBoundingClientRect();
    const top = plot.getBoundingClientRect().top + ruler.offsetHeight;
    return this.#lanes.flatMap((placed) => {
      const from = top + placed.top;
      const inSight = from < seen.bottom && from + placed.lane.height > seen.top + ruler.offsetHeight;
      return placed.film && inSight ? [placed.film] : [];
    });
  }

  /** Where a person looks, in CSS pixels from the left edge: at the pointer, else at the middle. */
  #focus(): number {
    const { hover } = this.#view.getState();
    return hover === undefined ? this.#width / 2 : this.scale.x(hover);
  }

  dispose(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#listeners.clear();
    for (const release of this.#release) release();
  }

  /** Films that come into sight are to be drawn. */
  #onScroll(): () => void {
    const { scroller } = this.#elements;
    const changed = (): void => this.#changed();
    scroller.addEventListener('scroll', changed, { passive: true });
    return () => scroller.removeEventListener('scroll', changed);
  }

  #changed(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.paint();
    });
  }
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  assert(context, 'this browser draws no canvas');
  return context;
}

/** The canvas in the size given, in CSS pixels, at the screen's resolution. */
export function prepareCanvas(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  ratio = window.devicePixelRatio || 1,
): CanvasRenderingContext2D {
  const [wide, tall] = [Math.round(width * ratio), Math.round(height * ratio)];
  // Setting a size clears the canvas even where it is the same.
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== tall) canvas.height = tall;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = contextOf(canvas);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
