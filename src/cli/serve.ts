/** A web server for one app folder and one bundle or batch, on this machine. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { MANIFEST_PATH } from '../bundle/bundle-source.ts';
import { BATCH_NAME } from './batch/batch-disk.ts';
import { CommandError } from './command.ts';
import { withEmbedders, withOrigins } from './page-policy.ts';
import { PLAIN, sendFile } from './send-file.ts';
import { servedBatch } from './served-batch.ts';
import { existing, servedBundle, type ServedBundle } from './served-bundle.ts';

export interface ServeOptions {
  /** Folder of the built app. */
  readonly app: string;
  /** Folder or .trace.zip, or the .json or the folder of a batch; without it, the app alone. */
  readonly bundle?: string | undefined;
  /** Where to listen; 0 for any free port. */
  readonly port?: number | undefined;
  /** Takes the next free port where `port` is in use. */
  readonly nextFree?: boolean | undefined;
  /** 127.0.0.1 unless told otherwise. */
  readonly host?: string | undefined;
  /** Origins that the page may read bundles from, besides this server. */
  readonly connect?: readonly string[] | undefined;
  /** Origins whose pages may drive this one from around it, besides this server. */
  readonly embed?: readonly string[] | undefined;
}

export interface Serving {
  /** Address of the app, with the bundle already chosen. */
  readonly url: string;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const OWN_NAMES: ReadonlySet<string> = new Set([LOOPBACK, '::1', 'localhost']);
const REFUSALS = {
  400: 'This address cannot be read.',
  403: 'Playhead answers only to localhost, 127.0.0.1, [::1] and the address given with --host: open it by one of those.',
  404: 'There is no such file here.',
  405: 'Files can only be read here.',
  500: 'This file could not be read.',
} as const;
const PORTS_TRIED = 50;
const HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};

/** Serves until it is closed. Rejects with a CommandError where app, bundle or port cannot be used. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { app, host = LOOPBACK } = options;
  const page = withEmbedders(await readPage(app), options.embed ?? []);
  const { html, policy } = withOrigins(page, options.connect ?? []);
  const bundle = options.bundle === undefined ? undefined : await served(options.bundle);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const { method = '' } = request;
    const path = pathOf(request.url ?? '/');
    if (!isOurName(request.headers.host, host)) refuse(response, 403);
    else if (method !== 'GET' && method !== 'HEAD') refuse(response, 405);
    else if (path === undefined) refuse(response, 400);
    else if (path === '' || path === 'index.html') sendPage(html, policy, request, response);
    else {
      const ofBundle = await bundle?.find(path);
      const place = ofBundle ?? (await inApp(app, path));
      if (place === undefined) refuse(response, 404);
      else await sendFile({ place, trusted: ofBundle === undefined }, request, response);
    }
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // The reason may name files of this machine, and is nobody's business on the network.
      if (response.headersSent) response.destroy(error instanceof Error ? error : undefined);
      else refuse(response, 500);
    });
  });
  await listen(server, options.port ?? 0, host, options.nextFree ?? false);
  const name = host === '0.0.0.0' || host === '::' ? LOOPBACK : isIP(host) === 6 ? `[${host}]` : host;
  return {
    url: `http://${name}:${portOf(server)}/${bundle ? `?${bundle.as}=/${bundle.name}` : ''}`,
    close: () =>
      new Promise((done, fail) => {
        server.close((error) => (error ? fail(error) : done()));
        server.closeAllConnections();
      }),
  };
}

async function readPage(app: string): Promise<string> {
  try {
    return await readFile(join(app, 'index.html'), 'utf8');
  } catch (error) {
    const sentence = `The app is not built: there is no ${join(app, 'index.html')}. Run \`npm run build\` first.`;
    throw new CommandError(sentence, { cause: error });
  }
}

/** A bundle, or a batch by the name of its file or by its folder. */
async function served(path: string): Promise<ServedBundle> {
  if (path.endsWith('.json')) return servedBatch(path);
  const holds = async (name: string): Promise<boolean> => (await existing(path, name)) !== undefined;
  if (!(await holds(MANIFEST_PATH)) && (await holds(BATCH_NAME))) return servedBatch(join(path, BATCH_NAME));
  return servedBundle(path);
}

function inApp(app: string, path: string): Promise<string | undefined> {
  const safe = path.split('/').every((part) => part !== '' && !part.startsWith('.') && !/[\\:\0]/.test(part));
  return safe ? existing(app, path) : Promise.resolve(undefined);
}

/** The decoded path of a request, without its first slash; undefined where it cannot be decoded. */
function pathOf(url: string): string | undefined {
  const [path = ''] = url.split(/[?#]/);
  if (!path.startsWith('/')) return undefined;
  try {
    return decodeURIComponent(path.slice(1));
  } catch {
    return undefined;
  }
}

/**
 * Whether the Host header names this server. Other names are how a page on the web, whose name was made to lead
 * here, would read the bundle (DNS rebinding). An IP address cannot be made to lead elsewhere. The port says nothing:
 * it is another one where this server is reached through a port that was forwarded.
 */
function isOurName(header: string | undefined, host: string): boolean {
  const [, bracketed, plain] = /^(?:\[([0-9a-f:.]+)\]|([^:]+))(?::\d+)?$/i.exec(header ?? '') ?? [];
  const name = (bracketed ?? plain ?? '').toLowerCase();
  if (OWN_NAMES.has(name) || name === host.toLowerCase()) return true;
  return (host === '0.0.0.0' || host === '::') && isIP(name) !== 0;
}

function sendPage(
  html: string,
  policy: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const body = Buffer.from(html);
  if (policy !== undefined) response.setHeader('Content-Security-Policy', policy);
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Node leaves the body out where the request is HEAD. */
function refuse(response: ServerResponse, status: keyof typeof REFUSALS): void {
  if (status === 405) response.setHeader('Allow', 'GET, HEAD');
  const body = REFUSALS[status];
  response.writeHead(status, { 'Content-Type': PLAIN, 'Content-Length': body.length }).end(body);
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo | null)?.port ?? 0;
}

async function listen(server: Server, first: number, host: string, nextFree: boolean): Promise<void> {
  for (let port = first; ; port++) {
    try {
      await new Promise<void>((done, fail) => {
        server.once('error', fail);
        server.listen(port, host, () => {
          server.off('error', fail);
          done();
        });
      });
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const more = nextFree && port < Math.min(65_535, first + PORTS_TRIED);
      if (code === 'EADDRINUSE' && more) continue;
      if (code === 'EADDRINUSE')
        throw new CommandError(`Port ${port} is in use: choose another one with --port.`, { cause: error });
      throw new CommandError(
        `${host}:${port} cannot be listened on (${code ?? 'unknown'}): check --host and --port.`,
        { cause: error },
      );
    }
  }
}
