/** A web server for one file that does to its readers what servers and networks do. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseRange } from '../../src/cli/send-file.ts';

/** What is done with one request. */
export type Fault =
  /** It is answered as it should be. */
  | 'none'
  /** The connection is cut before the answer. */
  | 'cut'
  /** … in the middle of the body. */
  | 'cut-in-body'
  /** Half of the body comes, and then nothing. */
  | 'stall'
  /** Nothing comes at all. */
  | 'silence'
  /** All of the file, whatever was asked for. */
  | 'whole'
  /** A part that begins one byte later. */
  | 'wrong-range'
  /** The right part, said to be longer than it is. */
  | 'long-range'
  /** A part without Content-Range. */
  | 'no-content-range'
  /** At most 1,000 bytes of what was asked for. */
  | 'short'
  /** Says that it is busy; with Retry-After where a number of seconds is given. */
  | 503
  | `503 after ${number}`
  | 404;

export interface BrokenServer {
  readonly url: URL;
  /** What is done with the next requests, one after another; after these, `after`. */
  faults: Fault[];
  after: Fault;
  /** The file, and what tells its version. */
  bytes: Uint8Array;
  headers: Record<string, string>;
  /** Called with the number of each request, from 1 on, before it is answered. */
  onAsk: (count: number) => void;
  /** The Range headers that came, '' for none. */
  readonly asked: string[];
  /** Requests that are being answered. */
  readonly open: () => number;
  close(): Promise<void>;
}

export async function brokenServer(bytes: Uint8Array): Promise<BrokenServer> {
  let open = 0;
  const server = createServer((request, response) => {
    open += 1;
    response.on('close', () => (open -= 1));
    broken.asked.push(request.headers.range ?? '');
    broken.onAsk(broken.asked.length);
    answer(broken, broken.faults.shift() ?? broken.after, request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const broken: BrokenServer = {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/a.trace.zip`),
    faults: [],
    after: 'none',
    bytes,
    headers: {},
    onAsk: () => undefined,
    asked: [],
    open: () => open,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return broken;
}

function answer(
  { bytes, headers }: BrokenServer,
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (fault === 'cut') return void request.socket.destroy();
  if (fault === 'silence') return;
  if (typeof fault === 'number') return void response.writeHead(fault).end();
  if (fault.startsWith('503 after'))
    return void response.writeHead(503, { 'Retry-After': fault.slice(10) }).end();
  const range = fault === 'whole' ? undefined : parseRange(request.headers.range, bytes.length);
  if (range === 'unsatisfiable')
    return void response.writeHead(416, { 'Content-Range': `bytes */${bytes.length}` }).end();
  const shift = fault === 'wrong-range' ? 1 : 0;
  const start = (range?.start ?? 0) + shift;
  const asked = range?.end ?? bytes.length;
  const end = fault === 'short' ? Math.min(asked, start + 1_000) : asked;
  const body = Buffer.from(bytes.subarray(start, end));
  const said = fault === 'long-range' ? end + 1 : end;
  response.setHeader('Content-Length', body.length);
  if (range && fault !== 'no-content-range')
    response.setHeader('Content-Range', `bytes ${start}-${said - 1}/${bytes.length}`);
  response.writeHead(range ? 206 : 200);
  if (fault !== 'cut-in-body' && fault !== 'stall') return void response.end(body);
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => {
    // A moment later: what was written must have left.
    if (fault === 'cut-in-body') setTimeout(() => request.socket.destroy(), 30);
  });
}
