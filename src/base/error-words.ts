/** What the words for people are made of. */
import type { ErrorCode, ErrorDetails } from './errors.ts';
import { withoutSecrets } from './signed-address.ts';

export interface Description {
  /** What is wrong, and where: one sentence. */
  readonly title: string;
  /** What to do: one sentence; '' where there is nothing to do. */
  readonly advice: string;
}

export type Words<C extends ErrorCode = ErrorCode> = {
  readonly [Code in C]: (details: ErrorDetails[Code]) => Description;
};

/** An address or name without what could be secret in it (credentials, query, fragment), and not too long. */
export function shown(source: string): string {
  const clean = withoutSecrets(source);
  return clean.length > 120 ? `${clean.slice(0, 60)}…${clean.slice(-55)}` : clean;
}
