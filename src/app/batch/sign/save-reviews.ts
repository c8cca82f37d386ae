/** Reviews that this browser has and the files beside the bundles do not, as files. */
import { pathOf } from '../../../review/batch/href.ts';
import { writeReview } from '../../../review/review-file.ts';
import { REVIEW_END } from '../../../review/review-name.ts';
import type { GatheredTrace } from './gather.ts';
import type { SignSources } from './sign-state.ts';

/** One as it is; several in a zip that is unpacked where the batch lies. Rejects with `review-invalid`. */
export async function saveReviews(
  gathered: readonly GatheredTrace[],
  save: SignSources['save'],
): Promise<void> {
  const files = gathered.flatMap(({ there, unsaved }) =>
    unsaved ? [{ path: reviewPath(there.row.href), text: writeReview(unsaved) }] : [],
  );
  const [only] = files;
  if (only && files.length === 1) {
    save(only.path.split('/').at(-1) ?? only.path, only.text, 'application/json');
    return;
  }
  const { zipSync } = await import('fflate');
  const entries = files.map(({ path, text }) => [path, new TextEncoder().encode(text)] as const);
  // The same reviews give the same bytes.
  const zip = zipSync(Object.fromEntries(entries), { mtime: new Date(1980, 0, 1) });
  save('batch.reviews.zip', new Blob([zip]), 'application/zip');
}

/** Where the review of a bundle lies, from the batch's folder. */
export function reviewPath(href: string): string {
  return pathOf(href).replace(/(?:\.trace)?\.zip$/i, '') + REVIEW_END;
}
