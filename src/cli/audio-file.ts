/** What can be known of a sound file without decoding it. */
import { open } from 'node:fs/promises';
import { TraceError } from '../base/errors.ts';
import { readAudioSeconds } from '../trace/read-audio.ts';
import { fileBytes } from './fs-bundle.ts';

export interface AudioFormat {
  readonly mediaType: string;
  /** Usual ending of its name, without the dot. */
  readonly ending: string;
}

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

/** The kind of a sound file by its first bytes; undefined where it is none of those that browsers play. */
export function audioFormat(head: Uint8Array): AudioFormat | undefined {
  const text = (start: number, end: number): string => String.fromCharCode(...head.subarray(start, end));
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WAVE') return { mediaType: 'audio/wav', ending: 'wav' };
  if (text(0, 4) === 'OggS') return { mediaType: 'audio/ogg', ending: 'ogg' };
  if (text(0, 4) === 'fLaC') return { mediaType: 'audio/flac', ending: 'flac' };
  if (text(4, 8) === 'ftyp') return { mediaType: 'audio/mp4', ending: 'm4a' };
  if (head[0] === 0x1a && head[1] === 0x45 && head[2] === 0xdf && head[3] === 0xa3)
    return { mediaType: 'audio/webm', ending: 'webm' };
  // An ID3 tag, or the eleven set bits of an MPEG frame with a layer (0 is none).
  const isFrame = head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0 && ((head[1] ?? 0) & 0x06) !== 0;
  if (text(0, 3) === 'ID3' || isFrame) return { mediaType: 'audio/mpeg', ending: 'mp3' };
  return undefined;
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
