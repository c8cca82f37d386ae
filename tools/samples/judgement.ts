/**
 * What the reviews of the samples are written in. Places are told by what was run or said, so that they hold when a session
 * is recorded again.
 */
import type { VerdictWord } from '../../src/review/state.ts';

/** A command: the `nth` (from 1, the first unless told) that begins so. Or words that were said: the first cue that holds them. */
export type Place = { readonly command: string; readonly nth?: number } | { readonly said: string };

export interface Remark {
  readonly at: Place;
  readonly text: string;
  /** By the other reviewer; who began the thread resolves it then. */
  readonly answer?: string;
}

/** All that one reviewer says of a sample, in the order in which it is said; the verdict comes last. */
export interface Judgement {
  readonly remarks: readonly Remark[];
  /** By criterion of the rubric that comes with Playhead for its family. */
  readonly scores: Readonly<Record<string, number>>;
  /** Why a finding may pass, by its id. Each must be a finding of the rules. */
  readonly waivers: Readonly<Record<string, string>>;
  readonly verdict: VerdictWord;
  readonly note: string;
}

/** Invented, and named by their roles. */
export const REVIEWERS = ['Reviewer A', 'Reviewer B'] as const;
export type Reviewer = (typeof REVIEWERS)[number];

export type SampleReviews = Readonly<Record<Reviewer, Judgement>>;

/** Of a sample that claims success, and that nobody has run again on record. */
export const NOT_RUN_AGAIN = {
  'outcome-verified/none':
    'A sample: its repository and the commands of its criteria come with it, and playhead verify runs them again on the spot.',
} as const;
