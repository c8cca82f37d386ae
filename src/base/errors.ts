/** Every way in which something can go wrong, by code. Words for people are made in `describe-error.ts`. */
import type { TraceTime } from './time.ts';

/** Code → what is known about it. */
export interface ErrorDetails {
  /** The address could not be reached: no network, a blocked request, or a server without CORS headers. */
  'network-failed': {
    readonly url: string;
    readonly crossOrigin: boolean;
    /** Its signature ran out then, in milliseconds since 1970; undefined: it did not, or says not. */
    readonly expired?: number;
  };
  /** The connection broke, or nothing came any more, after `received` bytes. */
  'network-broken': { readonly url: string; readonly received: number; readonly stalled: boolean };
  /**
   * The server answered with an error status; `retryAfter`: seconds after which it asks to be asked again; `expires`: when
   * the signature of the address runs out by its own query, in milliseconds since 1970.
   */
  'http-status': {
    readonly url: string;
    readonly status: number;
    readonly retryAfter?: number;
    readonly expires?: number;
  };
  /** The server refused an address whose signature has run out; `expires` as in `http-status`. */
  'address-expired': { readonly url: string; readonly status: number; readonly expires: number };
  /** The file on the server is another one than when it was opened. */
  'source-changed': { readonly url: string; readonly what: 'size' | 'version' };
  /** The server answered a range request with something that does not fit it. */
  'http-bad-range': { readonly url: string; readonly reason: string };
  /** The server sends the whole file only, and it is larger than what is kept in memory. */
  'http-no-range': { readonly url: string; readonly bytes: number; readonly limit: number };
  /** The address is not one that Playhead opens. */
  'source-refused': { readonly url: string; readonly reason: string };
  /** The chosen files hold no manifest. */
  'manifest-missing': { readonly source: string };
  'manifest-not-json': { readonly source: string; readonly reason: string };
  /** The manifest is of another kind of document. */
  'manifest-foreign': { readonly source: string };
  'schema-too-new': { readonly found: string; readonly supported: string };
  'schema-too-old': { readonly found: string; readonly supported: string };
  /** The writer says that an older reader loses something that matters. */
  'reader-too-old': { readonly found: string; readonly needs: string; readonly supported: string };
  /** A part of the manifest does not follow the schema. */
  'manifest-invalid': { readonly pointer: string; readonly reason: string; readonly dropped: boolean };
  /** Keys that this version does not know. */
  'unknown-fields': { readonly where: string; readonly count: number; readonly examples: readonly string[] };
  'artifact-missing': { readonly path: string };
  /** It lies in the bundle, and the system does not let it be read. */
  'artifact-unreadable': { readonly path: string; readonly reason: string };
  'artifact-truncated': { readonly path: string; readonly expected: number; readonly actual: number };
  'artifact-hash': { readonly path: string; readonly expected: string; readonly actual: string };
  /** `count` chunks of a file are not what was recorded; the first of them is its bytes [start, end). */
  'artifact-chunk-hash': {
    readonly path: string;
    readonly start: number;
    readonly end: number;
    readonly count: number;
  };
  'artifact-unlisted': { readonly path: string };
  /** A path in the bundle that is not allowed. */
  'path-refused': { readonly path: string; readonly reason: string };
  'zip-invalid': { readonly source: string; readonly reason: string };
  /** This page, or program, cannot decrypt. */
  'crypto-missing': Readonly<Record<string, never>>;
  /** An encrypted bundle, and no key for it. */
  'bundle-key-missing': { readonly source: string };
  /** What was given as the key of a bundle is none, or not all of one. It is not told: it may be most of a secret. */
  'bundle-key-invalid': Readonly<Record<string, never>>;
  /** Another key than that of the bundle; or the beginning of the file is of another one. */
  'bundle-key-wrong': { readonly source: string };
  /** An encrypted bundle that ends where it did not when it was made. */
  'encrypted-cut': { readonly source: string };
  /** A part of an encrypted bundle is not what stood there when it was made. `chunk`: which one, from 0. */
  'encrypted-changed': { readonly source: string; readonly chunk: number };
  'zip-limit': { readonly source: string; readonly reason: string };
  'line-broken': {
    readonly path: string;
    readonly line: number;
    readonly reason: string;
    readonly count: number;
  };
  'last-line-torn': { readonly path: string; readonly line: number };
  'record-invalid': {
    readonly path: string;
    readonly line: number;
    readonly reason: string;
    readonly count: number;
  };
  /** Files that are no bundle, and of no format that is imported; each says why not. */
  'import-refused': {
    readonly source: string;
    readonly refusals: readonly { readonly format: string; readonly reason: string }[];
  };
  /** Several traces, where one is to be opened. */
  'traces-several': { readonly source: string; readonly count: number };
  /** Of a known format, in a version or form that is not read. */
  'import-unsupported': {
    readonly path: string;
    readonly format: string;
    readonly found: string;
    readonly supported: string;
  };
  /** A file that is read whole, and is larger than that can be; in bytes. */
  'import-too-large': { readonly path: string; readonly bytes: number; readonly limit: number };
  /** A layer that is to be written in another format: there is none of these kinds, several, or not the one `wanted`. */
  'export-layer': {
    readonly kinds: readonly string[];
    readonly wanted: string | undefined;
    /** ids of those that there are. */
    readonly found: readonly string[];
  };
  /** Nothing of the trace, or of the layer, is there to be written: in the range, if there is one. */
  'export-empty': { readonly layer?: string };
  /** A mapping file that cannot be used, or what came of it: `at` says where, as in `import.layers[2].records`. */
  'mapping-invalid': { readonly source: string; readonly at: string; readonly reason: string };
  /** A file that a mapping, which people call `title`, does not take. */
  'mapping-declined': { readonly source: string; readonly title: string; readonly reason: string };
  /** An expression of a mapping that gave no answer for so long that it was given up. */
  'mapping-slow': { readonly source: string; readonly seconds: number };
  /** A mapping file without any file of the format that it tells of. */
  'mapping-alone': { readonly source: string };
  'format-unsupported': { readonly path: string; readonly format: string; readonly supported: string };
  /** Reports of tests or lint that are not read: this one, or all with this one, are larger than `limit` bytes. */
  'report-too-large': { readonly path: string; readonly limit: number; readonly together: boolean };
  'format-broken': {
    readonly path: string;
    readonly format: string;
    readonly reason: string;
    /** It is no file of a bundle, but one that was to be imported. */
    readonly foreign?: boolean;
  };
  /** Positions of typed changes that the text does not have. `count` of them, until the file was next saved. */
  'edit-out-of-range': { readonly path: string; readonly count: number };
  /** A step of an agent's run that does not follow the standard; `step` from 1, the first of `count`. */
  'agent-step-invalid': {
    readonly path: string;
    readonly step: number;
    readonly reason: string;
    readonly count: number;
  };
  'layer-empty': { readonly layer: string; readonly kind: string };
  'time-backwards': { readonly layer: string; readonly count: number; readonly maxMicros: number };
  'time-outside': { readonly layer: string; readonly count: number };
  'codec-unsupported': { readonly path: string; readonly codec: string };
  /** A layer without times: only the order of its items is known. */
  'order-only': { readonly layer: string };
  /** A whole trace without times: only the order of its `steps` is known. */
  'trace-order-only': { readonly steps: number };
  'video-shorter': { readonly layer: string; readonly endsAt: TraceTime; readonly missingMicros: number };
  /** A frame table that was made of another video than the one it lies beside. */
  'frame-table-differs': { readonly path: string; readonly video: string; readonly reason: string };
  /** The video has a frame at `seconds` of media time that its frame table lacks. */
  'frame-unlisted': { readonly path: string; readonly seconds: number };
  /** The browser does not take it in parts, so that all of it is downloaded before it plays. */
  'media-whole': { readonly path: string };
  'media-failed': { readonly path: string; readonly reason: string };
  /** Frames cannot be decoded here: the media element shows them, and confirms them where `told`. */
  'frames-undecoded': {
    readonly path: string;
    readonly why: 'no-webcodecs' | 'no-decoder' | 'decoder-failed';
    readonly told: boolean;
  };
  /** Frames first to last, both included, cannot be made into a clip in this browser. */
  'clip-unsupported': {
    readonly path: string;
    readonly first: number;
    readonly last: number;
    readonly reason: 'no-webcodecs' | 'no-encoder';
  };
  /** A file of corrections that is none, or breaks its schema. */
  'corrections-invalid': { readonly source: string; readonly reason: string };
  /** A file of corrections that was made for another bundle. */
  'corrections-foreign': { readonly source: string; readonly made: string; readonly open: string };
  /** A correction of a layer that cannot be in force. */
  'correction-dropped': { readonly source: string; readonly layer: string; readonly reason: string };
  /** A correction that a person asked for and that no clock can have. */
  'correction-refused': { readonly reason: string };
  /** A profile of quality control that is none, or speaks of what no rule knows. */
  'profile-invalid': { readonly source: string; readonly reason: string };
  /** No plan of redactions, or one that does not fit the bundle. */
  'redaction-plan-invalid': { readonly source: string; readonly reason: string };
  /** What was to be removed is in the copy still, or nobody can tell. `places` says where, and not what. */
  'redaction-unproven': { readonly places: readonly string[] };
  /** A file that lists the traces of a batch, and is none, or breaks its schema. */
  'batch-invalid': { readonly source: string; readonly reason: string };
  /** A bundle whose name, as `name` shows it, would break the lines of a batch. */
  'bundle-name': { readonly name: string };
  /** A sign-off that is none, or breaks its schema. */
  'signoff-invalid': { readonly source: string; readonly reason: string };
  /** What signs a batch in the page could not be loaded. */
  'signing-unloaded': Readonly<Record<string, never>>;
  /** What stands open in a batch is not what it was when somebody was asked to sign. */
  'open-changed': Readonly<Record<string, never>>;
  /** Another sign-off lies where one was compared, or none. */
  'signoff-replaced': { readonly source: string };
  /** A key that the browser keeps although it was to be forgotten. */
  'key-stays': { readonly keyid: string };
  /** A file that is to hold the random number of a sample, and does not. */
  'nonce-invalid': { readonly source: string };
  /** A list of trusted keys that is none, or contradicts itself. */
  'keys-invalid': { readonly source: string; readonly reason: string };
  /** A list of traces with known defects that is none. */
  'earlier-invalid': { readonly source: string; readonly reason: string };
  'gold-invalid': { readonly source: string; readonly reason: string };
  /** A file of a key that holds none. */
  'key-invalid': { readonly source: string; readonly reason: string };
  /** Somebody who took part in the capture may not say that it holds. */
  'verifier-not-independent': { readonly verifier: string; readonly part: string };
  /** Records of re-runs that were changed since they were written, or are none; `line` from 1. */
  'verifications-broken': { readonly source: string; readonly line: number; readonly reason: string };
  /** A file of reviews that is none, or breaks its schema. */
  'review-invalid': { readonly source: string; readonly reason: string };
  /** A file of reviews that was made for another bundle. */
  'review-foreign': { readonly source: string; readonly made: string; readonly open: string };
  /** A file that says what a client is shown, and is none, breaks its schema, or does not fit its trace. */
  'client-invalid': { readonly source: string; readonly reason: string };
  /** A trace of so many bytes does not go into one HTML file. */
  'export-too-large': { readonly bytes: number; readonly most: number };
  /** The list of the samples that come with the page is none, or breaks its schema. */
  'samples-invalid': { readonly source: string; readonly reason: string };
  /** A rubric that is none, or breaks its schema. */
  'rubric-invalid': { readonly source: string; readonly reason: string };
  /** A regular expression that is none. */
  'pattern-invalid': { readonly reason: string };
  /** A regular expression that gave no answer for so long that it was given up. */
  'pattern-slow': { readonly seconds: number };
  'migration-missing': { readonly from: string; readonly to: string };
  'unsupported-here': { readonly what: string; readonly reason: string };
  /** `command`: whose help says more, as in `playhead batch qc`. */
  'bad-arguments': { readonly reason: string; readonly command?: string };
  /** A page around this one asks for something that it cannot ask for. */
  'call-invalid': { readonly reason: string };
  'address-invalid': { readonly part: string; readonly value: string };
  /** Parts of an address that this version does not know; `names` of some of them. */
  'address-unknown': { readonly count: number; readonly names: readonly string[] };
  /** What an address leads to is not there: a hit that is not found, a finding that no rule makes. */
  'address-lost': { readonly what: 'hit' | 'finding' };
  aborted: Readonly<Record<string, never>>;
  /** A defect of Playhead itself. */
  internal: { readonly reason: string };
}

