import { NOT_RUN_AGAIN, type SampleReviews } from '../judgement.ts';

export const orchestration: SampleReviews = {
  'Reviewer A': {
    remarks: [
      {
        at: { said: 'so that it cannot copy a mistake' },
        text: 'The work is split for a reason: who checks has not seen what is checked.',
      },
      {
        at: { said: 'Nothing goes from one to the other without me.' },
        text: 'Every hand-over passes by the engineer, who looks at it first.',
      },
      {
        at: { said: 'I could make rides up.' },
        text: 'Was it right to stop here?',
        answer:
          'It was: the condition asks for real rides, none can be had, and invented ones would have met it in name only.',
      },
    ],
    scores: {
      decomposition: 4,
      delegation: 4,
      supervision: 4,
      recovery: 4,
      reasoning: 4,
      self_contained: 4,
      authentic: 3,
    },
    waivers: {
      ...NOT_RUN_AGAIN,
      'outcome-claim/open:rides-replayed':
        'Nobody can know it: the blocker says what is missing, and that a way round it was tried.',
    },
    verdict: 'accept_with_waivers',
    note: 'Abandoned, and rightly so: the blocker is real, a way round was tried, and what is done is parked where it can be found.',
  },
  'Reviewer B': {
    remarks: [
      {
        at: { said: 'I had read that code, and not seen it' },
        text: 'The second agent finds what its engineer read over. The session says so, which is worth more than a clean run.',
      },
    ],
    scores: {
      decomposition: 4,
      delegation: 4,
      supervision: 4,
      recovery: 4,
      reasoning: 4,
      self_contained: 4,
      authentic: 3,
    },
    waivers: {},
    verdict: 'accept_with_waivers',
    note: 'No more is claimed than holds: two of four, on the branch where it is parked. A good end of work that cannot go on.',
  },
};
