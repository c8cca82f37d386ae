const SIZE = { w: 680, h: 110 };
const SECONDS = 120;
const MOST = 450;

/** The last two minutes of a metric, as far up as 450, with its objective. */
export function chart(history, name, objective) {
  const end = history.at(-1)?.at ?? 0;
  const x = (at) => SIZE.w - ((end - at) / 1000 / SECONDS) * SIZE.w;
  const y = (value) => SIZE.h - (Math.min(value, MOST) / MOST) * SIZE.h;
  const points = history
    .filter((values) => values[name] !== undefined && end - values.at < SECONDS * 1000)
    .map((values) => `${x(values.at).toFixed(1)},${y(values[name]).toFixed(1)}`);
  const level = (value, kind) => {
    const height = y(value).toFixed(1);
    const line = `<line class="${kind}" x1="0" x2="${SIZE.w}" y1="${height}" y2="${height}"/>`;
    return `${line}<text x="4" y="${height - 4}">${value} ms</text>`;
  };
  return `<svg class="chart" viewBox="0 0 ${SIZE.w} ${SIZE.h}" role="img" aria-label="p95 of the last two minutes">
${level(300, 'level')}${level(objective, 'objective')}<polyline points="${points.join(' ')}"/></svg>`;
}
