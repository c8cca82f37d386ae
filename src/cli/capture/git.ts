/** git as a recorder asks it: neither the user's settings nor the repository's change an answer, or run programs for it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const MAX_BYTES = 256 * 1024 * 1024;
const PLAIN_DIFF = ['--no-color', '--no-ext-diff', '--no-textconv', '--src-prefix=a/', '--dst-prefix=b/'];

/** Standard output. Rejects as the program fails. */
export async function git(root: string, ...args: readonly string[]): Promise<string> {
  const asked = ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', '-C', root, ...args];
  const env = { ...process.env, GIT_OPTIONAL_LOCKS: '0' };
  return (await promisify(execFile)('git', asked, { maxBuffer: MAX_BYTES, env })).stdout;
}

/** Commit that a work tree stands at; null where it is none, or has no commit. */
export async function headOf(root: string): Promise<string | null> {
  try {
    return (await git(root, 'rev-parse', '--verify', 'HEAD')).trim();
  } catch {
    return null; // which is the answer
  }
}

/** The unified diff of a file, or of all of them, from a commit to what is on the disk. */
export function diffFrom(root: string, base: string, file?: string): Promise<string> {
  return git(root, 'diff', ...PLAIN_DIFF, base, ...(file === undefined ? [] : ['--', file]));
}

/** The same of a file that git does not know yet. */
export async function diffOfNew(root: string, file: string): Promise<string> {
  try {
    return await git(root, 'diff', ...PLAIN_DIFF, '--no-index', '--', '/dev/null', file);
  } catch (error) {
    // git exits with 1 where there is a difference; its output is what counts.
    const { code, stdout } = error as { code?: unknown; stdout?: string };
    if (code === 1 && stdout !== undefined) return stdout;
    throw error;
  }
}
