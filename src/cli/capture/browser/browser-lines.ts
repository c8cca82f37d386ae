/** What the recorder of the browser writes, a line as it happens: its file survives it. Times: `t` of CLOCK_MONOTONIC, in microseconds. */
import { closeSync, fdatasync, openSync, writeSync } from 'node:fs';
import type { BrowserRecord, ProtocolMessage } from './records.ts';

/** A tab as it was found. */
export interface FoundTab {
  /** As the browser calls it: nothing else is called so, in no browser. */
  readonly tab: string;
  readonly url: string;
}

export type BrowserLine =
  | BrowserRecord
  /** From here on all is recorded that a browser does, where one is open. */
  | { readonly t: number; readonly type: 'ready' }
  /** What is open as a browser is found. */
  | { readonly t: number; readonly type: 'tabs'; readonly tabs: readonly FoundTab[] }
  | { readonly t: number; readonly type: 'title'; readonly tab: string; readonly title: string }
  | ({ readonly t: number; readonly type: 'network'; readonly tab: string } & ProtocolMessage)
  /** The browser was closed. */
  | { readonly t: number; readonly type: 'gone' };

/** Between two times at which what was written is sure to be on the disk, in milliseconds. */
const SYNC = 1_000;

export class LineFile {
  readonly #file: number;
  readonly #timer: NodeJS.Timeout;
  #isSynced = true;

  constructor(path: string) {
    this.#file = openSync(path, 'a', 0o600);
    this.#timer = setInterval(() => this.#sync(), SYNC).unref();
  }

  /** Whatever happens to this program then, the line is there. */
  add(line: BrowserLine): void {
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
    this.#isSynced = false;
  }

  close(): void {
    clearInterval(this.#timer);
    closeSync(this.#file);
  }

  #sync(): void {
    if (this.#isSynced) return;
    this.#isSynced = true;
    fdatasync(this.#file, (error) => {
      if (error) process.stderr.write(`${error.message}\n`);
    });
  }
}
