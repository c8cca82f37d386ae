import { NOT_RUN_AGAIN, type SampleReviews } from '../judgement.ts';

export const refactorMigration: SampleReviews = {
  'Reviewer A': {
    remarks: [
      {
        at: { said: 'So I keep no callback version beside the promises' },
        text: 'The decision that breaks users is taken by the rule for it, and its price is named.',
      },
      {
        at: { said: 'The tool has no rule for that' },
        text: 'The tool is mended, and not the one file in which it failed: the application would have had the same.',
      },
      {
        at: { said: 'I count assertions that differ.' },
        text: 'Do the tests ask for as much as before? That is the question of every migration.',
        answer:
          'They do. In the application it is counted, and not only claimed: no assertion differs. The one of the library that had to change asks for the same.',
      },
    ],
    scores: {
      behaviour: 4,
      structure: 4,
      steps: 4,
      completeness: 4,
      reasoning: 4,
      self_contained: 4,
      authentic: 3,
    },
    waivers: {
      ...NOT_RUN_AGAIN,
      'outcome-evidence/library-tests':
        'What was written after the run is the number of the version alone, and the linter ran after it.',
    },
    verdict: 'accept_with_waivers',
    note: 'Two repositories, a commit each, tests before and after, and a reason for every change of structure.',
  },
  'Reviewer B': {
    remarks: [
      {
        at: { said: 'So they become one folder.' },
        text: 'Why the folders were apart is said before they are put together.',
      },
    ],
    scores: {
      behaviour: 4,
      structure: 4,
      steps: 3,
      completeness: 4,
      reasoning: 4,
      self_contained: 3,
      authentic: 3,
    },
    waivers: {},
    verdict: 'accept_with_waivers',
    note: 'Behaviour is shown by tests that were not made weaker. Nobody has run it again on record: waived as a sample.',
  },
};
