/** The page that holds one of the players: `?player=playhead`, `?player=plain` or `?player=segmented`. */
import { asciinema } from './asciinema.ts';
import { playhead } from './playhead.ts';
import type { TerminalPlayerPage } from './player.ts';

const place = document.querySelector<HTMLElement>('#place');
if (!place) throw new Error('the page has no place for a player');
const name = new URLSearchParams(location.search).get('player');
const made = name === 'playhead' ? playhead(place) : asciinema(place, name === 'segmented');

const page: TerminalPlayerPage = {
  open: (address) => made.open(address),
  async seek(seconds) {
    const began = performance.now();
    await made.seek(seconds);
    const ready = performance.now() - began;
    await nextPaint();
    return { ready, painted: performance.now() - began };
  },
  screen: () => made.screen(),
};
window.terminalPlayer = page;

/** Resolves once the coming frame is painted. */
function nextPaint(): Promise<void> {
  return new Promise((resolve) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(undefined);
    }),
  );
}
