import { ChunkTexts } from './chunk-texts.ts';
import type { Size } from './fit-font.ts';
import { canReach, isAt, isNear, nextStep, writtenText, type Position } from './replay-plan.ts';
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

/** Milliseconds after which a screen that is no longer asked for is not waited for any more. */
const PATIENCE = 100;

/**
 * Shows one recording at any of its chunks. A little forward it writes what is missing; else it fetches the state of the
 * terminal at that chunk and puts it in place of the one that is shown.
 */
export class TerminalReplayer {
  readonly #recording: Recording;
  readonly #stage: HTMLElement;
  readonly #events: ReplayerEvents;
  readonly #texts: ChunkTexts;
  #screen: TerminalScreen | undefined;
  #target = 0;
  /** The screen that was fetched last: what follows of it up to the chunk that was asked for is to be written. */
  #fetched = { target: -1, count: -1 };
  #fetching:
    { readonly target: number; readonly since: number; readonly controller: AbortController } | undefined;
  #running = false;
  #disposed = false;
  #room: Size = { width: 0, height: 0 };

  /** The screen appears in `stage`. */
  constructor(recording: Recording, stage: HTMLElement, events: ReplayerEvents) {
    this.#recording = recording;
    this.#stage = stage;
    this.#events = events;
    this.#texts = new ChunkTexts(recording.terminal);
  }

  /** Whether the screen after the first `target` chunks is drawn. */
  shows(target: number): boolean {
    return !this.#running && this.#isRight(target);
  }

  /** Asks for the screen after the first `target` chunks; the newest call counts. */
  goTo(target: number): void {
    this.#target = target;
    const ahead = this.#screen?.ahead;
    if (ahead && !canReach(ahead, target)) this.#screen?.abandon();
    this.#reconsider();
    if (!this.#running) void this.#run();
  }

  /** What is on screen; undefined before the first. */
  snapshot(): ScreenText | undefined {
    return this.#screen?.snapshot();
  }

  /** The text that a person selected. */
  get selection(): string {
    return this.#screen?.selection ?? '';
  }

  scrollPages(pages: number): void {
    const screen = this.#screen;
    if (!screen) return;
    if (pages < 0 && screen.isLackingScrollback) void this.#lookBack().then(() => screen.scrollPages(pages));
    else screen.scrollPages(pages);
  }

  /** Gives the place that the grid has, in CSS pixels. */
  fit(room: Size): void {
    this.#room = room;
    this.#screen?.fit(room);
  }

  dispose(): void {
    this.#disposed = true;
    this.#fetching?.controller.abort();
    this.#screen?.dispose();
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

  /** One step towards the target; true once its screen is drawn. */
  async #advance(): Promise<boolean> {
    const target = this.#target;
    const { chunks } = this.#recording.terminal;
    const screen = this.#screen;
    const position = screen?.position;
    if (!screen || !position || !this.#isWritable(position, target)) {
      await this.#fetch(target);
      return false;
    }
    const step = nextStep(chunks, position, target);
    if (!step) {
      screen.draw();
      return true;
    }
    if (step.kind === 'pass') screen.pass(step.to);
    else if (step.kind === 'write') {
      const end = step.to.chunks + (step.to.offset > 0 ? 1 : 0);
      const texts = await this.#texts.from(position.chunks, end);
      if (!this.#disposed) await screen.write(writtenText(chunks, position, step.to, texts), step.to);
    } else {
      // Lines that scrolled away may come back.
      if (screen.isLackingScrollback) await this.#fill(screen);
      if (this.#disposed) return false;
      screen.resize(step.cols, step.rows, step.to);
      screen.fit(this.#room);
    }
    return false;
  }

  #isWritable(position: Position, target: number): boolean {
    const { target: asked, count } = this.#fetched;
    // Fetched again, it would end where it does.
    if (asked === target && position.chunks >= count && canReach(position, target)) return true;
    return isNear(this.#recording.terminal.chunks, position, target);
  }

  async #fetch(target: number): Promise<void> {
    const controller = new AbortController();
    this.#fetching = { target, since: performance.now(), controller };
    try {
      const fetched = await this.#recording.terminal.player.screenAt(target, controller.signal);
      if (this.#disposed) return;
      this.#fetched = { target, count: fetched.count };
      this.#screen ??= new TerminalScreen(this.#stage, fetched.state, {
        onLink: this.#events.onLink,
        onLookBack: () => void this.#lookBack(),
      });
      this.#screen.put(fetched);
      this.#screen.fit(this.#room);
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
    try {
      if (this.#screen) await this.#fill(this.#screen);
    } catch (error) {
      if (!this.#disposed) this.#events.onError(error);
    }
  }

  async #fill(screen: TerminalScreen): Promise<void> {
    const { putAt } = screen;
    const lines = await this.#recording.terminal.player.scrolledAt(putAt);
    // Another state may have been put meanwhile.
    if (!this.#disposed && screen.putAt === putAt && screen.isLackingScrollback) screen.fill(lines);
  }

  #isRight(target: number): boolean {
    const position = this.#screen?.position;
    return position !== undefined && isAt(position, target);
  }
}
