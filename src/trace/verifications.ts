/**
 * The records of re-runs that stand beside a bundle, `NAME.verifications.jsonl`: see
 * `public/schema/verification.v1.json`. Lines are only ever added, and each names the one before by its SHA-256, so that
 * a line that was changed or taken out shows; only the last ones can be cut off unseen. Pure.
 */
import { sha256Hex } from '../base/hash.ts';
import { checkRecord } from '../schema/check.ts';
import type { VerificationRecord } from '../schema/generated/types.ts';
import * as validators from '../schema/generated/verification-validators.js';

/** How files of records end. */
export const VERIFICATIONS_END = '.verifications.jsonl';
/** Characters of all records that are read. */
export const MAX_VERIFICATIONS_LENGTH = 32_000_000;

/** What a file of records holds. */
export interface Verifications {
  /** What to call the file. */
  readonly source: string;
  /** In the order in which they were added, of other bundles too. */
  readonly records: readonly VerificationRecord[];
  /** SHA-256 of the last line; undefined where there is none. */
  readonly last: string | undefined;
  /** Why the records cannot be relied on: a line, from 1, that is none, or does not follow the one before. */
  readonly broken: { readonly line: number; readonly reason: string } | undefined;
  /** SHA-256 of logs that are named, and not there or others; undefined: nobody looked. */
  readonly lostLogs: ReadonlySet<string> | undefined;
}

/** Reads a file of records; it throws nothing: what is wrong is in `broken`, and the lines before it are there. */
export function readVerifications(text: string, source: string): Verifications {
  const records: VerificationRecord[] = [];
  let last: string | undefined;
  const end = (broken?: Verifications['broken']): Verifications => ({
    source,
    records,
    last,
    broken,
    lostLogs: undefined,
  });
  if (text.length > MAX_VERIFICATIONS_LENGTH)
    return end({ line: 1, reason: `the file is longer than ${MAX_VERIFICATIONS_LENGTH} characters` });
  const lines = text.replace(/\n$/, '').split('\n');
  if (text === '') return end();
  for (const [index, line] of lines.entries()) {
    const found = recordOf(line);
    if (typeof found === 'string') return end({ line: index + 1, reason: found });
    if (found.previous !== (last ?? null))
      return end({ line: index + 1, reason: 'it does not follow the line before' });
    records.push(found);
    last = digestOfLine(line);
  }
  return end();
}

/** The record of a line, or why it is none. */
function recordOf(line: string): VerificationRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'it is no JSON';
  }
  const { violations, unknown } = checkRecord(validators.verification, value);
  const [first] = violations;
  if (first) return `${first.pointer || 'the whole'} ${first.reason}`;
  // A field that is not understood could change what the others mean.
  const [field] = unknown;
  if (field !== undefined) return `${field} is not known to this version`;
  return value as VerificationRecord;
}

/** A record as the line that is added; without its line break. */
export function verificationLine(record: VerificationRecord): string {
  return JSON.stringify(record);
}

/** By which the next line names this one. */
export function digestOfLine(line: string): string {
  return sha256Hex(new TextEncoder().encode(line));
}

/** Every log that the records name, by SHA-256. */
export function logsOf({ records }: Pick<Verifications, 'records'>): ReadonlySet<string> {
  return new Set(
    records.flatMap(({ criteria }) =>
      criteria.flatMap(({ baseline, runs }) =>
        [...(baseline ? [baseline] : []), ...runs].map(({ log }) => log.sha256),
      ),
    ),
  );
}

/** The name of the records beside a bundle, which is a folder, a `.trace.zip` or `.trace.enc`, or the address of one. */
export function verificationsName(bundle: string): string {
  const stem = bundle.replace(/\/+$/, '').replace(/(?:\.trace)?\.(?:zip|enc)$/i, '');
  return `${stem}${VERIFICATIONS_END}`;
}
