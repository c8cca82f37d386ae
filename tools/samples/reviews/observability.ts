import { NOT_RUN_AGAIN, type SampleReviews } from '../judgement.ts';

export const observability: SampleReviews = {
  'Reviewer A': {
    remarks: [
      {
        at: { said: 'I do not start with the code' },
        text: 'Numbers before code: a measure to compare with is taken before anything is changed.',
      },
      {
        at: { said: 'That trades slow for broken' },
        text: 'The first hypothesis is dropped for what was measured, and taken back at once.',
      },
      {
        at: { said: 'A green test is not the alert' },
        text: 'Is it shown that the alert itself is answered, and not only its test?',
        answer: 'Yes: the same drill and the same chart as at the start, and both fall below the objective.',
      },
    ],
    scores: {
      hypotheses: 4,
      evidence: 4,
      localization: 4,
      proof: 4,
      reasoning: 4,
      self_contained: 4,
      authentic: 3,
    },
    waivers: NOT_RUN_AGAIN,
    verdict: 'accept_with_waivers',
    note: 'Metrics, a trace and the logs of that trace agree on the cause, and the same numbers show the fix.',
  },
  'Reviewer B': {
    remarks: [
      {
        at: { said: 'yet there is not one hit' },
        text: 'The cause is found by counting what should have happened and did not.',
      },
    ],
    scores: {
      hypotheses: 4,
      evidence: 4,
      localization: 4,
      proof: 4,
      reasoning: 4,
      self_contained: 3,
      authentic: 3,
    },
    waivers: {},
    verdict: 'accept_with_waivers',
    note: 'From the alert to the cause by evidence from three sources. Nobody has run it again on record: waived as a sample.',
  },
};
