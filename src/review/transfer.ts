/** Reviews as files: out of the page, and into it. */
import { asTraceError, TraceError } from '../base/errors.ts';
import { httpBytes } from '../bundle/http.ts';
import { collect } from '../bundle/bundle-source.ts';
import { reviewName } from './review-name.ts';
import type { Review } from './review.ts';

/** With the schema's validators, which nobody needs before a file is read or written. */
const format = () => import('./review-file.ts');

/** Gives the person all that was said as a file; resolves to its name. `label`: of the bundle. Rejects with `review-invalid`. */
export async function saveReview(review: Review, label: string): Promise<string> {
  const { writeReview } = await format();
  const url = URL.createObjectURL(new Blob([writeReview(review)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = reviewName(label);
  link.click();
  // The download has begun; its bytes are held by it.
  setTimeout(() => URL.revokeObjectURL(url));
  return link.download;
}

/** Rejects with `review-invalid`. */
export async function openReview(file: File): Promise<Review> {
  const { parseReview, MAX_FILE_LENGTH } = await format();
  checkSize(file.size, MAX_FILE_LENGTH, file.name);
  return parseReview(await file.text(), file.name);
}

/** The reviews at an address; undefined where none are. Rejects with `review-invalid`, and with what the network does. */
export async function fetchReview(url: URL, signal: AbortSignal): Promise<Review | undefined> {
  try {
    const bytes = await collect(httpBytes(url).all(signal));
    const { parseReview, MAX_FILE_LENGTH } = await format();
    checkSize(bytes.length, MAX_FILE_LENGTH, url.href);
    return parseReview(new TextDecoder().decode(bytes), url.href);
  } catch (error) {
    const { code, details } = asTraceError(error);
    if (code === 'http-status' && 'status' in details && (details.status === 404 || details.status === 410))
      return undefined;
    throw error;
  }
}

/** No more bytes than `most` characters can have. */
function checkSize(bytes: number, most: number, source: string): void {
  if (bytes > most * 4) throw new TraceError('review-invalid', { source, reason: 'it is too large' });
}
