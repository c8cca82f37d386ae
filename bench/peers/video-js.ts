import videojs from 'video.js';
import 'video.js/dist/video-js.css';
import { loaded, sought, type Peer } from './peer.ts';

/** video.js as it comes, driven by its own `currentTime`. */
export function videoJsPeer(place: HTMLElement): Peer {
  const element = document.createElement('video-js');
  place.append(element);
  const player = videojs(element, { controls: false, muted: true, preload: 'auto', fill: true });
  const video = (): HTMLVideoElement => {
    const found = place.querySelector('video');
    if (!found) throw new Error('video.js made no video element');
    return found;
  };
  return {
    open: (address) => {
      player.src({ src: address, type: address.endsWith('webm') ? 'video/webm' : 'video/mp4' });
      return new Promise((done) => player.ready(() => done(loaded(video()))));
    },
    seek: (frame, fps) => sought(video(), () => void player.currentTime(frame / fps)),
  };
}
