/** Where bundles are opened from: the nginx of docs/hosting where there is one, else the server that stands beside this. */
import { cpSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from '../src/cli/run.ts';
import { nginx, startNginx, TRACES, VIEWER } from '../tools/nginx-server.ts';
import { serveTrace, type TraceServer } from './trace-server.ts';

export interface BundleSite extends Pick<TraceServer, 'sent' | 'close'> {
  /** What serves it, for a reader. */
  readonly name: string;
  /** Of the browser that is to open it. */
  readonly browserArguments: readonly string[];
  /** The address of the page with a bundle in it. `path`: that of the bundle, as in `sent`. */
  page(path: string): string;
}

/** `files`: path of a bundle → file. */
export function serveBundles(app: string, files: Readonly<Record<string, string>>): Promise<BundleSite> {
  return nginx ? serveByNginx(app, files) : serveHere(app, files);
}

async function serveHere(app: string, files: Readonly<Record<string, string>>): Promise<BundleSite> {
  const server = await serveTrace({ '/': app }, files);
  const page = (path: string): string => `${server.origin}/?trace=${path}`;
  return { ...server, name: 'the server of the benchmarks', browserArguments: [], page };
}

/** As docs/HOSTING.md says: the viewer on one origin, its policy listing the other, which has the bundles. */
async function serveByNginx(app: string, files: Readonly<Record<string, string>>): Promise<BundleSite> {
  const folder = await mkdtemp(join(tmpdir(), 'playhead-nginx-'));
  const server = await startNginx(folder);
  cpSync(app, server.viewer, { recursive: true });
  const allow = ['allow', server.viewer, '--connect', new URL(TRACES).origin];
  if ((await run(allow, { print: () => undefined, warn: console.error })) !== 0)
    throw new Error('the viewer could not be told where bundles are');
  for (const [path, file] of Object.entries(files)) await symlink(resolve(file), join(server.traces, path));
  return {
    name: 'nginx with docs/hosting/nginx.conf, https, viewer and bundles on two origins',
    browserArguments: ['--ignore-certificate-errors', `--host-resolver-rules=${server.rules}`],
    page: (path) => `${VIEWER}?trace=${encodeURIComponent(new URL(path, TRACES).href)}`,
    sent: (path, until) => server.sent(path, until),
    close: async () => {
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}
