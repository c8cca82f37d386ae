/** Serves a folder as any web server would: files, their types, and ranges. Prints its port. */
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.mp4': 'video/mp4',
  '.m4a': 'audio/mp4',
};

const [root = '.'] = process.argv.slice(2);

createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const path = join(root, normalize(decodeURIComponent(pathname)).replace(/\/$/, '/index.html'));
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) {
    response.writeHead(404).end();
    return;
  }
  const [, start, end] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const from = Number(start ?? 0);
  const to = Math.min(end ? Number(end) : size - 1, size - 1);
  response.writeHead(start === undefined ? 200 : 206, {
    'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
    'Content-Length': to - from + 1,
    'Accept-Ranges': 'bytes',
    ...(start !== undefined && { 'Content-Range': `bytes ${from}-${to}/${size}` }),
  });
  createReadStream(path, { start: from, end: to }).pipe(response);
}).listen(0, '127.0.0.1', function () {
  process.stdout.write(String(this.address().port));
});
