/** Profiles of quality control that lie on this machine's disk. */
import { readFile } from 'node:fs/promises';
import { TraceError } from '../base/errors.ts';
import { readProfile, standardProfile, type Profile } from '../qc/profile.ts';

/** The profile in a file, or the standard one where none is named. Rejects with `profile-invalid`. */
export async function loadProfile(path: string | undefined): Promise<Profile> {
  if (path === undefined) return standardProfile();
  const text = await readFile(path, 'utf8');
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new TraceError('profile-invalid', { source: path, reason: (error as SyntaxError).message }, error);
  }
  return readProfile(json, path);
}
