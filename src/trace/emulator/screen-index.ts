/**
 * The screen of a recording at any of its chunks: the nearest snapshot before, and what was printed since. Snapshots are
 * taken while the recording is played once, from its start and as far as anyone asked; the rest follows when there is
 * time. What comes of it is the same as of playing from the start, in every cell, mode and line that scrolled away.
 */
import { lastAtMost } from '../../base/search-sorted.ts';
import type { CastTexts } from '../cast-texts.ts';
import { Emulator, type GridSize } from './emulator.ts';
import type { Slicer } from './guard.ts';
import { scrolledOf, type Screen, type SentLines } from './screen.ts';
import type { TerminalState } from './state.ts';

/** What a terminal went through. */
export interface Script extends GridSize {
  readonly texts: CastTexts;
  /** The sizes that it took, by chunk. */
  readonly resizes: readonly Resize[];
}

export interface Resize extends GridSize {
  /** Index of the chunk. */
  readonly chunk: number;
}

/** A terminal after the first `count` chunks. */
interface Snapshot {
  readonly count: number;
  readonly state: TerminalState;
}

export interface ScreenIndexLimits {
  /** Bytes of output between snapshots. */
  readonly spacing: number;
  /** Bytes of all snapshots together; beyond, every other one goes and the spacing doubles. */
  readonly snapshotBytes: number;
}

const LIMITS: ScreenIndexLimits = { spacing: 32_768, snapshotBytes: 32 * 1024 * 1024 };

/** Milliseconds of work after which others get their turn. */
const SLICE = 8;

/** What a snapshot takes besides its lines, and a link in it, in bytes, about. */
const SNAPSHOT_BYTES = 2_000;
const LINK_BYTES = 300;

export class ScreenIndex {
  readonly #script: Script;
  readonly #slicer: Slicer;
  readonly #limits: ScreenIndexLimits;
  #spacing: number;
  #snapshots: Snapshot[] = [];
  #snapshotBytes = 0;
  /** Chunks that are behind the index, and those that will be with the next step. */
  #done = 0;
  #next = 0;
  #building: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;
  readonly #waiting = new Set<() => void>();
  /** Plays from snapshots; `#played`: chunks that it has taken, from a snapshot on. */
  #player: Emulator | undefined;
  #played = -1;
  /** Of those who use the player one comes after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  #disposed = false;

  constructor(script: Script, slicer: Slicer, limits: ScreenIndexLimits = LIMITS) {
    this.#script = script;
    this.#slicer = slicer;
    this.#limits = limits;
    this.#spacing = limits.spacing;
  }

  /** The part of the recording that is behind the index, in [0, 1]. */
  get progress(): number {
    const { length } = this.#script.texts;
    return length === 0 ? 1 : this.#done / length;
  }

  /** Bytes that it holds besides the recording, about. */
  get byteLength(): number {
    return this.#snapshotBytes;
  }

  /** Resolves when nothing is in the making: at once where nobody asked for a screen. */
  async idle(): Promise<void> {
    await this.#building;
  }

