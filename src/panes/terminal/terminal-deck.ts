import type { TraceTime } from '../../base/time.ts';
import type { Clock } from '../../timeline/clock.ts';
import type { FoundText } from '../../timeline/found-link.ts';
import { OneHold } from '../../timeline/one-hold.ts';
import type { Size } from './fit-font.ts';
import { activeRecording, type Recording } from './terminal-data.ts';
import { TerminalReplayer } from './terminal-replayer.ts';
import type { ScreenText } from './terminal-screen.ts';

/** A terminal as it is on screen. */
export interface ShownTerminal extends ScreenText {
  /** id of its layer. */
  readonly id: string;
  /** The last chunk that it took in; -1 before the first. */
  readonly chunkIndex: number;
}

/** Who is told of what. */
export interface DeckEvents {
  /** Called at each tick of the clock at which the right screen is painted. */
  readonly onShown: (shown: ShownTerminal, now: TraceTime) => void;
  readonly onError: (error: unknown) => void;
  readonly onLink: (address: string) => void;
}

interface Card {
  readonly stage: HTMLElement;
  readonly replayer: TerminalReplayer;
}

/**
 * All terminals of a session, one of them in sight: the picked one, or the one that printed last. It follows the
 * clock, and holds it from the tick that asks for another screen until that screen is painted. Those that are out of
 * sight hold nothing: they are soon made anew.
 */
export class TerminalDeck {
  readonly #recordings: readonly Recording[];
  readonly #stage: HTMLElement;
  readonly #clock: Clock;
  readonly #events: DeckEvents;
  readonly #cards = new Map<string, Card>();
  readonly #unsubscribe: () => void;
  readonly #observer = new ResizeObserver(() => this.#fit());
  readonly #listening = new AbortController();
  #picked: string | undefined;
  #found: FoundText | undefined;
  readonly #hold: OneHold;
  /** The place for a grid, in CSS pixels. */
  #room: Size = { width: 0, height: 0 };
  /** How far the stage was scrolled for the cursor, in CSS pixels. */
  #scrolledTo = 0;
  #last: ShownTerminal | undefined;
  #disposed = false;

  constructor(recordings: readonly Recording[], stage: HTMLElement, clock: Clock, events: DeckEvents) {
    this.#recordings = recordings;
    this.#stage = stage;
    this.#clock = clock;
    this.#hold = new OneHold(clock, 'terminal');
    this.#events = events;
    this.#unsubscribe = clock.subscribe(() => this.#sync());
    this.#observer.observe(stage);
    this.#listen();
    this.#sync();
  }

  /** Shows this terminal; undefined: whichever printed last. */
  pick(id: string | undefined): void {
    this.#picked = id;
    this.#sync();
  }

  /** Marks what a search led to, where it is in one of these terminals; undefined: nothing. */
  find(found: FoundText | undefined): void {
    this.#found = found;
    for (const [id, { replayer }] of this.#cards) replayer.find(found?.layer === id ? found : undefined);
  }

  dispose(): void {
    this.#disposed = true;
    this.#unsubscribe();
    this.#observer.disconnect();
    this.#listening.abort();
    for (const { replayer, stage } of this.#cards.values()) {
      replayer.dispose();
      stage.remove();
    }
    this.#hold.set(false);
  }

  /** What a person may do to the picture: page through what scrolled away, and copy what is selected. */
  #listen(): void {
    const stage = this.#stage;
    const { signal } = this.#listening;
    const onKeyDown = (event: KeyboardEvent): void => {
      const pages = event.key === 'PageUp' ? -1 : event.key === 'PageDown' ? 1 : 0;
      if (pages === 0) return;
      event.preventDefault();
      this.#inSight()?.replayer.scrollPages(pages);
    };
    const onCopy = (event: ClipboardEvent): void => {
      const text = this.#inSight()?.replayer.selection ?? '';
      if (text === '') return;
      event.preventDefault();
      event.clipboardData?.setData('text/plain', text);
    };
    stage.addEventListener('keydown', onKeyDown, { signal });
    stage.addEventListener('copy', onCopy, { signal });
  }

  #sync(): void {
    const now = this.#clock.now();
    const active = activeRecording(this.#recordings, this.#picked, now);
    if (this.#disposed || !active) return;
    const target = active.terminal.chunks.indexAt(now) + 1;
    const card = this.#cardOf(active);
    if (!card.replayer.shows(target)) {
      this.#hold.set(true);
      card.replayer.goTo(target);
      return;
    }
    const screen = this.#screenOf(active.id, target, card);
    if (!screen) return;
    this.#turnTo(card);
    this.#showCursor(card);
    this.#events.onShown(screen, now);
    this.#hold.set(false);
  }

  /** Reads the screen once for each of its states, however many ticks that lasts. */
  #screenOf(id: string, target: number, { replayer }: Card): ShownTerminal | undefined {
    const chunkIndex = target - 1;
    if (this.#last?.id === id && this.#last.chunkIndex === chunkIndex) return this.#last;
    const text = replayer.snapshot();
    this.#last = text && { id, chunkIndex, ...text };
    return this.#last;
  }

  #cardOf(recording: Recording): Card {
    const known = this.#cards.get(recording.id);
    if (known) return known;
    const stage = document.createElement('div');
    stage.style.display = 'grid';
    stage.style.gridArea = '1 / 1';
    stage.style.visibility = 'hidden';
    this.#stage.append(stage);
    const replayer = new TerminalReplayer(recording, stage, {
      onSettled: () => this.#sync(),
      onError: (error) => {
        this.#hold.set(false);
        this.#events.onError(error);
      },
      onLink: this.#events.onLink,
    });
    if (this.#found?.layer === recording.id) replayer.find(this.#found);
    const card = { stage, replayer };
    this.#cards.set(recording.id, card);
    this.#fit();
    return card;
  }

  /** Brings a card to the front; the one before stays in sight until then, and goes. */
  #turnTo(card: Card): void {
    card.stage.style.visibility = 'visible';
    for (const [id, other] of this.#cards) {
      if (other === card) continue;
      this.#cards.delete(id);
      other.replayer.dispose();
      other.stage.remove();
    }
  }

  /** Where the grid is larger than its place: a moment has the same lines in sight, but where a person scrolled. */
  #showCursor({ replayer }: Card): void {
    const top = Math.max(0, Math.ceil(replayer.cursorEnd - this.#room.height));
    if (top === this.#scrolledTo) return;
    this.#scrolledTo = top;
    this.#stage.scrollTop = top;
  }

  #inSight(): Card | undefined {
    return [...this.#cards.values()].find(({ stage }) => stage.style.visibility === 'visible');
  }

  #fit(): void {
    const { paddingLeft, paddingRight, paddingTop, paddingBottom } = getComputedStyle(this.#stage);
    this.#room = {
      width: this.#stage.offsetWidth - parseFloat(paddingLeft) - parseFloat(paddingRight),
      height: this.#stage.offsetHeight - parseFloat(paddingTop) - parseFloat(paddingBottom),
    };
    for (const { replayer } of this.#cards.values()) replayer.fit(this.#room);
    const card = this.#inSight();
    if (card) this.#showCursor(card);
  }
}
