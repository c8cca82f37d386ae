/** What reads a terminal recording, keeps its texts, and plays it: in this thread, or in a worker (`terminal.client.ts`). */
import { sha256InSlices } from '../base/hash.ts';
import { CastReader, type Cast, type CastColumns } from './cast.ts';
import { pageSlicer, type Slicer } from './emulator/guard.ts';
import { ScreenIndex } from './emulator/screen-index.ts';
import type { Screen, SentLines } from './emulator/screen.ts';
import { ownBytes, told, type FileBytes } from './file-bytes.ts';

export interface TerminalPlayer {
  /** Texts of the chunks [start, end). */
  texts(start: number, end: number, signal?: AbortSignal): Promise<readonly string[]>;
  /** See `ScreenIndex.screenAt`. */
  screenAt(count: number, signal?: AbortSignal): Promise<Screen>;
  /** See `ScreenIndex.scrolledAt`. */
  scrolledAt(count: number, signal?: AbortSignal): Promise<SentLines>;
}

export interface ReadCast {
  readonly columns: CastColumns;
  readonly player: TerminalPlayer;
}

/** What a file that was read whole turned out to be, whatever stands in it. */
export interface FileDigest {
  readonly bytes: number;
  readonly sha256: string;
}

interface ReadOptions {
  /** Called when it is known, maybe after all else. */
  readonly onDigest: (digest: FileDigest) => void;
  /** Called before it rejects where there are nothing but blanks. */
  readonly onBlank: () => void;
  /** Told of the part that is read, in [0, 1]. */
  readonly onProgress: (done: number) => void;
  /** Ends the reading, and later on the player. */
  readonly signal: AbortSignal | undefined;
}

/** Rejects as `CastReader.end` throws, as the bytes do, and with the reason of the signal. */
export type TerminalReader = (path: string, bytes: FileBytes, options: ReadOptions) => Promise<ReadCast>;

/** Reads and plays in this thread: in Node. */
export const readCastHere: TerminalReader = async (path, bytes, { onDigest, onBlank, ...options }) => {
  const file = new CastFile(path);
  for await (const piece of ownBytes({ ...bytes, pieces: told(bytes, options) })) file.push(piece);
  onDigest(await file.digest(pageSlicer));
  if (file.isBlank) onBlank();
  const { columns, texts } = file.end();
  const player = new CastPlayer({ columns, texts });
  options.signal?.addEventListener('abort', () => player.dispose(), { once: true });
  return { columns, player };
};

/** A recording that comes in pieces. */
export class CastFile {
  readonly #reader: CastReader;
  /** Kept for the digest. */
  #pieces: Uint8Array[] = [];
  #bytes = 0;
  #failure: { readonly error: unknown } | undefined;

  constructor(path: string) {
    this.#reader = new CastReader(path);
  }

  /** Takes a piece, which is kept. */
  push(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    try {
      if (!this.#failure) this.#reader.push(piece);
    } catch (error) {
      // The file is still to be compared with what the manifest says of it.
      this.#failure = { error };
    }
  }

  /** Nothing but blanks came. */
  get isBlank(): boolean {
    return this.#reader.isBlank;
  }

  /** To be called once, after the last piece. */
  async digest(slicer: Slicer): Promise<FileDigest> {
    const pieces = this.#pieces;
    this.#pieces = [];
    return { bytes: this.#bytes, sha256: await sha256InSlices(pieces, () => slicer.breathe()) };
  }

  /** See `CastReader.end`. */
  end(): Cast {
    if (this.#failure) throw this.#failure.error;
    return this.#reader.end();
  }
}

/** Plays a recording in this thread. */
export class CastPlayer implements TerminalPlayer {
  readonly #texts: Cast['texts'];
  readonly #index: ScreenIndex;

  constructor({ columns: { cols, rows, resizes }, texts }: Cast, slicer: Slicer = pageSlicer) {
    this.#texts = texts;
    this.#index = new ScreenIndex({ cols, rows, resizes, texts }, slicer);
  }

  texts(start: number, end: number): Promise<readonly string[]> {
    const count = Math.max(0, end - start);
    return Promise.resolve(Array.from({ length: count }, (_, at) => this.#texts.textOf(start + at)));
  }

  screenAt(count: number, signal?: AbortSignal): Promise<Screen> {
    return this.#index.screenAt(count, signal);
  }

  scrolledAt(count: number, signal?: AbortSignal): Promise<SentLines> {
    return this.#index.scrolledAt(count, signal);
  }

  /** Takes less memory from then on. An index in the making comes first: somebody may wait for it. */
  async pack(slicer: Slicer): Promise<void> {
    await this.#index.idle();
    await this.#texts.pack(slicer);
  }

  dispose(): void {
    this.#index.dispose();
  }
}
