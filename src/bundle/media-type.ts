/** Kinds of sounds and videos, by their first bytes. Pure. */

export interface MediaType {
  readonly mediaType: string;
  /** Usual ending of its name, without the dot. */
  readonly ending: string;
}

/** The kind of a sound file by its first bytes; undefined where it is none of those that browsers play. */
export function audioFormat(head: Uint8Array): MediaType | undefined {
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

/** The kind of a video file by its first bytes; undefined for another kind of file. */
export function videoMediaType(head: Uint8Array): MediaType | undefined {
  const text = String.fromCharCode(...head);
  if (text.slice(4, 8) === 'ftyp') {
    return text.slice(8, 10) === 'qt'
      ? { mediaType: 'video/quicktime', ending: 'mov' }
      : { mediaType: 'video/mp4', ending: 'mp4' };
  }
  if (text.startsWith('\x1A\x45\xDF\xA3'))
    return text.includes('webm')
      ? { mediaType: 'video/webm', ending: 'webm' }
      : { mediaType: 'video/x-matroska', ending: 'mkv' };
  return undefined;
}
