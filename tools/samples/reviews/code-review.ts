import { NOT_RUN_AGAIN, type SampleReviews } from '../judgement.ts';

export const codeReview: SampleReviews = {
  'Reviewer A': {
    remarks: [
      {
        at: { said: 'Every request goes through retry, whatever its method.' },
        text: 'What can do harm is found first, and the remark says what would happen, to whom.',
      },
      {
        at: { said: 'I was wrong, so I say so' },
        text: 'A question that its reviewer takes back in the open, with what it was: asked before the next file was read.',
      },
      {
        at: { said: 'I fix it and push it myself' },
        text: 'May a reviewer push to the branch that is under review?',
        answer:
          'One word that the linter asked for, said as a decision, and the tests ran after it. I would do the same.',
      },
    ],
    scores: {
      reading: 3,
      findings: 4,
      remarks: 4,
      judgement: 4,
      reasoning: 4,
      self_contained: 4,
      authentic: 3,
    },
    waivers: NOT_RUN_AGAIN,
    verdict: 'accept_with_waivers',
    note: 'Both faults that matter are found, and the fixes are shown to be needed: the new tests fail on the old source.',
  },
  'Reviewer B': {
    remarks: [
      {
        at: { said: 'A test that passes without the fix proves nothing' },
        text: 'New tests are run against the old source. An answer is compared, and not believed.',
      },
    ],
    scores: {
      reading: 3,
      findings: 4,
      remarks: 4,
      judgement: 4,
      reasoning: 4,
      self_contained: 4,
      authentic: 3,
    },
    waivers: {},
    verdict: 'accept_with_waivers',
    note: 'From the diff over two rounds to the approval, with a reason for each. Nobody has run it again on record: waived as a sample.',
  },
};
