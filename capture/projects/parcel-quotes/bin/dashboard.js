/** Shows what the signals say, at http://localhost:8090. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { overview, panel, traceView } from '../dashboard/pages.js';
import { settings } from '../src/settings.js';
import { Signals } from '../tools/signals.js';
import { TraceSet } from '../tools/trace-set.js';

const FILES = { '/style.css': 'text/css', '/live.js': 'text/javascript' };
const signals = new Signals();
const traces = new TraceSet();
const history = [];

function answer(path) {
  traces.add(signals.spans());
  history.push(...signals.exports());
  const facts = { history, slowest: traces.slowest(5), objective: settings.objective };
  if (path === '/') return ['text/html', overview(facts)];
  if (path === '/panel') return ['text/html', panel(facts)];
  if (path.startsWith('/trace/')) return ['text/html', traceView(traces.tree(path.slice('/trace/'.length)))];
  if (path in FILES) return [FILES[path], readFileSync(join(import.meta.dirname, '../dashboard', path))];
  return undefined;
}

createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const [type, body] = answer(pathname) ?? [];
  if (type === undefined) response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
  else response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
}).listen(settings.dashboardPort, '127.0.0.1');
