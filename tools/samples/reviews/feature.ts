import { NOT_RUN_AGAIN, type SampleReviews } from '../judgement.ts';

export const feature: SampleReviews = {
  'Reviewer A': {
    remarks: [
      {
        at: { said: 'So before I plan anything, I read that page.' },
        text: 'The spec is read before anything is planned, and its rules are pointed at one by one.',
      },
      {
        at: { said: 'I read over that.' },
        text: 'The wrong turn is owned at once: names were cut to fit the width, which the spec forbids.',
      },
      {
        at: { said: 'a wide line is only ugly' },
        text: "Is it the engineer's to choose which of two rules gives way?",
        answer:
          'For now it is: the reason is given, the commit says what is not met, and whoever asked is to decide.',
      },
    ],
    scores: {
      specification: 4,
      plan: 4,
      implementation: 4,
      review_cycle: 4,
      reasoning: 4,
      self_contained: 4,
      authentic: 3,
    },
    waivers: {
      ...NOT_RUN_AGAIN,
      'gaps/screen:0':
        'The screen recorder began three quarters of a second late: nothing had been done by then.',
    },
    verdict: 'accept_with_waivers',
    note: 'One criterion is not met, and the session says so itself, with the reason. That is an honest outcome, and what a sample of it should show.',
  },
  'Reviewer B': {
    remarks: [
      {
        at: { said: 'Each note becomes a test before I change anything.' },
        text: 'Notes of a review become tests first: what was wrong cannot come back unseen.',
      },
    ],
    scores: {
      specification: 3,
      plan: 4,
      implementation: 4,
      review_cycle: 4,
      reasoning: 4,
      self_contained: 4,
      authentic: 3,
    },
    waivers: {},
    verdict: 'accept_with_waivers',
    note: 'Partly met, as claimed: four of five. Nobody has run it again on record: waived as a sample.',
  },
};
