/** The closed list of reasons for which something is wrong, each with what is to be done. Version 1. */

/** S1 stops a trace, S2 stops it where there are several, S3 is good to know. */
export type Severity = 'S1' | 'S2' | 'S3';

export type Action =
  'recapture-segment' | 'recapture-trace' | 're-run' | 'redact' | 'fix-metadata' | 'retrain';

/** Who is to act. */
type Owner = 'capturer' | 'producer' | 'verifier' | 'reviewer';

interface Reason {
  readonly title: string;
  readonly action: Action;
  /** Where a finding does not say otherwise. */
  readonly severity: Severity;
  readonly owner: Owner;
}

export const REASONS = {
  'A-MISSING': reason('something listed or named is not there', 'recapture-trace', 'S1', 'producer'),
  'A-HASH': reason('a file is not the one that was recorded', 'recapture-trace', 'S1', 'producer'),
  'A-EXTRA': reason('a file that nothing lists', 'fix-metadata', 'S2', 'producer'),
  'A-FORMAT': reason('a file cannot be read as what it is called', 'fix-metadata', 'S1', 'producer'),
  'T-GAP-VIDEO': reason('the picture is missing', 'recapture-segment', 'S1', 'capturer'),
  'T-GAP-AUDIO': reason('the sound is missing', 'recapture-segment', 'S1', 'capturer'),
  'T-GAP-EVENT': reason('a recorder of events was not running', 'recapture-segment', 'S1', 'capturer'),
  'T-REC-RESTART': reason('a recorder was started again', 'recapture-segment', 'S2', 'capturer'),
  'T-CLOCK': reason('times that cannot be relied on', 'fix-metadata', 'S2', 'producer'),
  'T-PAUSE-UNEXPLAINED': reason('a pause without a reason', 'fix-metadata', 'S2', 'capturer'),
  'S-UNASSIGNED': reason('an action outside every phase, or in two', 'fix-metadata', 'S2', 'producer'),
  'S-NO-BEFORE': reason('nothing shows the state before', 'recapture-segment', 'S2', 'capturer'),
  'S-NO-AFTER': reason('nothing shows the state or the result after', 'recapture-segment', 'S2', 'capturer'),
  'S-CHAIN': reason('one state does not follow from the one before', 'recapture-segment', 'S1', 'capturer'),
  'S-XLAYER': reason('two layers contradict each other', 'recapture-segment', 'S2', 'capturer'),
  'V-CRITICAL': reason('a critical decision that nobody explains', 'recapture-segment', 'S1', 'capturer'),
  'V-SILENCE': reason('work in silence', 'recapture-segment', 'S2', 'capturer'),
  'V-LOW': reason('decisions that nobody explains', 'recapture-segment', 'S3', 'capturer'),
  'V-NO-RATIONALE': reason('told what, not why', 'retrain', 'S3', 'capturer'),
  'V-INAUDIBLE': reason('speech that cannot be understood', 'recapture-segment', 'S2', 'capturer'),
  'V-RETRO-ONLY': reason('explained only afterwards', 'retrain', 'S2', 'capturer'),
  'O-FAIL': reason('a criterion that is not met', 're-run', 'S1', 'verifier'),
  'O-FLAKY': reason('runs that do not agree', 're-run', 'S1', 'verifier'),
  'O-VACUOUS': reason('a check that shows nothing', 'fix-metadata', 'S1', 'producer'),
  'O-REGRESSION': reason('something that worked no longer does', 'recapture-trace', 'S1', 'capturer'),
  'O-ENV': reason('a re-run in another environment', 're-run', 'S2', 'verifier'),
  'O-INDEPENDENCE': reason('not confirmed by somebody else', 're-run', 'S1', 'verifier'),
  'P-SECRET': reason('a secret was left in', 'redact', 'S1', 'producer'),
  'P-PII': reason('personal data were left in', 'redact', 'S2', 'producer'),
  'P-NOT-REDACTED': reason('a redaction that does not hide', 'redact', 'S1', 'producer'),
  'P-THIRDPARTY': reason('somebody who did not consent', 'redact', 'S2', 'producer'),
  'X-ACTIVE-CONTENT': reason('content that would run', 'redact', 'S1', 'producer'),
  'X-ARCHIVE': reason('an archive that does harm', 'fix-metadata', 'S1', 'producer'),
  'X-LIMIT': reason('larger than what is read', 'fix-metadata', 'S2', 'producer'),
  'Q-DISAGREE': reason('reviewers who do not agree', 'retrain', 'S2', 'reviewer'),
  'Q-HONEYPOT-MISS': reason('a seeded defect that was not found', 'retrain', 'S1', 'reviewer'),
} as const satisfies Readonly<Record<string, Reason>>;

export type ReasonCode = keyof typeof REASONS;

function reason(title: string, action: Action, severity: Severity, owner: Owner): Reason {
  return { title, action, severity, owner };
}
