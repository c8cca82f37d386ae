import { NOT_RUN_AGAIN, type SampleReviews } from '../judgement.ts';

export const bugFix: SampleReviews = {
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
};
