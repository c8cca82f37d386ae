/** A static server that counts, and that can be as slow as a real one. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseRange, typeOf } from '../src/cli/send-file.ts';
import type { StoredEntry } from './trace-file.ts';

/** What lies between server and page. */
export interface Line {
  readonly name: string;
  /** Milliseconds from a request until its answer begins. */
  readonly latency: number;
  /** Millions of bits a second, of all answers together; Infinity: as fast as this machine. */
  readonly mbit: number;
}

export const LOCAL: Line = { name: 'this machine', latency: 0, mbit: Infinity };
export const HOME: Line = { name: '40 ms, 50 Mbit/s', latency: 40, mbit: 50 };

/** A file, or a part of one. */
export type Served = string | StoredEntry;

export interface TraceServer {
  readonly origin: string;
  /** Requests and bytes of addresses that begin with `prefix`, up to `until` (milliseconds since 1970). */
  sent(prefix: string, until?: number): { readonly requests: number; readonly bytes: number };
  close(): Promise<void>;
}

interface Sent {
  readonly path: string;
  readonly at: number;
  readonly bytes: number;
  /** True for the first of a request. */
  readonly first: boolean;
}

const CHUNK = 64 * 1024;

/** `folders`: address of a folder, with both slashes, → its place. `files`: address → file. */
export async function serveTrace(
  folders: Readonly<Record<string, string>>,
  files: Readonly<Record<string, Served>>,
  line: Line = LOCAL,
): Promise<TraceServer> {
  const log: Sent[] = [];
  const pace = new Pace(line);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = decodeURIComponent((request.url ?? '/').split(/[?#]/)[0] ?? '/');
    log.push({ path, at: now(), bytes: 0, first: true });
    await wait(line.latency);
    const served = files[path] ?? inFolder(folders, path);
    const place = typeof served === 'string' ? served : served?.file;
    const size = place === undefined ? undefined : await sizeOf(place);
    if (served === undefined || place === undefined || size === undefined) {
      response.writeHead(404).end();
      return;
    }
    const entry = typeof served === 'string' ? { start: 0, end: size } : served;
    const length = entry.end - entry.start;
    const range = parseRange(request.headers.range, length);
    if (range === 'unsatisfiable') {
      response.writeHead(416, { 'Content-Range': `bytes */${length}` }).end();
      return;
    }
    const { start, end } = range ?? { start: 0, end: length };
    response.writeHead(range ? 206 : 200, {
      'Content-Type':
        typeof served === 'string' ? typeOf(path.endsWith('/') ? 'index.html' : place) : typeOf(path),
      'Content-Length': end - start,
      'Accept-Ranges': 'bytes',
      'Cache-Control': 'no-store',
      ...(range && { 'Content-Range': `bytes ${start}-${end - 1}/${length}` }),
    });
    if (request.method === 'HEAD' || end === start) {
      response.end();
      return;
    }
    const stream = createReadStream(place, {
      start: entry.start + start,
      end: entry.start + end - 1,
      highWaterMark: CHUNK,
    });
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      await pace.pass(chunk.length);
      if (response.destroyed) return;
      log.push({ path, at: now(), bytes: chunk.length, first: false });
      if (!response.write(chunk)) await drained(response);
    }
    response.end();
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: (prefix, until = Infinity) => {
      const some = log.filter(({ path, at }) => path.startsWith(prefix) && at <= until);
      return {
        requests: some.filter(({ first }) => first).length,
        bytes: some.reduce((sum, { bytes }) => sum + bytes, 0),
      };
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** Milliseconds since 1970, with fractions, as pages tell them too. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

function inFolder(folders: Readonly<Record<string, string>>, path: string): string | undefined {
  const base = Object.keys(folders)
    .filter((folder) => path.startsWith(folder))
    .sort((a, b) => b.length - a.length)[0];
  if (base === undefined || path.includes('..')) return undefined;
  const rest = path.slice(base.length);
  return join(folders[base] ?? '', rest === '' || rest.endsWith('/') ? `${rest}index.html` : rest);
}

async function sizeOf(place: string): Promise<number | undefined> {
  try {
    const info = await stat(place);
    return info.isFile() ? info.size : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Resolves also where the client went away. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((done) => {
    const end = (): void => {
      response.off('drain', end);
      response.off('close', end);
      done();
    };
    response.on('drain', end);
    response.on('close', end);
  });
}

/** All answers share the line. */
class Pace {
  readonly #bytesPerMilli: number;
  #free = 0;

  constructor({ mbit }: Line) {
    this.#bytesPerMilli = (mbit * 1e6) / 8 / 1_000;
  }

  /** Resolves when so many bytes more have gone through. */
  async pass(bytes: number): Promise<void> {
    if (this.#bytesPerMilli === Infinity) return;
    this.#free = Math.max(this.#free, now()) + bytes / this.#bytesPerMilli;
    const left = this.#free - now();
    if (left > 1) await wait(left);
  }
}
