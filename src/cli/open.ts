/** `playhead open`: shows a local bundle in the browser. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { badArguments, noArgument, OK, parse, type Command, type Output } from './command.ts';
import { checkOrigin } from './page-policy.ts';
import { serve } from './serve.ts';
import { PACKAGE_ROOT } from './version.ts';

const DEFAULT_PORT = 7007;
const DEFAULT_HOST = '127.0.0.1';

const HELP = `Usage: playhead open [BUNDLE|BATCH] [options]

Shows a bundle (a folder, or a .trace.zip file) or a batch (its batch.json, or the folder of that) in the browser; without one, the page where a
trace can be chosen. Only the app and the files that the bundle's manifest lists are served, or those of the bundles
that the batch lists and what lies beside them; and only to this machine.

  --port N           listen on this port (default: ${DEFAULT_PORT}, or the next free one)
  --host ADDRESS     listen on this address (default: ${DEFAULT_HOST}); others can then read the bundle
  --connect ORIGIN   let the page also read and play bundles from this origin; repeatable
  --embed ORIGIN     let pages of this origin show this one in a frame and drive it; repeatable
  --no-browser       only print the address

Ctrl+C ends it.`;

/** The command for the app in the folder `app`. */
export const openWith = (app: string): Command => ({
  name: 'open',
  summary: 'show a bundle or a batch in the browser',
  help: HELP,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      port: { type: 'string' },
      host: { type: 'string', default: DEFAULT_HOST },
      connect: { type: 'string', multiple: true, default: [] },
      embed: { type: 'string', multiple: true, default: [] },
      'no-browser': { type: 'boolean', default: false },
    });
    noArgument(positionals.slice(1));
    const serving = await serve({
      app,
      bundle: positionals[0],
      port: values.port === undefined ? DEFAULT_PORT : portFrom(values.port),
      nextFree: values.port === undefined,
      host: values.host,
      connect: values.connect.map((origin) => checkOrigin(origin)),
      embed: values.embed.map((origin) => checkOrigin(origin, '--embed')),
    });
    const stopped = stopSignal();
    output.print(serving.url);
    if (!/^(?:127\.|localhost$|::1$)/.test(values.host))
      output.warn(`Everyone who can reach ${values.host} can read this bundle.`);
    if (!values['no-browser'] && hasDesktop(process.env, process.platform))
      showInBrowser(serving.url, output);
    output.warn('Press Ctrl+C to end.');
    await stopped;
    await serving.close();
    return OK;
  },
});

export const openCommand = openWith(join(PACKAGE_ROOT, 'dist', 'app'));

function portFrom(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw badArguments(`--port takes a number from 0 to 65535, not ${JSON.stringify(text)}`);
  return port;
}

function stopSignal(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
}

/** Whether a browser window could appear: not in CI, and on Linux only with a display. */
export function hasDesktop(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): boolean {
  if (env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false') return false;
  if (platform === 'darwin' || platform === 'win32') return true;
  return (
    Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']) &&
    (env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, 'xdg-open')))
  );
}

function showInBrowser(url: string, output: Output): void {
  const [program, args] =
    process.platform === 'darwin'
      ? (['open', [url]] as const)
      : process.platform === 'win32'
        ? (['cmd', ['/c', 'start', '""', url]] as const)
        : (['xdg-open', [url]] as const);
  const browser = spawn(program, args, { detached: true, stdio: 'ignore' });
  browser.on('error', () => output.warn('No browser could be started: open the address yourself.'));
  browser.unref();
}
