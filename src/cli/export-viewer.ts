/** The built app in a folder of its own, as a client gets it. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { CLIENT_NAME } from '../share/client-file.ts';
import { clientPage, isForClient } from '../share/client-page.ts';
import { CommandError } from './command.ts';

const PAGE = 'index.html';

/** Copies the app from `app` into the empty folder `target`. Rejects with a CommandError where it is not built. */
export async function copyViewer(app: string, target: string): Promise<void> {
  try {
    await readFile(join(app, PAGE));
  } catch {
    throw new CommandError(`${app} holds no app: run npm run build first.`);
  }
  await cp(app, target, {
    recursive: true,
    filter: (source) => isForClient(relative(app, source).split(sep).join('/')),
  });
}

/** Makes its page one that plays what the client file says. */
export async function fillPage(target: string, title: string): Promise<void> {
  const page = join(target, PAGE);
  await writeFile(page, clientPage(await readFile(page, 'utf8'), title, CLIENT_NAME));
}
