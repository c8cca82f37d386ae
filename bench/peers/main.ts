/** The peers' page: `?player=naive`, `?player=video.js` or `?player=wavesurfer`. */
import { naivePeer } from './naive.ts';
import type { Peer } from './peer.ts';
import { videoJsPeer } from './video-js.ts';
import { wavePeer } from './wave.ts';

const PEERS: Readonly<Record<string, (place: HTMLElement) => Peer>> = {
  'video.js': videoJsPeer,
  wavesurfer: wavePeer,
};

const name = new URLSearchParams(location.search).get('player') ?? '';
window.peer = (PEERS[name] ?? naivePeer)(document.body);
