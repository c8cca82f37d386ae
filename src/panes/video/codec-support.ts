import { TraceError } from '../../base/errors.ts';

/** Code of a MediaError (HTML, 4.8.11.1) → what it means for the file, in words. */
const REASONS: Readonly<Record<number, string>> = {
  2: 'its bytes stopped coming',
  3: 'its pictures cannot be decoded',
  4: 'the browser does not accept it, or it is not there',
};

/**
 * Throws `codec-unsupported` where the browser says that it cannot decode `codec`, an RFC 6381 string, in either of
 * the containers; an unknown codec is left to the element to try.
 */
export function requireCodec(path: string, codec: string | undefined): void {
  if (codec === undefined) return;
  const probe = document.createElement('video');
  const playable = ['video/mp4', 'video/webm'].some(
    (type) => probe.canPlayType(`${type}; codecs="${codec}"`) !== '',
  );
  if (!playable) throw new TraceError('codec-unsupported', { path, codec });
}

/** What to tell of a media element's error. */
export function mediaError(
  path: string,
  error: { readonly code: number; readonly message: string } | null,
): TraceError {
  const what = REASONS[error?.code ?? 0] ?? 'the browser gave no reason';
  const detail = error?.message ? ` (${error.message})` : '';
  return new TraceError('media-failed', { path, reason: what + detail });
}
