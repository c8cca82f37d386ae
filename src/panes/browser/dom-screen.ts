/** Keeps the picture of a DOM recording up to the moment that is wanted; outside React, since it follows the clock. */
import { asTraceError, type TraceError } from '../../base/errors.ts';
import { cleanCss } from './clean-css.ts';
import type * as PlayerModule from './dom-player.ts';
import type { DomMoment } from './wanted-dom.ts';

type DomPlayer = PlayerModule.DomPlayer;

/** Milliseconds that one step may take; what is left waits for the next. A full snapshot is one piece. */
const STEP = 12;
/** Milliseconds from one new player to the next: each begins with the whole page, and dragging back asks for many. */
const BUILD_GAP = 80;
/** Characters of a style sheet that is worth keeping. */
const LONG_SHEET = 500;
/** Style sheets that are kept cleaned: one that a page builds anew each time must not fill the memory. */
const KEPT_SHEETS = 500;

export class DomScreen {
  readonly #listeners = new Set<() => void>();
  readonly #sheets = new Map<string, string>();
  #module: typeof PlayerModule | undefined;
  #host: HTMLElement | undefined;
  /** In sight, and what is built behind it, for another page or an earlier moment. */
  #front: DomPlayer | undefined;
  #back: DomPlayer | undefined;
  #wanted: DomMoment | undefined;
  #drawn: string | undefined;
  /** When the last player was made, of `performance.now()`. */
  #built = -BUILD_GAP;
  #failed: { readonly moment: DomMoment; readonly error: TraceError } | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  /** Where the frames stand; null takes all of them away. */
  readonly attach = (host: HTMLElement | null): void => {
    this.#front?.destroy();
    this.#back?.destroy();
    this.#front = undefined;
    this.#back = undefined;
    this.#drawn = undefined;
    this.#host = host ?? undefined;
    this.#work();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Key of the moment in sight; undefined while what is in sight is no moment, or on its way to one. */
  get drawn(): string | undefined {
    return this.#drawn;
  }

  /** Why the page that is wanted cannot be shown. */
  readonly error = (): TraceError | undefined =>
    this.#failed?.moment.page === this.#wanted?.page ? this.#failed?.error : undefined;

  /** What is wanted is neither in sight nor known to be impossible. */
  get late(): boolean {
    return this.#wanted !== undefined && this.#wanted.key !== this.#drawn && this.error() === undefined;
  }

  /** Draws at once what can be drawn in a step, and the rest in steps that follow. */
  want(moment: DomMoment | undefined): void {
    if (moment?.key === this.#wanted?.key) return;
    this.#wanted = moment;
    this.#work();
  }

  #work(): void {
    clearTimeout(this.#again);
    const wanted = this.#wanted;
    const host = this.#host;
    if (!wanted || !host || this.error()) {
      this.#tell();
      return;
    }
    if (!this.#module) {
      this.#load();
      return;
    }
    try {
      const player = this.#playerFor(wanted, host, this.#module);
      if (!player) return;
      // It changes in sight, step by step.
      if (player === this.#front && wanted.key !== this.#drawn) this.#drawn = undefined;
      player.advance(wanted.count, performance.now() + STEP);
      if (player.count < Math.min(wanted.count, wanted.page.last)) {
        this.#again = setTimeout(() => this.#work());
        return;
      }
      player.settle(wanted.pointer);
      const { loading } = player;
      if (loading.length > 0) {
        for (const image of loading)
          for (const type of ['load', 'error']) image.addEventListener(type, this.#workSoon, { once: true });
        return;
      }
      this.#show(player, wanted);
    } catch (error) {
      this.#failed = { moment: wanted, error: asTraceError(error) };
    }
    this.#tell();
  }

  readonly #workSoon = (): void => {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#work());
  };

  /** rrweb is large: it comes when the first recording is to be shown. */
  #load(): void {
    import('./dom-player.ts').then(
      (module) => {
        this.#module = module;
        this.#work();
      },
      (error: unknown) => {
        if (this.#wanted) this.#failed = { moment: this.#wanted, error: asTraceError(error) };
        this.#tell();
      },
    );
  }

  /** undefined: not yet. */
  #playerFor(
    { page, count, recording }: DomMoment,
    host: HTMLElement,
    module: typeof PlayerModule,
  ): DomPlayer | undefined {
    const fits = (player: DomPlayer | undefined): boolean =>
      player !== undefined && player.page === page && player.count <= count;
    if (this.#front && fits(this.#front)) {
      this.#back?.destroy();
      this.#back = undefined;
      return this.#front;
    }
    if (this.#back && fits(this.#back)) return this.#back;
    const wait = this.#built + BUILD_GAP - performance.now();
    if (wait > 0) {
      this.#again = setTimeout(() => this.#work(), wait);
      return undefined;
    }
    this.#built = performance.now();
    this.#back?.destroy();
    this.#back = new module.DomPlayer(host, { recording, page, css: this.#css });
    this.#back.show(false, '');
    return this.#back;
  }

  #show(player: DomPlayer, { key, title }: DomMoment): void {
    if (player !== this.#front) {
      this.#front?.destroy();
      this.#front = player;
      this.#back = undefined;
    }
    player.show(true, title);
    this.#drawn = key;
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  readonly #css = (css: string): string => {
    if (css.length < LONG_SHEET) return cleanCss(css);
    const known = this.#sheets.get(css);
    if (known !== undefined) return known;
    const clean = cleanCss(css);
    if (this.#sheets.size >= KEPT_SHEETS) this.#sheets.clear();
    this.#sheets.set(css, clean);
    return clean;
  };
}
