/** What can be known of a sound file without decoding it. */
import { open } from 'node:fs/promises';
import { TraceError } from '../base/errors.ts';
import { readAudioSeconds } from '../trace/read-audio.ts';
import { fileBytes } from './fs-bundle.ts';

/** Enough to tell the kind of a sound or a video by. */
const HEAD_BYTES = 64;

/** The first bytes of a file. */
export async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Length of a sound file in seconds, from its packets; undefined where it cannot be read as sound. */
export async function audioSeconds(path: string): Promise<number | undefined> {
  const file = await fileBytes(path);
  try {
    return await readAudioSeconds({
      path,
      size: await file.size(),
      read: (start, end) => file.read(start, end),
    });
  } catch (error) {
    // The caller says that the length is not known; what is no sound at all was refused before.
    if (error instanceof TraceError) return undefined;
    throw error;
  } finally {
    await file.close();
  }
}
