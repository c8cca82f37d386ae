import type { Size } from './fit-font.ts';
import { canReach, isAt, nearest, nextStep } from './replay-plan.ts';
import { TerminalScreen, type ScreenText } from './terminal-screen.ts';
import type { Recording } from './terminal-data.ts';

/** Who is told of what. */
export interface ReplayerEvents {
  /** The screen asked for last is painted. */
  readonly onSettled: () => void;
  /** Replaying failed: the screen asked for will not come. */
  readonly onError: (error: unknown) => void;
  /** A person follows a link. */
  readonly onLink: (address: string) => void;
}

/**
 * Shows one recording at any of its chunks. Forward it writes what is missing; backward it plays a second screen
 * from the start, out of sight, and puts it in the place of the first when it is right.
 */
export class TerminalReplayer {
  readonly #recording: Recording;
  readonly #stage: HTMLElement;
  readonly #events: ReplayerEvents;
  #shown: TerminalScreen | undefined;
  #building: TerminalScreen | undefined;
  #target = 0;
  #running = false;
  #disposed = false;
  #room: Size = { width: 0, height: 0 };

  /** Screens appear in `stage`. */
  constructor(recording: Recording, stage: HTMLElement, events: ReplayerEvents) {
    this.#recording = recording;
    this.#stage = stage;
    this.#events = events;
  }

  /** Whether the screen after the first `target` chunks is painted. */
  shows(target: number): boolean {
    return !this.#running && this.#shown !== undefined && this.#isRight(this.#shown, target);
  }

  /** Asks for the screen after the first `target` chunks; the newest call counts. */
  goTo(target: number): void {
    this.#target = target;
    for (const screen of [this.#shown, this.#building])
      if (screen && screen.ahead !== screen.position && !canReach(screen.ahead, target)) screen.abandon();
    if (!this.#running) void this.#run();
  }

  /** What is on screen; undefined before the first. */
  snapshot(): ScreenText | undefined {
    return this.#shown?.snapshot();
  }

  /** The text that a person selected. */
  get selection(): string {
    return this.#shown?.selection ?? '';
  }

  scrollPages(pages: number): void {
    this.#shown?.scrollPages(pages);
  }

  /** Gives the place that the grid has, in CSS pixels. */
  fit(room: Size): void {
    this.#room = room;
    this.#shown?.fit(room);
  }

  dispose(): void {
    this.#disposed = true;
    this.#shown?.dispose();
    this.#building?.dispose();
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      while (!this.#disposed && !(await this.#advance()));
    } catch (error) {
      if (!this.#disposed) this.#events.onError(error);
      return;
    } finally {
      this.#running = false;
    }
    if (!this.#disposed) this.#events.onSettled();
  }

  /** One step towards the target; true once its screen is painted. */
  async #advance(): Promise<boolean> {
    const screen = this.#nearest();
    const step = nextStep(this.#recording.terminal.chunks.items, screen.position, this.#target);
    if (step) {
      await screen.apply(step);
      if (step.kind === 'resize' && screen === this.#shown) screen.fit(this.#room);
      return false;
    }
    const previous = this.#shown;
    if (screen !== previous) {
      await screen.ready;
      if (this.#disposed || !this.#isRight(screen, this.#target)) return false;
      this.#building = undefined;
      this.#shown = screen;
      screen.open(this.#stage);
      screen.fit(this.#room);
    }
    // xterm.js paints in the coming frame; callbacks of one frame run in the order in which they were asked for.
    await nextFrame();
    if (screen !== previous) previous?.dispose();
    return this.#isRight(screen, this.#target);
  }

  /** The screen to work on; those that are of no more use go. */
  #nearest(): TerminalScreen {
    const usable = [this.#shown, this.#building].filter((screen) => screen !== undefined);
    const found = nearest(
      usable.filter(({ abandoned }) => !abandoned),
      this.#target,
    );
    if (this.#building && found !== this.#building) {
      this.#building.dispose();
      this.#building = undefined;
    }
    if (found) return found;
    this.#building = new TerminalScreen(this.#recording.terminal, this.#events.onLink);
    return this.#building;
  }

  #isRight(screen: TerminalScreen, target: number): boolean {
    return !screen.abandoned && isAt(screen.position, target);
  }
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}
