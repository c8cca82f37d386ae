/** Keeps the overview up to date; what the pointer rests on stays where it is. */
const EVERY_MS = 4000;
const panel = document.querySelector('#panel');

setInterval(async () => {
  if (panel.querySelector('.slow:hover') !== null) return;
  const answer = await fetch('/panel');
  panel.innerHTML = await answer.text();
}, EVERY_MS);
