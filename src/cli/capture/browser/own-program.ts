/** How a program of this package is started that is not the command itself. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Its command line: the built program beside this file, or its source with the loader of sources. */
export function ownProgram(name: 'keep-browser' | 'record-browser'): readonly [string, ...string[]] {
  const here = dirname(fileURLToPath(import.meta.url));
  const built = join(here, `${name}.js`);
  if (existsSync(built)) return [process.execPath, built];
  const loader = createRequire(import.meta.url).resolve('tsx/esm');
  return [process.execPath, '--import', loader, join(here, `${name}.ts`)];
}
