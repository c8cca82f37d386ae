/** Reviews as files: out of the page, and into it. */
import { TraceError } from '../base/errors.ts';
import { readBeside } from '../bundle/beside.ts';
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
  // No more bytes than so many characters can have.
  if (file.size > MAX_FILE_LENGTH * 4) throw tooLarge(file.name);
  return parseReview(await file.text(), file.name);
}

/** The reviews at an address; undefined where none are. Rejects with `review-invalid`, and with what the network does. */
export async function fetchReview(url: URL, signal: AbortSignal): Promise<Review | undefined> {
  const { parseReview, MAX_FILE_LENGTH } = await format();
  const limit = { most: MAX_FILE_LENGTH * 4, refuse: () => tooLarge(url.href) };
  const bytes = await readBeside(url, limit, signal);
  return bytes && parseReview(new TextDecoder().decode(bytes), url.href);
}

function tooLarge(source: string): TraceError {
  return new TraceError('review-invalid', { source, reason: 'it is too large' });
}
