/** One writer of a file at a time, among programs that ask here first. */
import { open, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError } from './command.ts';

/** Waits for another writer of the same file, in milliseconds. */
const LOCK_WAIT = 100;
const LOCK_TRIES = 100;

/** Does something while nobody else writes `file`. Rejects with a CommandError where somebody does for long. */
export async function withLock<T>(file: string, action: () => Promise<T>): Promise<T> {
  const lock = `${file}.lock`;
  await takeLock(lock);
  try {
    return await action();
  } finally {
    await rm(lock, { force: true });
  }
}

async function takeLock(lock: string): Promise<void> {
  for (let tries = 0; tries < LOCK_TRIES; tries += 1)
    try {
      await (await open(lock, 'wx')).close();
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      await sleep(LOCK_WAIT);
    }
  throw new CommandError(
    `${lock} has stood there for long: another program is writing, or was stopped; remove it if there is none.`,
  );
}
