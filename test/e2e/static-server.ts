/** A static server for the built app and some files beside it, as anybody has one; it keeps a log of all that it is told. */
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { parseRange, typeOf } from '../../src/cli/send-file.ts';
import { packBundle } from '../../src/cli/pack.ts';
import { findBrowser } from '../../tools/find-browser.mjs';
import { SampleCopy } from './altered-sample.ts';

const executablePath = findBrowser();

/** A browser that knows this machine as trace.example, too: pages of localhost are trusted as those of https are. */
export const NAMED_HOST = {
  launchOptions: {
    ...(executablePath && { executablePath }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--autoplay-policy=no-user-gesture-required',
      '--host-resolver-rules=MAP trace.example 127.0.0.1',
    ],
  },
};

export interface StaticServer {
  readonly port: number;
  /** Every request: method, address and headers. */
  readonly log: string[];
  /** Bytes that were sent of each file, by its name. */
  readonly sent: Map<string, number>;
  /** Names of files that cannot be reached. */
  readonly down: Set<string>;
  close(): void;
}

/** Every file below a folder of this disk, by its name below `root`: '' or a folder of the server with its slash. */
export function filesBelow(folder: string, root: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => [`${root}${name}`, join(folder, name)] as const)
    .filter(([, path]) => statSync(path).isFile());
  return Object.fromEntries(files);
}

/** `files`: name below the root → its place on this disk; more may come while it serves. */
export async function serveStatic(files: Readonly<Record<string, string>>): Promise<StaticServer> {
  const log: string[] = [];
  const sent = new Map<string, number>();
  const down = new Set<string>();
  const server = createServer((request, response) => {
    log.push(`${request.method} ${request.url} ${request.rawHeaders.join(' ')}`);
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = pathname.slice(1);
    if (down.has(name)) return void request.socket.destroy();
    const path = files[name] ?? join('dist/app', normalize(pathname).replace(/\/$/, '/index.html'));
    const size = statSync(path, { throwIfNoEntry: false })?.size;
    if (size === undefined) return void response.writeHead(404).end();
    const range = parseRange(request.headers.range, size);
    if (range === 'unsatisfiable') return void response.writeHead(416).end();
    const { start, end } = range ?? { start: 0, end: size };
    response.setHeader('Content-Type', typeOf(path));
    response.setHeader('Content-Length', end - start);
    if (range) response.setHeader('Content-Range', `bytes ${start}-${end - 1}/${size}`);
    response.writeHead(range ? 206 : 200);
    if (start === end) return void response.end();
    const stream = createReadStream(path, { start, end: end - 1 });
    if (files[name] !== undefined)
      stream.on('data', (chunk) => sent.set(name, (sent.get(name) ?? 0) + chunk.length));
    return void stream.pipe(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    log,
    sent,
    down,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const PADDING = 30_000_000;

/** The sample as one zip, of which the video is larger than all that is ever looked at. */
export async function packPaddedSample(zip: string): Promise<void> {
  const copy = new SampleCopy();
  const path = copy.pathOf('screen');
  // Behind its last picture a box that says nothing (ISO/IEC 14496-12, 8.1.2): too large to be read to be compared.
  const box = Buffer.alloc(PADDING);
  box.writeUInt32BE(PADDING);
  box.write('free', 4);
  copy.replaceHonestly(path, Buffer.concat([copy.read(path), box]));
  // The table is of another file by now.
  copy.editManifest((manifest) => ({
    ...manifest,
    layers: manifest.layers.map((layer) => ({ ...layer, frame_table: undefined })),
  }));
  await packBundle(copy.folder, zip);
  copy.dispose();
}
