/** What the reviewers say of each sample, by its folder; of one that is not there, nothing is written. */
import type { SampleReviews } from './judgement.ts';
import { bugFix } from './reviews/bug-fix.ts';
import { tdd } from './reviews/tdd.ts';

export const REVIEWS: Readonly<Record<string, SampleReviews>> = { 'bug-fix': bugFix, tdd };
