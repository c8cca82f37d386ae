/** Answers with one file, whole or in part (RFC 9110 §14). */
import { open } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

/** Content type of text that is only ever shown. */
export const PLAIN = 'text/plain; charset=utf-8';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
  cast: 'application/x-asciicast; charset=utf-8',
  har: 'application/json; charset=utf-8',
  sarif: 'application/json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  vtt: 'text/vtt; charset=utf-8',
  srt: 'application/x-subrip; charset=utf-8',
  txt: PLAIN,
  md: PLAIN,
  patch: PLAIN,
  diff: PLAIN,
  webmanifest: 'application/manifest+json',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  ico: 'image/x-icon',
  woff: 'font/woff',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  mkv: 'video/x-matroska',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  wav: 'audio/wav',
  zip: 'application/zip',
};

/** Content type by a fixed table, whatever the system believes. */
export function typeOf(path: string): string {
  return TYPES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';
}

/** What a browser runs, or draws with its scripts, when it is opened by its address. */
const LIVE = /^(?:text\/html|text\/javascript|image\/svg\+xml|application\/xml)\b/;
/** Whatever is opened all the same belongs to no origin, and may neither run nor fetch anything. */
const SANDBOX = "sandbox; default-src 'none'";

/** Bytes [start, end). */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The one range that is asked for; `unsatisfiable` where the file has nothing of it. Undefined, which means the whole
 * file, for no header, several ranges, or what is no range: a server may ignore those.
 */
export function parseRange(
  header: string | undefined,
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(?:(\d+)-(\d*)|-(\d+))$/.exec(header?.trim() ?? '');
  if (!match) return undefined;
  const [, first, last, suffix] = match;
  if (suffix !== undefined) {
    const start = Math.max(0, size - Number(suffix));
    return start < size ? { start, end: size } : 'unsatisfiable';
  }
  const start = Number(first);
  if (last && Number(last) < start) return undefined;
  return start < size ? { start, end: last ? Math.min(Number(last) + 1, size) : size } : 'unsatisfiable';
}

/**
 * Sends the file at `place`, which must be an existing file. One that is not `trusted` is never sent as a page or script
 * of this origin: a bundle can hold a link to its own files. Ends quietly where the client goes away.
 */
export async function sendFile(
  { place, trusted }: { readonly place: string; readonly trusted: boolean },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = await open(place, 'r');
  try {
    const { size, mtimeMs } = await file.stat();
    const version = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
    response.setHeader('Accept-Ranges', 'bytes');
    // By this a reader of parts notices that the file has become another one.
    response.setHeader('ETag', version);
    if (!trusted) response.setHeader('Content-Security-Policy', SANDBOX);
    const { range: asked, 'if-range': ifRange, 'if-none-match': ifNoneMatch } = request.headers;
    if (ifNoneMatch === version) {
      response.writeHead(304).end();
      return;
    }
    // A part to go on with is wanted of the same version only.
    const wanted = request.method === 'GET' && (ifRange === undefined || ifRange === version);
    const range = wanted ? parseRange(asked, size) : undefined;
    if (range === 'unsatisfiable') {
      response.writeHead(416, { 'Content-Range': `bytes */${size}`, 'Content-Length': 0 }).end();
      return;
    }
    const { start, end } = range ?? { start: 0, end: size };
    const type = typeOf(place);
    response.setHeader('Content-Type', !trusted && LIVE.test(type) ? PLAIN : type);
    response.setHeader('Content-Length', end - start);
    if (range) response.setHeader('Content-Range', `bytes ${start}-${end - 1}/${size}`);
    response.writeHead(range ? 206 : 200);
    if (request.method === 'HEAD' || end === start) response.end();
    else await pipeline(file.createReadStream({ start, end: end - 1, autoClose: false }), response);
  } catch (error) {
    if (!isHangUp(error)) throw error;
  } finally {
    await file.close();
  }
}

/** A player cancels requests all the time: that is no error. */
function isHangUp(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'EPIPE';
}
