import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';

/** Where `installNginx` unpacks one. */
export const NGINX_FOLDER = 'node_modules/.cache/nginx';

/** Where the types of files stand, seen from the program's folder. */
const TYPES = ['../../etc/nginx/mime.types', '../etc/nginx/mime.types', '../conf/mime.types'];

/**
 * The nginx to test with, and its list of types of files: NGINX_PATH, else one on PATH or in /usr/sbin, else the one that
 * `npm test` has unpacked; undefined if none.
 */
export function findNginx() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', `${NGINX_FOLDER}/usr/sbin`];
  const programs = [process.env.NGINX_PATH, ...folders.map((folder) => join(folder, 'nginx'))];
  for (const program of programs) {
    if (!program || !existsSync(program)) continue;
    const types = TYPES.map((path) => join(dirname(resolve(program)), path)).find((path) => existsSync(path));
    if (types && spawnSync(program, ['-v']).status === 0) return { program: resolve(program), types };
  }
  return undefined;
}
