/** How this program is started anew, in a process of its own. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Program and first arguments. */
export const OWN_COMMAND: readonly string[] = ownCommand();

/** The built program beside this file, or its source with the loader that this process was started with. */
function ownCommand(): readonly string[] {
  const here = dirname(fileURLToPath(import.meta.url));
  const built = join(here, 'playhead.js');
  if (existsSync(built)) return [process.execPath, ...process.execArgv, built];
  // By its place: the folder that a command is run in need not know it.
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return [process.execPath, '--import', loader, join(here, '..', 'playhead.ts')];
}
