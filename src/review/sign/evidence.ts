/** What is found of a batch when it is signed, and again when it is verified: from bytes, not from what a list says. */
import type { QcReport } from '../../qc/judge.ts';
import type { BatchTrace, SignedTrace } from '../../schema/generated/types.ts';
import type { ReviewState } from '../state.ts';

/** A bundle, of which every byte was read. */
export interface BundleEvidence {
  /** Over every file that lies in it: see `rootOf`. */
  readonly root: string;
  /** SHA-256 of the zip itself; undefined: it is a folder. */
  readonly zipSha256: string | undefined;
  /** What `bundle_id` would be by the bytes of the listed files. */
  readonly bundleId: string;
  readonly manifestSha256: string;
  readonly facts: Pick<
    SignedTrace,
    'family' | 'title' | 'capturer' | 'duration_us' | 'steps' | 'recorded' | 'claim'
  >;
  /** undefined: nobody asked the rules. */
  readonly report: QcReport | undefined;
}

/** What counts of a review. */
export type Reviewed = Pick<ReviewState, 'verdicts' | 'waivers' | 'recaptures' | 'conflicts'>;

/**
 * Something that was read, is not there, or cannot be read: a sentence says why. `unreached`: the network or its server did not
 * give it, which says nothing of what it is.
 */
export type Read<T> =
  | { readonly state: 'read'; readonly content: T }
  | { readonly state: 'missing' }
  | { readonly state: 'unreadable'; readonly reason: string }
  | { readonly state: 'unreached'; readonly reason: string };

export interface TraceEvidence {
  /** What the list says of it. */
  readonly row: BatchTrace;
  readonly bundle: Read<BundleEvidence>;
  readonly review: Read<Reviewed & { readonly bundleId: string }>;
  /** Bytes of the file of re-runs. */
  readonly verifications: Read<Uint8Array>;
  /** SHA-256 of logs that the records name, and that are gone or were changed; undefined: nobody looked. */
  readonly lostLogs?: ReadonlySet<string> | undefined;
}
