/** The peers' page: `?player=naive` or `?player=video.js`. */
import { naivePeer } from './naive.ts';
import { videoJsPeer } from './video-js.ts';

const name = new URLSearchParams(location.search).get('player');
window.peer = name === 'video.js' ? videoJsPeer(document.body) : naivePeer(document.body);
