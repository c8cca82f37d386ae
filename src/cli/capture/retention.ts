/** Raw recordings that were kept long enough are deleted. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Output } from '../command.ts';
import { isMissing } from '../fs-bundle.ts';
import { placesOf, stateFolder } from './capture-folder.ts';
import { entriesOf, readJournal } from './journal.ts';
import { appendLine, readLines } from './jsonl-file.ts';

const list = (): string => join(stateFolder(), 'captures.jsonl');

/** Remembers a capture of which a bundle was made, so that it is found when its recordings are due. */
export async function rememberMade(folder: string): Promise<void> {
  await mkdir(stateFolder(), { recursive: true });
  appendLine(list(), { folder });
}

/** Deletes the recordings that are due, and says so. `now`: wall clock, in microseconds. */
export async function deleteDue(output: Output, now = Date.now() * 1000): Promise<void> {
  const folders = new Set(readLines(list()).map(({ folder }) => folder));
  for (const folder of folders) {
    if (typeof folder !== 'string') continue;
    const { raw, journal } = placesOf(folder);
    if (!existsSync(raw) || !existsSync(journal)) continue;
    const until = entriesOf(readJournal(journal), 'bundle-made').at(-1)?.rawUntil ?? null;
    if (until === null || until > now) continue;
    await rm(raw, { recursive: true, force: true });
    output.print(`Deleted the raw recordings in ${raw}, as capture.json said: they were due.`);
  }
}

/** A name of this start of the machine, by which an earlier one is told. */
export async function bootName(): Promise<string> {
  try {
    return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  } catch (error) {
    if (isMissing(error)) return 'unknown';
    throw error;
  }
}
