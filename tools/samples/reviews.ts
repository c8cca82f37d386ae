/**
 * What two invented reviewers, named by their roles, say of each sample: by its folder. Only of samples that are there.
 * Places are told by what was run or said, so that they hold when the session is recorded again.
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

export const REVIEWERS = ['Reviewer A', 'Reviewer B'] as const;
export type Reviewer = (typeof REVIEWERS)[number];

export type SampleReviews = Readonly<Record<Reviewer, Judgement>>;

/** Of a sample that claims success, and that nobody has run again on record. */
const NOT_RUN_AGAIN = {
  'outcome-verified/none':
    'A sample: its repository and the commands of its criteria come with it, and playhead verify runs them again on the spot.',
} as const;

export const REVIEWS: Readonly<Record<string, SampleReviews>> = {
  'bug-fix': {
    'Reviewer A': {
      remarks: [
        {
          at: { command: 'npm test' },
          text: 'Red first, with exactly the date of the issue: the fault is shown before anything is changed.',
        },
        {
          at: { said: 'I read only half of the rule.' },
          text: 'The wrong turn is owned, and told as what it was: a rule that was read by half. This is what others learn from.',
        },
        {
          at: { command: 'npm run lint' },
          text: 'Was the slip mended before the last run of the tests? The commit must not rest on an older one.',
          answer: 'Yes: lint runs again and is clean, then all nine tests run, and only then comes the commit.',
        },
      ],
      scores: {
        reproduction: 4,
        root_cause: 4,
        fix: 4,
        regression_test: 4,
        reasoning: 4,
        self_contained: 4,
        authentic: 3,
      },
      waivers: NOT_RUN_AGAIN,
      verdict: 'accept_with_waivers',
      note: 'Cause shown by evidence, the fix as small as it can be, and two tests hold the rule. A script acts, and the trace says so.',
    },
    'Reviewer B': {
      remarks: [
        {
          at: { said: 'either of them matches' },
          text: 'The rule is looked up in the manual, and not guessed: its page is on the screen while it is read.',
        },
        {
          at: { command: 'npm test', nth: 2 },
          text: 'Four tests break, and which ones is read from the output before anything is changed again.',
        },
      ],
      scores: {
        reproduction: 4,
        root_cause: 3,
        fix: 4,
        regression_test: 4,
        reasoning: 4,
        self_contained: 3,
        authentic: 3,
      },
      waivers: {},
      verdict: 'accept_with_waivers',
      note: 'Every decision is given a reason, the first attempt as well. Nobody has run it again on record: waived as a sample.',
    },
  },
};
