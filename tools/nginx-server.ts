/** nginx with the configuration of docs/hosting, on a port of this machine, under the names that stand there. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { findNginx } from './find-nginx.mjs';

/** undefined where there is no nginx, or no openssl to make a certificate with. */
export const nginx = spawnSync('openssl', ['version']).status === 0 ? findNginx() : undefined;

const CONFIGURATION = 'docs/hosting/nginx.conf';
const SECRET = 'of this server alone';
const NAMES = ['viewer.example', 'traces.example'];

/** Where the configuration has the page and the bundles. */
export const VIEWER = 'https://viewer.example/playhead/';
export const TRACES = 'https://traces.example/';

export interface NginxServer {
  /** The folders that stand for /srv/playhead and /srv/traces. */
  readonly viewer: string;
  readonly traces: string;
  /** For a browser that is to know the names. */
  readonly rules: string;
  get(url: string, options?: AskOptions): Promise<Reply>;
  /** `?md5=…&expires=…` for all files of a share. */
  sign(share: string, expires: number): string;
  /** What the commands of the documentation print: an address that is good for a week. */
  signAsDocumented(): string;
  /** Of requests for a path, or for what is below it, that were answered whole by `until` (milliseconds since 1970): bytes of bodies. */
  sent(path: string, until?: number): { readonly requests: number; readonly bytes: number };
  close(): void;
}

interface AskOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** `folder`: an empty one, for all that it needs. */
export async function startNginx(folder: string): Promise<NginxServer> {
  if (!nginx) throw new Error('there is no nginx');
  const at = (name: string): string => join(folder, name);
  const [viewer, traces, log] = [at('playhead'), at('traces'), at('access.log')];
  for (const place of [viewer, traces, at('tmp')]) mkdirSync(place, { recursive: true });
  const certificate = makeCertificate(at('certificate.pem'), at('key.pem'));
  for (let tries = 0; ; tries++) {
    const port = await freePort();
    writeFileSync(at('playhead.conf'), configured(folder, port));
    writeFileSync(at('nginx.conf'), around(folder, nginx.types, log));
    // It goes into the background once it listens.
    const started = spawnSync(nginx.program, ['-p', folder, '-c', at('nginx.conf'), '-e', at('error.log')]);
    if (started.status !== 0) {
      if (tries < 3) continue;
      throw new Error(`nginx does not start: ${started.stderr.toString()}`);
    }
    const pid = Number(readFileSync(at('nginx.pid'), 'utf8'));
    return {
      viewer,
      traces,
      rules: NAMES.map((name) => `MAP ${name}:443 127.0.0.1:${port}`).join(','),
      get: (url, options = {}) => ask(new URL(url), port, certificate, options),
      sign(share, expires) {
        const md5 = createHash('md5').update(`${expires}/${share}/${SECRET}`).digest('base64url');
        return `?md5=${md5}&expires=${expires}`;
      },
      signAsDocumented() {
        const [, commands = ''] =
          /```sh\n(expires=.*?)```/s.exec(readFileSync('docs/HOSTING.md', 'utf8')) ?? [];
        const script = commands.replace('CHANGE-THIS-SECRET', SECRET);
        return execFileSync('sh', ['-e', '-c', script], { encoding: 'utf8' }).trim();
      },
      sent(path, until = Infinity) {
        const lines = readFileSync(log, 'utf8').split('\n');
        const some = lines
          .map((line) => line.split(' '))
          .filter(([, at, uri]) => Number(at) * 1_000 <= until && uri?.startsWith(path));
        return { requests: some.length, bytes: some.reduce((sum, [bytes]) => sum + Number(bytes), 0) };
      },
      close: () => process.kill(pid),
    };
  }
}

/** The documented file, with what every site changes in it. */
function configured(folder: string, port: number): string {
  const changes: readonly (readonly [from: string, to: string])[] = [
    ['listen 443 ssl;', `listen 127.0.0.1:${port} ssl;`],
    ['/srv/playhead/', `${folder}/playhead/`],
    ['/srv/traces;', `${folder}/traces;`],
    ['CHANGE-THIS-SECRET', SECRET],
    ...NAMES.flatMap((name) => [
      [`/etc/ssl/${name}.pem`, `${folder}/certificate.pem`] as const,
      [`/etc/ssl/${name}.key`, `${folder}/key.pem`] as const,
    ]),
  ];
  let text = readFileSync(CONFIGURATION, 'utf8');
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`${CONFIGURATION} has no ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}

/** What a system's own nginx.conf says around it. */
function around(folder: string, types: string, log: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
    # One process, with the rights of whoever starts it.
    master_process off;
    pid ${folder}/nginx.pid;
    error_log ${folder}/error.log;
    events {}
    http {
      include ${types};
      default_type application/octet-stream;
      log_format bytes '$body_bytes_sent $msec $uri';
      access_log ${log} bytes;
      ${temporary.map((name) => `${name}_temp_path ${folder}/tmp/${name};`).join('\n')}
      include ${folder}/playhead.conf;
    }
  `;
}

function makeCertificate(certificate: string, key: string): Buffer {
  execFileSync(
    'openssl',
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...[
        '-subj',
        '/CN=viewer.example',
        '-addext',
        `subjectAltName=${NAMES.map((n) => `DNS:${n}`).join(',')}`,
      ],
      ...['-keyout', key, '-out', certificate],
    ],
    { stdio: 'ignore' },
  );
  return readFileSync(certificate);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function ask(
  url: URL,
  port: number,
  ca: Buffer,
  { method = 'GET', headers = {} }: AskOptions,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        servername: url.hostname,
        ca,
        method,
        path: url.pathname + url.search,
        headers: { ...headers, Host: url.host },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}
