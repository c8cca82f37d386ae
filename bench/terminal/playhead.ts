import { fromSeconds } from '../../src/base/time.ts';
import { TerminalReplayer } from '../../src/panes/terminal/terminal-replayer.ts';
import type { Terminal } from '../../src/trace/layers.ts';
import { TerminalChunks } from '../../src/trace/terminal-chunks.ts';
import { terminalWorker } from '../../src/trace/terminal.client.ts';
import type { MadePlayer } from './player.ts';

/** The screen of Playhead's terminal pane, with the app's worker. */
export function playhead(place: HTMLElement): MadePlayer {
  let terminal: Terminal | undefined;
  let replayer: TerminalReplayer | undefined;
  let settle: ((error?: Error) => void) | undefined;
  return {
    async open(address) {
      const read = terminalWorker(new AbortController().signal);
      const { body } = await fetch(address);
      if (!body) throw new Error(`${address} is empty`);
      const bytes = { size: 0, pieces: body as unknown as AsyncIterable<Uint8Array> };
      const { columns, player } = await read(address, bytes, {
        onDigest: () => undefined,
        onBlank: () => undefined,
        onProgress: () => undefined,
        signal: undefined,
      });
      const times = columns.seconds.map((seconds) => fromSeconds(seconds));
      terminal = {
        cols: columns.cols,
        rows: columns.rows,
        chunks: new TerminalChunks(times, columns),
        player,
      };
      replayer = new TerminalReplayer({ id: 'main', title: 'main', terminal }, place, {
        onSettled: () => settle?.(),
        onError: (error) => settle?.(new Error('the replay failed', { cause: error })),
        onLink: () => undefined,
      });
      replayer.fit({ width: place.clientWidth, height: place.clientHeight });
      await this.seek(0);
    },
    async seek(seconds) {
      if (!terminal || !replayer) throw new Error('nothing is open');
      const target = terminal.chunks.indexAt(fromSeconds(seconds)) + 1;
      if (replayer.shows(target)) return;
      await new Promise<void>((resolve, reject) => {
        settle = (error) => (error === undefined ? resolve() : reject(error));
        replayer?.goTo(target);
      });
    },
    screen() {
      const { text = [], cursor = '' } = replayer?.snapshot() ?? {};
      return [...text, cursor];
    },
  };
}
