/** The traces that come with the app. */
export interface Sample {
  /** Address relative to the page. */
  readonly address: string;
  readonly title: string;
  readonly family: string;
  readonly text: string;
}

export const SAMPLES: readonly Sample[] = [
  {
    address: 'samples/bug-fix/',
    title: 'A bug fix',
    family: 'bug_fix',
    text: 'Reproduce with a failing test, look the rule up, find the cause, one wrong attempt, the fix, green, commit.',
  },
];
