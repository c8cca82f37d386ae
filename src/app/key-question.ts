import type { TraceError } from '../base/errors.ts';

/** What a person is asked: a bundle that is being opened waits for its key. */
export interface KeyQuestion {
  /** Why the keys that are known do not do. */
  readonly fault: TraceError;
  /** Tries a link or key. Resolves to what is wrong with it; undefined: nothing, or the bundle is no longer being opened. */
  readonly attempt: (text: string) => Promise<TraceError | undefined>;
  readonly giveUp: () => void;
}

/** Shows a question; undefined: it is over. */
export type AskKey = (question: KeyQuestion | undefined) => void;
