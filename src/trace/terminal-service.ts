/** What reads and plays terminal recordings in a worker. Each has a number; its texts never leave but when asked for. */
import { TraceError } from '../base/errors.ts';
import { nextTurn } from '../base/pause.ts';
import { handOver } from '../base/rpc.ts';
import { unpacked, type Packing } from '../bundle/unpack.ts';
import { relayed } from '../bundle/piece-relay.ts';
import type { CastColumns } from './cast.ts';
import type { Slicer } from './emulator/guard.ts';
import type { Screen, SentLines } from './emulator/screen.ts';
import { CastFile, CastPlayer, type FileDigest } from './terminal-player.ts';

/** What the page offers. */
export interface TerminalPage {
  /** The next bytes of the recording's file, as they are packed; undefined after the last. */
  next(number: number): Promise<Uint8Array | undefined>;
}

export class TerminalService {
  readonly #page: TerminalPage;
  readonly #files = new Map<number, CastFile>();
  readonly #players = new Map<number, CastPlayer>();

  constructor(page: TerminalPage) {
    this.#page = page;
  }

  /**
   * Asks for all bytes of a file; gives whether there was anything but blanks. What is wrong with them `end` tells.
   * `packing`: of the bytes that the page gives; undefined: they are the file's own.
   */
  async read(
    number: number,
    path: string,
    packing: Packing | undefined,
    signal: AbortSignal,
  ): Promise<boolean> {
    const file = new CastFile(path);
    const given = relayed(() => this.#page.next(number), signal);
    for await (const piece of packing ? unpacked(given, packing) : given) file.push(piece);
    this.#files.set(number, file);
    return !file.isBlank;
  }

  /** See `CastFile.digest`. The last to be asked of a file. */
  async digest(number: number): Promise<FileDigest> {
    const file = this.#file(number);
    this.#files.delete(number);
    const digest = await file.digest(workerSlicer);
    void this.#players.get(number)?.pack(workerSlicer);
    return digest;
  }

  /** See `CastReader.end`. From then on it can be played. */
  end(number: number): CastColumns {
    const cast = this.#file(number).end();
    this.#players.set(number, new CastPlayer(cast, workerSlicer));
    const { seconds, kinds, lengths } = cast.columns;
    return handOver(cast.columns, [seconds.buffer, kinds.buffer, lengths.buffer]);
  }

  texts(number: number, start: number, end: number): Promise<readonly string[]> {
    return this.#player(number).texts(start, end);
  }

  async screenAt(number: number, count: number, signal: AbortSignal): Promise<Screen> {
    const screen = await this.#player(number).screenAt(count, signal);
    return handOver(screen, [screen.lines.bytes.buffer]);
  }

  async scrolledAt(number: number, count: number, signal: AbortSignal): Promise<SentLines> {
    const lines = await this.#player(number).scrolledAt(count, signal);
    return handOver(lines, [lines.bytes.buffer]);
  }

  #file(number: number): CastFile {
    return given(this.#files.get(number));
  }

  #player(number: number): CastPlayer {
    return given(this.#players.get(number));
  }
}

function given<T>(found: T | undefined): T {
  if (found === undefined) throw new TraceError('internal', { reason: 'no such terminal recording' });
  return found;
}

const workerSlicer: Slicer = { now: () => performance.now(), breathe: nextTurn };
