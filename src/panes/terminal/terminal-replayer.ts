import { whenIdle } from '../../base/pause.ts';
import type { Screen } from '../../trace/emulator/screen.ts';
import type { Size } from './fit-font.ts';
import type { FoundWords } from './found-cells.ts';
import { isNear } from './is-near.ts';
import { TerminalScreen, type ScreenText } from './terminal-screen.ts';
import type { Recording } from './terminal-data.ts';

/** Who is told of what. */
export interface ReplayerEvents {
  /** The screen asked for last is drawn: the next frame of the page shows it. */
  readonly onSettled: () => void;
  /** Replaying failed: the screen asked for will not come. */
  readonly onError: (error: unknown) => void;
  /** A person follows a link. */
  readonly onLink: (address: string) => void;
}

/** Screens, at equal distances, that are tried out once the first is there, and milliseconds until the page must be idle for each. */
const TRIED = 6;
const IDLE_WITHIN = 2_000;

/** Milliseconds after which a screen that is no longer asked for is not waited for any more. */
const PATIENCE = 100;

interface Fetching {
  readonly target: number;
  readonly since: number;
  readonly controller: AbortController;
}

/** Shows one recording at any of its chunks, as its player finds it. */
export class TerminalReplayer {
  readonly #recording: Recording;
  readonly #events: ReplayerEvents;
  readonly #screen: TerminalScreen;
  #target = -1;
  /** After how many chunks the screen is that came last; -1 before the first. */
  #shown = -1;
  #fetching: Fetching | undefined;
  #hasTried = false;
  #disposed = false;

  /** The screen appears in `stage`. */
  constructor(recording: Recording, stage: HTMLElement, events: ReplayerEvents) {
    this.#recording = recording;
    this.#events = events;
    this.#screen = new TerminalScreen(stage, `Terminal screen: ${recording.title}`, {
      onLink: events.onLink,
      onLookBack: () => void this.#lookBack(),
    });
  }

  /** Whether the screen after the first `target` chunks is drawn. */
  shows(target: number): boolean {
    return this.#shown === target;
  }

  /** Asks for the screen after the first `target` chunks; the newest call counts. */
  goTo(target: number): void {
    this.#target = target;
    if (this.#fetching) this.#reconsider();
    else void this.#run();
  }

  /** What is on screen; undefined before the first. */
  snapshot(): ScreenText | undefined {
    return this.#screen.snapshot();
  }

  /** The text that a person selected. */
  get selection(): string {
    return this.#screen.selection;
  }

  /** See `TerminalScreen.cursorEnd`. */
  get cursorEnd(): number {
    return this.#screen.cursorEnd;
  }

  /** See `TerminalScreen.find`. */
  find(found: FoundWords | undefined): void {
    this.#screen.find(found);
  }

  scrollPages(pages: number): void {
    this.#screen.scrollPages(pages);
  }

  /** Gives the place that the grid has, in CSS pixels. */
  fit(room: Size): void {
    this.#screen.fit(room);
  }

  dispose(): void {
    this.#disposed = true;
    this.#fetching?.controller.abort();
    this.#screen.dispose();
  }

  /** Fetches what is asked for until that is what came; what came on the way is shown, too. */
  async #run(): Promise<void> {
    try {
      while (!this.#disposed && this.#shown !== this.#target) await this.#fetch(this.#target);
    } catch (error) {
      if (!this.#disposed) this.#events.onError(error);
      return;
    }
    if (this.#disposed) return;
    this.#events.onSettled();
    if (!this.#hasTried) void this.#tryOut().catch(() => undefined);
    this.#hasTried = true;
  }

  /** The first screens would take several times as long as others. What fails here fails again for whoever asks. */
  async #tryOut(): Promise<void> {
    const { chunks, player } = this.#recording.terminal;
    for (let part = 1; part <= TRIED; part += 1) {
      await whenIdle(IDLE_WITHIN);
      if (this.#disposed) return;
      this.#tryOutSoon(await player.screenAt(Math.floor((chunks.length * part) / TRIED)));
    }
  }

  #tryOutSoon(screen: Screen): void {
    void whenIdle(IDLE_WITHIN)
      .then(() => {
        if (!this.#disposed) this.#screen.tryOut(screen);
      })
      .catch(() => undefined);
  }

  async #fetch(target: number): Promise<void> {
    const { chunks, player } = this.#recording.terminal;
    const controller = new AbortController();
    this.#fetching = { target, since: performance.now(), controller };
    try {
      const screen = await player.screenAt(target, controller.signal);
      if (this.#disposed) return;
      this.#screen.put(target, screen, this.#shown >= 0 && isNear(chunks, this.#shown, target));
      this.#shown = target;
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    } finally {
      this.#fetching = undefined;
    }
  }

  /** Gives up a screen that is no longer asked for, once it has taken long. */
  #reconsider(): void {
    const fetching = this.#fetching;
    if (!fetching || fetching.target === this.#target) return;
    const left = fetching.since + PATIENCE - performance.now();
    if (left <= 0) fetching.controller.abort();
    else setTimeout(() => fetching === this.#fetching && this.#reconsider(), left);
  }

  async #lookBack(): Promise<void> {
    const { drawnAt } = this.#screen;
    try {
      const lines = await this.#recording.terminal.player.scrolledAt(drawnAt);
      // Another moment may be drawn meanwhile.
      if (!this.#disposed && this.#screen.drawnAt === drawnAt && this.#screen.isLackingHistory)
        this.#screen.fill(lines);
    } catch (error) {
      if (!this.#disposed) this.#events.onError(error);
    }
  }
}
