import { loaded, sought, type Peer } from './peer.ts';

/** A plain media element, and the reckoning that stands in most answers on the web. */
export function naivePeer(place: HTMLElement): Peer {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  place.append(video);
  return {
    open: (address) => {
      video.src = address;
      return loaded(video);
    },
    seek: (frame, fps) => sought(video, () => (video.currentTime = frame / fps)),
  };
}
