/** What can be wrong with a sign-off. Pure. */

/** The closed list. */
export type FaultCode =
  // Of the signatures.
  | 'signature-invalid'
  | 'key-untrusted'
  | 'key-role'
  | 'key-expired'
  | 'key-revoked'
  | 'senior-missing'
  | 'senior-not-independent'
  | 'reviewer-missing'
  // Of what was signed, beside what is there.
  | 'batch-changed'
  | 'trace-unsigned'
  | 'trace-gone'
  | 'bundle-missing'
  | 'bundle-unreadable'
  | 'bundle-changed'
  | 'review-unreadable'
  | 'verdict-changed'
  | 'waiver-changed'
  | 'verifications-changed'
  /** It could not be reached, so that nobody can tell. */
  | 'not-checked'
  | 'profile-changed'
  | 'sample-changed'
  // Of what was decided.
  | 'signed-ahead'
  | 'decision-unfounded'
  | 'left-open';

export interface Fault {
  readonly code: FaultCode;
  /** Name of the trace; undefined: it is about the whole. */
  readonly trace: string | undefined;
  /** A keyid, a reviewer, a finding; undefined: nothing more to name. */
  readonly about: string | undefined;
  /** In words. */
  readonly message: string;
}

export function fault(
  code: FaultCode,
  message: string,
  { trace, about }: { readonly trace?: string; readonly about?: string } = {},
): Fault {
  return { code, trace, about, message };
}
