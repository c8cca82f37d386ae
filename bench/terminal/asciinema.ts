import { create, type Player } from 'asciinema-player';
import 'asciinema-player/dist/bundle/asciinema-player.css';
import type { MadePlayer } from './player.ts';

/** asciinema-player on the file as it is, or on its own form in segments, which it reads one by one. */
export function asciinema(place: HTMLElement, isSegmented: boolean): MadePlayer {
  let player: Player | undefined;
  return {
    open(address) {
      // The source of segments is not in its types.
      const source = isSegmented
        ? ({ driver: 'recording', format: 'segmented', url: address } as unknown as string)
        : { url: address };
      const made = create(source, place, { fit: 'both', controls: false, preload: true, poster: 'npt:0' });
      player = made;
      return made.seek(0).then(() => undefined);
    },
    async seek(seconds) {
      await player?.seek(seconds);
    },
    screen: () => undefined,
  };
}
