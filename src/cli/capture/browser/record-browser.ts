/** The recorder of the browser: FILE SOCKET-FILE SEGMENT. Waits for a browser, and again where one is closed. */
import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicUs } from '../clock.ts';
import { LineFile } from './browser-lines.ts';
import { BrowserWatch } from './browser-watch.ts';
import { connectBrowser } from './browser-socket.ts';

/** Between two looks for a browser, in milliseconds. */
const POLL = 100;
/** More messages than are sent to a browser. */
const IDS = 1_000_000;

const [, , file = '', socketFile = '', segment = '1'] = process.argv;
process.umask(0o077);
const lines = new LineFile(file);
process.once('SIGINT', () => {
  lines.close();
  process.exit(0);
});
lines.add({ t: monotonicUs(), type: 'ready' });
for (;;) {
  const socket = await connectBrowser(socketFile);
  if (socket) await new BrowserWatch(socket, Number(segment) * IDS, lines).run();
  else await sleep(POLL);
}
