import { clockTime, risen } from '../tools/signals.js';
import { chart } from './chart.js';

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function page(title, body, script = '') {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><title>${escape(title)}</title>
<link rel="stylesheet" href="/style.css"><link rel="icon" href="data:,">
</head>
<body>
<header><a class="name" href="/">parcel-quotes</a><span>development</span></header>
<main>${body}</main>${script}
</body>
</html>`;
}

export function overview(facts) {
  return page('Quotes', `<div id="panel">${panel(facts)}</div>`, '<script src="/live.js"></script>');
}

/** Of the overview, what changes. */
export function panel({ history, slowest, objective }) {
  const [last, before] = [history.at(-1), history.at(-6)];
  const p95 = last?.['quote.duration.p95'];
  const errors = risen('quote.errors', last, before);
  const answered = risen('http.server.request.duration', last, before);
  const share = errors + answered === 0 ? 0 : (errors / (errors + answered)) * 100;
  const tile = (name, title, value, bad) =>
    `<div class="tile ${name}${bad ? ' bad' : ''}"><span>${title}</span><strong>${value}</strong></div>`;
  return `<div class="tiles">
${tile('p95', `p95, objective ${objective} ms`, p95 === undefined ? '–' : `${p95.toFixed(0)} ms`, p95 > objective)}
${tile('errors', 'failed, last 10 s', `${share.toFixed(0)} %`, share > 0)}
${tile('rate', 'answered, last 10 s', String(answered), false)}
</div>
${chart(history, 'quote.duration.p95', objective)}
<table class="slow"><caption>Slowest of the last minute</caption>
<tr><th>began</th><th>trace</th><th>spans</th><th>took</th></tr>
${slowest.map(slowRow).join('\n')}
</table>`;
}

function slowRow({ root, spans }) {
  const took = `${(root.end - root.start).toFixed(0)} ms`;
  const link = `<a href="/trace/${root.traceId}">${root.traceId.slice(0, 16)}</a>`;
  const end = root.failed ? `<td class="bad">${took}, failed</td>` : `<td>${took}</td>`;
  return `<tr><td>${clockTime(root.start)}</td><td>${link}</td><td>${spans}</td>${end}</tr>`;
}

/** A trace as a waterfall; `rows` from its root. */
export function traceView(rows) {
  const root = rows[0]?.span;
  if (root === undefined) return page('Trace', '<p>There is no such trace.</p>');
  const length = Math.max(root.end - root.start, 0.001);
  const lines = rows.map(({ span, depth }) => {
    const left = ((span.start - root.start) / length) * 100;
    const width = Math.max(0.4, ((span.end - span.start) / length) * 100);
    const place = `margin-left:${left.toFixed(1)}%;width:${width.toFixed(1)}%`;
    const bar = `<i class="bar ${span.service}${span.failed ? ' failed' : ''}" style="${place}"></i>`;
    const name = `<td style="padding-left:${depth * 12}px">${escape(span.name)}</td>`;
    const took = `${(span.end - span.start).toFixed(0)} ms`;
    return `<tr class="span">${name}<td>${span.service}</td><td>${took}</td><td class="scale">${bar}</td></tr>`;
  });
  const took = (root.end - root.start).toFixed(0);
  return page(
    `Trace ${root.traceId}`,
    `<h1>${escape(root.name)} <small>${took} ms, ${rows.length} spans, ${clockTime(root.start)}</small></h1>
<table class="waterfall">${lines.join('\n')}</table>`,
  );
}
