/** Where whoever records a browser reaches the program that holds it: a socket, whose name stands in a file. */
import { readFileSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { isMissing } from '../../fs-bundle.ts';

/** Undefined where no browser is open. */
export function connectBrowser(socketFile: string): Promise<Socket | undefined> {
  const path = nameIn(socketFile);
  if (path === undefined) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const socket = createConnection(path);
    const refused = (): void => {
      resolve(undefined);
    };
    socket.once('error', refused);
    socket.once('connect', () => {
      socket.off('error', refused);
      resolve(socket);
    });
  });
}

function nameIn(file: string): string | undefined {
  try {
    const name = readFileSync(file, 'utf8').trim();
    return name === '' ? undefined : name;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
