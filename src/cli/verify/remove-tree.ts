/** Takes away a folder in which hostile commands worked: they may have left what cannot be taken away as it is. */
import { execFile } from 'node:child_process';
import { chmod, lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cleanPath } from './clean-path.ts';

export async function removeTree(folder: string): Promise<void> {
  try {
    await removeLocked(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENAMETOOLONG') throw error;
    // Deeper than a path may be long: rm goes down folder by folder, as fs does not.
    const options = { cwd: '/', env: { PATH: cleanPath(process.env['PATH']) } };
    await promisify(execFile)('rm', ['-rf', '--', folder], options);
  }
}

/** Folders may be left that may not be written to. */
async function removeLocked(folder: string): Promise<void> {
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    await remove();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    await unlock(folder);
    await remove();
  }
}

/** Nothing is changed through a link. */
async function unlock(folder: string): Promise<void> {
  if (!(await lstat(folder)).isDirectory()) return;
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await unlock(join(folder, entry.name));
}
