/** What lies beside a bundle, and never in it: reviews, records of re-runs, a picture. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describeProblem } from '../../base/describe-error.ts';
import { asTraceError, TraceError } from '../../base/errors.ts';
import { hrefOf } from '../../review/batch/href.ts';
import { verdictsIn, waiversIn } from '../../review/batch/verdicts.ts';
import { parseReview } from '../../review/review-file.ts';
import type { BatchTrace } from '../../schema/generated/types.ts';
import { stemOf, type FoundBundle } from './find-bundles.ts';

const REVIEW_END = '.review.json';
const VERIFICATIONS_END = '.verifications.jsonl';
/** The first that is there. */
const POSTER_ENDS = ['.poster.webp', '.poster.jpg', '.poster.png'];

type Beside = Pick<BatchTrace, 'review' | 'verdicts' | 'waivers' | 'verifications' | 'poster'>;

/**
 * The part of a row that tells of files beside the bundle. `prefix`: the way from the batch's folder to `root`; `remark`: told
 * of reviews that are passed over.
 */
export async function besideOf(
  root: string,
  { path, beside }: FoundBundle,
  prefix: readonly string[],
  bundleId: string | undefined,
  remark: (text: string) => void,
): Promise<Beside> {
  const stem = stemOf(path);
  const name = basename(stem);
  const href = (end: string): string => hrefOf([...prefix, stem + end].join('/'));
  const poster = POSTER_ENDS.find((end) => beside.has(name + end));
  const reviewed = beside.has(name + REVIEW_END);
  return {
    ...(reviewed && { review: href(REVIEW_END) }),
    ...(reviewed && (await reviewAt(join(root, stem + REVIEW_END), bundleId, remark))),
    ...(beside.has(name + VERIFICATIONS_END) && { verifications: href(VERIFICATIONS_END) }),
    ...(poster !== undefined && { poster: href(poster) }),
  };
}

/** What a file of reviews says; nothing of one that cannot be read, or was made for another bundle. */
async function reviewAt(
  place: string,
  bundleId: string | undefined,
  remark: (text: string) => void,
): Promise<Pick<BatchTrace, 'verdicts' | 'waivers'>> {
  const source = basename(place);
  try {
    const review = parseReview(await readFile(place, 'utf8'), source);
    if (bundleId !== undefined && review.bundleId !== bundleId)
      throw new TraceError('review-foreign', { source, made: review.bundleId, open: bundleId });
    const waivers = waiversIn(review);
    return { verdicts: verdictsIn(review), ...(waivers.length > 0 && { waivers }) };
  } catch (error) {
    const { title, advice } = describeProblem(asTraceError(error));
    remark(`${title} ${advice} Its verdicts and waivers do not count.`);
    return { verdicts: [] };
  }
}
