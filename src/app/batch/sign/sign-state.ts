/** Signing a batch off in the page: what there is to be looked at, and what can be done. */
import type { StoreApi } from 'zustand/vanilla';
import type { TraceError } from '../../../base/errors.ts';
import type { Profile } from '../../../qc/profile.ts';
import type { SamplingMode } from '../../../review/sampling/plan.ts';
import type { Envelope } from '../../../review/sign/dsse.ts';
import type { Refusal } from '../../../review/sign/refusal.ts';
import type { Verified } from '../../../review/sign/verify-signoff.ts';
import type { BatchFile, SignoffPredicate } from '../../../schema/generated/types.ts';
import type { Depth, GatheredTrace, gatherTrace, withReviews } from './gather.ts';
import type { KeyStore } from './key-store.ts';

/** An envelope, and what it says. */
export interface ReadSignoff {
  readonly envelope: Envelope;
  readonly signoff: SignoffPredicate;
}

/** What lies beside the batch. */
export type Beside =
  | { readonly status: 'reading' | 'none' }
  | { readonly status: 'failed'; readonly error: TraceError }
  | ({ readonly status: 'there' } & ReadSignoff);

/** What came of comparing a sign-off. `signatures`: with the trusted keys, itself and the list of the batch alone. */
export interface Checked extends Verified {
  readonly depth: 'signatures' | Depth;
  /** False: no list of trusted keys was there, so that nobody can tell whose keys these are. */
  readonly trusted: boolean;
}

/** What is being read. */
export interface Work {
  /** `look`: for what stands open. */
  readonly what: 'look' | 'check';
  readonly depth: Depth;
  /** Traces that are done. */
  readonly index: number;
  readonly of: number;
  /** Of the trace that is read. */
  readonly name: string;
  /** What is done of the trace, in [0, 1]. */
  readonly done: number;
}

/** How the sample is asked for, as a person does. */
export interface SampleForm {
  readonly mode: SamplingMode;
  /** 64 hexadecimal digits; '': none was given. */
  readonly nonce: string;
}

export interface SignState {
  readonly beside: Beside;
  readonly checked: Checked | undefined;
  readonly work: Work | undefined;
  /** Of what was last tried. */
  readonly error: TraceError | undefined;
  readonly refusal: Refusal | undefined;
  /** Every trace, read and judged by `judgedBy`; undefined: nobody did. */
  readonly gathered: readonly GatheredTrace[] | undefined;
  /** When, in milliseconds since 1970. */
  readonly gatheredAt: number | undefined;
  /** By which they were judged: that one is signed. */
  readonly judgedBy: Profile | undefined;
  /** By which they will be judged. */
  readonly profile: Profile;
  readonly sample: SampleForm;
  readonly note: string;
  /** Sign although something stands open. */
  readonly stateOpen: boolean;
  /** What was signed here and saved as a file, which the page cannot put beside the batch. */
  readonly signed: ReadSignoff | undefined;

  /** Reads what lies beside the batch, and compares it as deeply as was done before; at first as far as that is quick. */
  readonly load: () => Promise<void>;
  /** Compares the sign-off again, as deeply as it was, as when other keys are trusted. */
  readonly recheck: () => Promise<void>;
  readonly check: (depth: Depth) => Promise<void>;
  /** Reads and judges every trace. */
  readonly look: () => Promise<void>;
  /** Takes in what was said of the traces since; the newest wins. */
  readonly refresh: () => Promise<void>;
  /** Reads again what could not be reached, and keeps the rest as it was found. */
  readonly retry: (what: Work['what']) => Promise<void>;
  readonly cancel: () => void;
  readonly change: (part: Partial<Pick<SignState, 'sample' | 'note' | 'stateOpen'>>) => void;
  readonly takeNonce: (file: Pick<File, 'name' | 'size' | 'text'>) => Promise<void>;
  /** undefined: the standard one. What was judged by another one counts no more. */
  readonly takeProfile: (file: Pick<File, 'name' | 'size' | 'text'> | undefined) => Promise<void>;
  /** Signs as senior what was shown, and saves the file; fails with `open-changed` where that is no longer so. */
  readonly sign: () => Promise<void>;
  /** Adds a signature to the sign-off that is there, as one of those who judged, and saves the file; fails with `signoff-replaced` where another lies there by now. */
  readonly cosign: () => Promise<void>;
  /** Saves reviews that the files beside the bundles do not have. */
  readonly saveReviews: () => Promise<void>;
  /** Saves the printable report of a sign-off. */
  readonly saveReport: (of: ReadSignoff) => Promise<void>;
}

export type SignStore = StoreApi<SignState>;

export interface SignSources {
  readonly address: URL;
  readonly batch: BatchFile;
  readonly keys: KeyStore;
  readonly gather: typeof gatherTrace;
  readonly reviews: typeof withReviews;
  /** The text of the sign-off beside the batch; undefined: there is none. */
  readonly read: (batch: URL, signal: AbortSignal) => Promise<string | undefined>;
  readonly save: (name: string, content: string | Blob, type: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