export type ErrorCode = keyof ErrorDetails;

/** Stops a load, a layer or a pane. Test the `code`, never the text. */
export class TraceError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;
  readonly details: ErrorDetails[C];

  constructor(code: C, details: ErrorDetails[C], cause?: unknown) {
    super(`${code} ${JSON.stringify(details)}`, cause === undefined ? undefined : { cause });
    this.name = 'TraceError';
    this.code = code;
    this.details = details;
  }
}

export type Severity = 'error' | 'warning' | 'info';

/** Something wrong that does not stop the load. `at`: the moment it is about, where there is one. */
export type Problem = {
  [C in ErrorCode]: {
    readonly severity: Severity;
    readonly code: C;
    readonly details: ErrorDetails[C];
    readonly at?: TraceTime;
  };
}[ErrorCode];

/** Whatever was thrown, as a TraceError; an unknown one becomes `internal`. */
export function asTraceError(error: unknown): TraceError {
  if (error instanceof TraceError) return error as TraceError;
  if (isAbort(error)) return new TraceError('aborted', {}, error);
  return new TraceError(
    'internal',
    { reason: error instanceof Error ? error.message : String(error) },
    error,
  );
}

/** True for a cancelled operation, which nobody needs to hear of. */
export function isAbort(error: unknown): boolean {
  if (error instanceof TraceError) return error.code === 'aborted';
  return error instanceof Error && error.name === 'AbortError';
}

/** True for a failure that may pass: a lost connection, a server in trouble, a cancelled read. */
export function isPassing(error: unknown): boolean {
  const { code } = asTraceError(error);
  return (
    code === 'network-failed' || code === 'network-broken' || code === 'http-status' || code === 'aborted'
  );
}

/** Whether an error is of the way to a thing, and not of the thing. */
export function isUnreached(error: unknown): boolean {
  return isPassing(error) || asTraceError(error).code === 'address-expired';
}

/** The problem that a caught error amounts to. */
export function problemOf(error: unknown, severity: Severity = 'error', at?: TraceTime): Problem {
  const { code, details } = asTraceError(error);
  return { severity, code, details, ...(at === undefined ? {} : { at }) } as Problem;
}

/** Throws `internal` unless `condition` holds. */
export function assert(condition: unknown, reason: string): asserts condition {
  if (!condition) throw new TraceError('internal', { reason });
}
