import { NOT_RUN_AGAIN, type SampleReviews } from '../judgement.ts';

export const tdd: SampleReviews = {
  'Reviewer A': {
    remarks: [
      {
        at: { said: 'That is the right reason.' },
        text: 'Red is read, and not only seen: the test fails for want of the method, as it should.',
      },
      {
        at: { said: 'Still green, so nothing changed but the shape.' },
        text: 'The refactoring is a step of its own, with a run of the tests behind it.',
      },
      {
        at: { said: 'I forgot the second half of the rule' },
        text: 'Would a smaller test for refilling have kept the two halves of the rule apart?',
        answer:
          'It would, as a fourth cycle. Here the test names both halves, and the second attempt says which was left out.',
      },
    ],
    scores: {
      red: 4,
      green: 4,
      refactor: 4,
      pivots: 4,
      reasoning: 4,
      self_contained: 4,
      authentic: 3,
    },
    waivers: NOT_RUN_AGAIN,
    verdict: 'accept_with_waivers',
    note: 'Three cycles, each red before it was green, with a reason at every pivot. A script acts, and the trace says so.',
  },
  'Reviewer B': {
    remarks: [
      {
        at: { said: 'three rules, so three cycles' },
        text: 'The cycles follow from the rules of the manual: there is a plan before the first test.',
      },
    ],
    scores: {
      red: 4,
      green: 3,
      refactor: 4,
      pivots: 4,
      reasoning: 4,
      self_contained: 4,
      authentic: 3,
    },
    waivers: {},
    verdict: 'accept_with_waivers',
    note: 'The first attempt at refilling goes too far in one step, and is put right by the test. Nobody has run it again on record: waived as a sample.',
  },
};
