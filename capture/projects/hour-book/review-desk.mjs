/** The team's review page, beside the repository: what a colleague, played by this file, says of the newest commit. */
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';

const STYLE = `
body { margin: 0; padding: 10px 24px; font: 15px/1.45 Inter, sans-serif; color: #1c2733; background: #fff; }
h1 { font-size: 20px; margin: 4px 0 6px; }
pre { font: 12px/1.4 'JetBrains Mono', monospace; background: #eef2f6; padding: 6px 12px; margin: 6px 0; }
.note { border-left: 4px solid #b35900; background: #fdf6ec; padding: 6px 14px; margin: 8px 0; max-width: 600px; }
.note.fine { border-color: #1a7f37; background: #eefaf1; }
code { font: 13px 'JetBrains Mono', monospace; }`;
const NONE = ['Nothing to review', ''];
const CHANGES = [
  'Changes wanted',
  `<div class="note" id="names"><strong>src/report.js</strong><br>With names cut after 20 characters both depots are
"Returns and repairs". Nobody can tell which is which. Rule 1 of the docs: a name is never cut.</div>
<div class="note" id="order"><strong>src/report.js</strong><br>Try 27 and 30 December: <code>W01</code> comes before
<code>W52</code>. Rule 2: in the order of time.</div>`,
];
const FINE = [
  'Approved',
  `<div class="note fine" id="approved">Both notes are answered, each with a test. Rules 1 and 5 cannot both hold for this
sample: I agree with whole names. Whoever asked for 60 columns has to decide.</div>`,
];

const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim();
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function page() {
  // The base; then the work; then what answers the review.
  const commits = Number(git('rev-list', '--count', 'HEAD'));
  const [verdict, notes] = [NONE, CHANGES][commits - 1] ?? FINE;
  const [subject, ...files] = git('show', '--stat', '--format=%s', 'HEAD').split('\n').filter(Boolean);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Review - hour-book</title><link rel="icon" href="data:,">
<style>${STYLE}</style></head>
<body><h1>${verdict}: ${escaped(subject)}</h1>
<pre>${escaped(files.join('\n'))}</pre>
${notes}</body></html>`;
}

createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page());
}).listen(8090, 'localhost');
