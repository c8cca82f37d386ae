/** A server that sends a file only to addresses that it signed, until they run out: as object stores do, in small. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const KEY = 'of the server alone';

export interface SigningServer {
  /** An address of a file that is good until `expires`, in seconds since 1970. */
  sign(path: string, expires: number): URL;
  /** What was asked for, with its query, and the range. */
  readonly asked: readonly { readonly url: string; readonly range: string | undefined }[];
  /** Lets nobody read any more, whatever was signed. */
  withdraw(): void;
  close(): void;
}

/** `refusal`: the status for those who may not read. */
export async function signingServer(
  files: ReadonlyMap<string, Uint8Array>,
  refusal = 403,
): Promise<SigningServer> {
  const asked: { url: string; range: string | undefined }[] = [];
  let withdrawn = false;
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const { range } = request.headers;
    asked.push({ url: request.url ?? '', range });
    const body = files.get(url.pathname);
    const expires = url.searchParams.get('Expires') ?? '';
    const given = Buffer.from(url.searchParams.get('Signature') ?? '');
    const due = Buffer.from(signature(url.pathname, expires));
    const isSigned = given.length === due.length && timingSafeEqual(given, due);
    if (withdrawn || !body || !isSigned || Number(expires) * 1_000 <= Date.now()) {
      response.writeHead(refusal).end('<Error><Code>AccessDenied</Code></Error>');
      return;
    }
    const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
    const [start, end] = [Number(from), Math.min(body.length, to === '' ? body.length : Number(to) + 1)];
    const headers =
      range === undefined ? {} : { 'Content-Range': `bytes ${start}-${end - 1}/${body.length}` };
    response.writeHead(range === undefined ? 200 : 206, { 'Content-Length': end - start, ...headers });
    response.end(body.subarray(start, end));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    sign(path, expires) {
      const url = new URL(path, origin);
      url.searchParams.set('Expires', String(expires));
      url.searchParams.set('Signature', signature(url.pathname, String(expires)));
      return url;
    },
    asked,
    withdraw: () => void (withdrawn = true),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function signature(path: string, expires: string): string {
  return createHmac('sha256', KEY).update(`${path}\n${expires}`).digest('base64');
}