  /** Resolves when all of the recording is behind the index. */
  async complete(): Promise<void> {
    await this.#build();
    if (this.#failure) throw this.#failure.error;
  }

  /** What can be seen after the first `count` chunks. Rejects with the reason of `signal`. */
  screenAt(count: number, signal?: AbortSignal): Promise<Screen> {
    return this.at(count, (player) => player.look(), signal);
  }

  /**
   * What `look` finds in the terminal after the first `count` chunks, in which lines that had scrolled away may have no
   * text. Rejects with the reason of `signal`.
   */
  async at<T>(count: number, look: (player: Emulator) => T, signal?: AbortSignal): Promise<T> {
    await this.#reach(count, signal);
    return this.#inTurn(signal, async () => look(await this.#play(count, signal)));
  }

  /** The lines that had scrolled away after the first `count` chunks. */
  async scrolledAt(count: number, signal?: AbortSignal): Promise<SentLines> {
    await this.#reach(count, signal);
    return this.#inTurn(signal, async () => scrolledOf((await this.#playWhole(count, signal)).core));
  }

  dispose(): void {
    this.#disposed = true;
    this.#player?.dispose();
  }

  async #reach(count: number, signal: AbortSignal | undefined): Promise<void> {
    void this.#build();
    // What the index is just going through is played from the snapshot before: it may take long.
    while (this.#next < count || this.#snapshots.length === 0) {
      if (this.#failure) throw this.#failure.error;
      await new Promise<void>((resolve, reject) => {
        const settle = (): void => {
          this.#waiting.delete(settle);
          signal?.removeEventListener('abort', settle);
          if (signal?.aborted) reject(signal.reason as Error);
          else resolve();
        };
        if (signal?.aborted) return settle();
        this.#waiting.add(settle);
        signal?.addEventListener('abort', settle);
      });
    }
  }

  #inTurn<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(() => {
      signal?.throwIfAborted();
      return work();
    });
    // Whoever asked hears of a failure; the next one need not.
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** The player after the first `count` chunks, from where it stands if that is nearer than a snapshot. */
  async #play(count: number, signal: AbortSignal | undefined): Promise<Emulator> {
    const from = this.#before(count);
    const player = this.#player;
    if (!player || this.#played < from.count || this.#played > count || this.#crosses(this.#played, count))
      return this.#playFrom(from, count, signal);
    await this.#playOn(player, count, signal);
    return player;
  }

  /** The player after the first `count` chunks, from a snapshot on. */
  async #playFrom(from: Snapshot, count: number, signal: AbortSignal | undefined): Promise<Emulator> {
    const player = (this.#player ??= await Emulator.create(this.#script, this.#slicer));
    // Another size may bring back what scrolled away, and wraps it anew.
    if (this.#crosses(from.count, count) && from.state.normal.scrolled > 0)
      await this.#playWhole(from.count, signal);
    else {
      player.put(from.state);
      this.#played = from.count;
    }
    await this.#playOn(player, count, signal);
    return player;
  }

  /** The same with the text of all that scrolled away: from as far back as that takes. */
  async #playWhole(count: number, signal: AbortSignal | undefined): Promise<Emulator> {
    const last = this.#indexBefore(count);
    for (let back = 0; ; back = back * 2 + 1) {
      const index = Math.max(0, last - back);
      const player = await this.#playFrom(this.#snapshotAt(index), count, signal);
      if (index === 0 || player.standIns === 0) return player;
    }
  }

  async #playOn(player: Emulator, count: number, signal: AbortSignal | undefined): Promise<void> {
    const from = this.#played;
    // Given up in between, it would stand nowhere.
    this.#played = -1;
    await advance(player, this.#script, from, count, signal);
    this.#played = count;
  }

  #crosses(from: number, to: number): boolean {
    return resizesIn(this.#script, from, to).length > 0;
  }

  #before(count: number): Snapshot {
    return this.#snapshotAt(this.#indexBefore(count));
  }

  #indexBefore(count: number): number {
    return lastAtMost(this.#snapshots.length, (index) => this.#snapshots[index]?.count ?? Infinity, count);
  }

  #snapshotAt(index: number): Snapshot {
    const snapshot = this.#snapshots[index];
    if (!snapshot) throw new RangeError(`no snapshot ${index}`);
    return snapshot;
  }

  #build(): Promise<void> {
    this.#building ??= this.#buildAll().catch((error: unknown) => {
      this.#failure = { error };
      this.#wake();
    });
    return this.#building;
  }

  async #buildAll(): Promise<void> {
    const emulator = await Emulator.create(this.#script, this.#slicer);
    try {
      await this.#buildWith(emulator);
    } finally {
      emulator.dispose();
    }
  }

  async #buildWith(emulator: Emulator): Promise<void> {
    const { texts, resizes } = this.#script;
    let nextResize = 0;
    let cut = 0;
    this.#keep({ count: 0, state: emulator.take() });
    this.#wake();
    let since = this.#slicer.now();
    while (this.#done < texts.length && !this.#disposed) {
      const resize = resizes[nextResize]?.chunk ?? texts.length;
      const isResize = resize === this.#done;
      this.#next = isResize ? resize + 1 : Math.min(resize, this.#endOfSpacing(cut));
      this.#wake();
      await advance(emulator, this.#script, this.#done, this.#next);
      if (isResize) nextResize += 1;
      this.#done = this.#next;
      const isDue = texts.offsetOf(this.#done) - texts.offsetOf(cut) >= this.#spacing || isResize;
      if (isDue && !emulator.isMidSequence) {
        this.#keep({ count: this.#done, state: emulator.take() });
        cut = this.#done;
      }
      if (this.#slicer.now() - since < SLICE) continue;
      await this.#slicer.breathe();
      since = this.#slicer.now();
    }
  }

  /** Where the next snapshot is due, or one chunk on where it is overdue. */
  #endOfSpacing(cut: number): number {
    const { texts } = this.#script;
    const due = texts.offsetOf(cut) + this.#spacing;
    const end = lastAtMost(texts.length + 1, (index) => texts.offsetOf(index), due - 1) + 1;
    return Math.min(texts.length, Math.max(end, this.#done + 1));
  }

  #keep(snapshot: Snapshot): void {
    this.#snapshots.push(snapshot);
    this.#snapshotBytes += bytesOf(snapshot);
    if (this.#snapshotBytes <= this.#limits.snapshotBytes || this.#snapshots.length < 3) return;
    this.#snapshots = this.#snapshots.filter((_, index) => index % 2 === 0);
    this.#snapshotBytes = this.#snapshots.reduce((sum, kept) => sum + bytesOf(kept), 0);
    this.#spacing *= 2;
  }

  #wake(): void {
    for (const settle of [...this.#waiting]) settle();
  }
}

/** Has a terminal after the first `from` chunks become the one after the first `to`. */
async function advance(
  emulator: Emulator,
  script: Script,
  from: number,
  to: number,
  signal?: AbortSignal,
): Promise<void> {
  let start = from;
  for (const resize of resizesIn(script, from, to)) {
    for (const piece of script.texts.output(start, resize.chunk)) await emulator.write(piece, signal);
    emulator.resize(resize);
    start = resize.chunk + 1;
  }
  for (const piece of script.texts.output(start, to)) await emulator.write(piece, signal);
}

function resizesIn({ resizes }: Script, from: number, to: number): readonly Resize[] {
  const before = (chunk: number): number =>
    lastAtMost(resizes.length, (index) => resizes[index]?.chunk ?? Infinity, chunk - 1) + 1;
  return resizes.slice(before(from), before(to));
}

function bytesOf({ state }: Snapshot): number {
  const { normal, alternate, links } = state;
  return SNAPSHOT_BYTES + normal.lines.length + alternate.lines.length + links.length * LINK_BYTES;
}
