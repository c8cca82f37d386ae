import { TraceError } from '../base/errors.ts';

const PATH = /^[A-Za-z0-9_][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_][A-Za-z0-9._-]*)*$/;
const MAX_LENGTH = 200;

/** Why `path` may not name a file of a bundle; undefined where it may. */
export function pathRefusal(path: string): string | undefined {
  if (path.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`;
  if (path.split('/').includes('..')) return 'it leads out of the bundle';
  if (!PATH.test(path)) return 'it is not a plain relative path of letters, digits, `.`, `_` and `-`';
  return undefined;
}

/** Throws `path-refused` for a path that may not name a file of a bundle. */
export function checkPath(path: string): void {
  const reason = pathRefusal(path);
  if (reason !== undefined) throw new TraceError('path-refused', { path, reason });
}
