import { connectPlayhead } from './playhead-embed.js';

const element = (id) => document.getElementById(id);
const say = (error) => (element('state').textContent = `${error.message} (${error.code})`);

const place = (time, frame) => `${time.toFixed(2)} s${frame === null ? '' : ` · frame ${frame}`}`;

function show({ phase, time, frame, playing, error }) {
  element('play').textContent = playing ? 'Pause' : 'Play';
  if (error) say(error);
  else element('state').textContent = phase === 'ready' ? place(time, frame) : phase;
}

try {
  const player = await connectPlayhead(element('viewer'));
  show(player.state);
  player.subscribe(show);
  for (const button of document.querySelectorAll('[data-seek]'))
    button.onclick = () => player.seek(Number(button.dataset.seek)).catch(say);
  element('step').onclick = () => player.step({ frames: 1 }).catch(say);
  element('play').onclick = () => (player.state.playing ? player.pause() : player.play()).catch(say);
} catch (error) {
  say(error);
}
