/** What a page with a terminal player offers to the benchmark. */
export interface TerminalPlayerPage {
  /** Resolves when it can be sought in. */
  open(address: string): Promise<void>;
  /** Milliseconds until the player says that it is there, and until its next frame is painted. */
  seek(seconds: number): Promise<{ readonly ready: number; readonly painted: number }>;
  /** Lines of the screen without the blanks at their ends, then the cursor; undefined where it does not tell. */
  screen(): readonly string[] | undefined;
}

/** One player, without the measuring. */
export interface MadePlayer extends Pick<TerminalPlayerPage, 'open' | 'screen'> {
  seek(seconds: number): Promise<void>;
}

declare global {
  interface Window {
    terminalPlayer: TerminalPlayerPage;
  }
}
