/**
 * Holds the browser of a capture: FOLDER PROGRAM. The browser speaks by a pipe, which nobody else on the machine
 * can reach, and closes where it ends; so that it outlives its recorder, this program has the pipe, and hands it on to
 * one recorder after the other by a socket of the user's own.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { field, parsedJson, textField } from '../../../base/json.ts';
import { placesOf } from '../capture-folder.ts';
import { browserArgs } from './browser-program.ts';
import { asMessage, MessageReader } from './devtools.ts';

/** Nobody listens any more: whatever waits for that goes on. */
const LET_GO = [
  asMessage({ id: 0, method: 'Target.setAutoAttach', params: { autoAttach: false, waitForDebuggerOnStart: false, flatten: true } }),
  asMessage({ id: 0, method: 'Target.setDiscoverTargets', params: { discover: false } }),
].join(''); // prettier-ignore
const CLOSE = asMessage({ id: 0, method: 'Browser.close', params: {} });

const [, , folder = '', program = ''] = process.argv;
process.umask(0o077);
const { browserProfile, browserSocket: socketFile } = placesOf(folder);
const socketPath = join(tmpdir(), `playhead-browser-${randomUUID().slice(0, 8)}.sock`);
let recorder: Socket | undefined;
/** Addresses that nobody has opened yet. */
const wanted: string[] = [];

const browser = spawn(program, [...browserArgs(browserProfile), '--remote-debugging-pipe', 'about:blank'], {
  stdio: ['ignore', 'inherit', 'inherit', 'pipe', 'pipe'],
});
const [, , , toBrowser, fromBrowser] = browser.stdio as unknown as readonly Duplex[];

function take(text: string, socket: Socket): void {
  const message = parsedJson(text);
  const url = textField(message, 'open');
  if (url !== undefined) {
    const open = asMessage({ open: url });
    if (recorder) recorder.write(open);
    else wanted.push(open);
  } else if (field(message, 'close') === true) toBrowser?.write(CLOSE);
  else {
    if (recorder !== socket) {
      recorder?.destroy();
      recorder = socket;
      for (const open of wanted.splice(0)) socket.write(open);
    }
    toBrowser?.write(`${text}\0`);
  }
}

const server = createServer((socket) => {
  const reader = new MessageReader();
  // Whole messages alone: a recorder may die in the middle of one.
  socket.on('data', (chunk: Buffer) => {
    for (const message of reader.read(chunk)) take(message, socket);
  });
  socket.on('error', () => socket.destroy());
  socket.once('close', () => {
    if (recorder !== socket) return;
    recorder = undefined;
    toBrowser?.write(LET_GO);
  });
});

const reader = new MessageReader();
let isOpen = false;
fromBrowser?.on('data', (chunk: Buffer) => {
  for (const message of reader.read(chunk)) recorder?.write(`${message}\0`);
  // It works: from now on there is a browser to record.
  if (!isOpen) server.listen(socketPath, () => writeFileSync(socketFile, socketPath));
  isOpen = true;
});
for (const end of [toBrowser, fromBrowser]) end?.on('error', () => end.destroy()); // its exit is what counts
toBrowser?.write(asMessage({ id: 0, method: 'Browser.getVersion', params: {} }));

const ended = (code: number): void => {
  rmSync(socketFile, { force: true });
  rmSync(socketPath, { force: true });
  process.exit(code);
};
browser.once('error', ({ message }) => {
  process.stderr.write(`${message}\n`);
  ended(1);
});
browser.once('exit', (code) => ended(isOpen ? 0 : (code ?? 1) || 1));
