/** `playhead capture browser`: a browser that is recorded. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { badArguments, CommandError, OK, parse, type Command } from '../../command.ts';
import { placesOf, type CapturePlaces, type RunningCapture } from '../capture-folder.ts';
import { loadPlan } from '../plan.ts';
import { askRunning, runningCapture } from '../running-commands.ts';
import { connectBrowser } from './browser-socket.ts';
import { asMessage } from './devtools.ts';
import { ownProgram } from './own-program.ts';

const HELP = `Usage: playhead capture browser [URL]

Opens Chromium with a profile of its own, or one more page of it: what happens in its tabs is recorded, and what they load. What is
typed into password fields is not, nor are bodies of requests and responses, cookies, or headers with which somebody is let in
(docs/CAPTURE.md). It is closed, and its profile deleted, when the capture ends.`;

/** For the browser to start, in milliseconds. */
const START_WAIT = 60_000;
/** For the browser to close, in milliseconds. */
const CLOSE_WAIT = 10_000;
const POLL = 100;
const MAX_URL = 8_000;

export const browserCommand: Command = {
  name: 'browser',
  summary: 'open a browser that is recorded',
  help: HELP,
  run: async (args, output) => {
    const { positionals } = parse(args, {});
    const [address, ...more] = positionals;
    if (more.length > 0) throw badArguments('One address can be opened at a time');
    const url = address === undefined ? 'about:blank' : asUrl(address);
    await askRunning({ do: 'browser' });
    const capture = await runningCapture();
    const { browserSocket } = placesOf(capture.folder);
    const open = await connectBrowser(browserSocket);
    if (!open) await startBrowser(capture);
    const socket = open ?? (await connectBrowser(browserSocket));
    // The first page is there anyway.
    if (open || address !== undefined) socket?.write(asMessage({ open: url }));
    await new Promise<void>((resolve) => (socket ? socket.end(resolve) : resolve()));
    output.print(open ? 'Opened in the browser that is recorded.' : 'The browser is open, and recorded.');
    return OK;
  },
};

/** An address as people write it. Throws `bad-arguments`. */
function asUrl(address: string): string {
  const url = /^(?:[a-z][a-z0-9+.-]*:\/\/|about:|file:)/i.test(address) ? address : `http://${address}`;
  if (url.length > MAX_URL || !URL.canParse(url))
    throw badArguments(`${JSON.stringify(address)} is no address`);
  return url;
}

/** Resolves once it is open. Rejects with a CommandError. */
async function startBrowser({ folder }: RunningCapture): Promise<void> {
  const { browserLog, browserSocket } = placesOf(folder);
  const { browserProgram, config } = await loadPlan(folder);
  rmSync(browserSocket, { force: true }); // of one that was killed
  const file = openSync(browserLog, 'a', 0o600);
  const env = { ...process.env, ...(config.display !== undefined && { DISPLAY: config.display }) };
  const [program, ...args] = [...ownProgram('keep-browser'), folder, browserProgram] as const;
  const keeper = spawn(program, args, { detached: true, stdio: ['ignore', file, file], env });
  closeSync(file);
  keeper.unref();
  keeper.once('error', () => undefined); // it has no pid then
  for (let waited = 0; waited < START_WAIT && keeper.pid && keeper.exitCode === null; waited += POLL) {
    if (existsSync(browserSocket)) return;
    await sleep(POLL);
  }
  keeper.kill();
  throw new CommandError(`${browserProgram} does not start: ${browserLog} tells why.`);
}

/** Closes the browser of a capture that has ended, if one is open, and deletes its profile: sites keep secrets there. */
export async function closeBrowser({ browserSocket, browserProfile }: CapturePlaces): Promise<void> {
  const socket = await connectBrowser(browserSocket);
  if (socket) {
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => socket.destroy()); // closed, too
    socket.resume();
    socket.write(asMessage({ close: true }));
    await Promise.race([closed, sleep(CLOSE_WAIT, undefined, { ref: false })]);
    socket.destroy();
  }
  await rm(browserProfile, { recursive: true, force: true, maxRetries: 5 });
}
