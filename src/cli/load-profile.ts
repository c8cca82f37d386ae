/** Profiles of quality control that lie on this machine's disk. */
import { readFile } from 'node:fs/promises';
import { parseProfile, standardProfile, type Profile } from '../qc/profile.ts';

/** The profile in a file, or the standard one where none is named. Rejects with `profile-invalid`. */
export async function loadProfile(path: string | undefined): Promise<Profile> {
  return path === undefined ? standardProfile() : parseProfile(await readFile(path, 'utf8'), path);
}
