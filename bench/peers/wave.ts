import WaveSurfer from 'wavesurfer.js';
import type { Peer } from './peer.ts';

/** wavesurfer as it comes: it fetches and decodes the whole sound for its outline. */
export function wavePeer(place: HTMLElement): Peer {
  const wave = WaveSurfer.create({ container: place, height: 200 });
  return {
    open: async (address) => {
      await wave.load(address);
    },
    seek: (frame, fps) => {
      wave.setTime(frame / fps);
      return Promise.resolve();
    },
  };
}
