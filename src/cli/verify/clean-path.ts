/** Where programs lie that are started in a tree that is hostile. */
import { delimiter, isAbsolute } from 'node:path';

/** Without folders of the tree, which are named from where a program stands, and without those of the project that the caller stands in, which npm and npx put before all others. */
export function cleanPath(path: string | undefined): string {
  const folders = (path ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  const plain = folders.filter((folder) => !/\/node_modules(?:\/|$)/.test(folder));
  return plain.length > 0 ? plain.join(delimiter) : '/usr/local/bin:/usr/bin:/bin';
}
