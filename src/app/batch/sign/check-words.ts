/** What came of comparing a sign-off, in a word and in sentences. Pure. */
import type { Fault, FaultCode } from '../../../review/sign/fault.ts';
import type { Checked } from './sign-state.ts';

/**
 * `unchecked`: nothing is wrong, and something could not be reached. `waiting`: nothing is wrong, and somebody who judged has yet to sign. `unknown`: nobody can tell whose keys these are.
 * `unread` and `records`: nothing is wrong as far as was compared, which is not every byte; only then it `holds`.
 */
export type Standing = 'void' | 'unchecked' | 'waiting' | 'unknown' | 'open' | 'unread' | 'records' | 'holds';

/** What follows from there being no list of trusted keys, and says nothing of the sign-off. */
const OF_TRUST: readonly FaultCode[] = ['key-untrusted', 'senior-missing', 'reviewer-missing'];

/** Faults that make a sign-off void. */
export function voidingFaults({ faults, trusted }: Checked): readonly Fault[] {
  return faults.filter(
    (one) =>
      !isHarmless(one) &&
      one.code !== 'not-checked' &&
      (trusted || !OF_TRUST.some((code) => code === one.code)),
  );
}

/** What could not be reached: nobody can tell of it. */
export function uncheckedFaults({ faults }: Checked): readonly Fault[] {
  return faults.filter(({ code }) => code === 'not-checked');
}

/** Somebody's signature is still to come. */
export function isHarmless({ code }: Fault): boolean {
  return code === 'reviewer-missing';
}

const STANDING_OF_DEPTH: Readonly<Record<Checked['depth'], Standing>> = {
  signatures: 'unread',
  records: 'records',
  bytes: 'holds',
};

export function standingOf(checked: Checked): Standing {
  if (voidingFaults(checked).length > 0) return 'void';
  if (uncheckedFaults(checked).length > 0) return 'unchecked';
  if (!checked.trusted) return 'unknown';
  if (checked.faults.length > 0) return 'waiting';
  if (checked.signoff.open.length > 0) return 'open';
  return STANDING_OF_DEPTH[checked.depth];
}

export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  void: 'Void',
  unchecked: 'Signed; not all of it could be reached to be compared',
  waiting: 'Signed, and not yet by a reviewer',
  unknown: 'Signed, by whom nobody here can tell',
  open: 'Signed with open points',
  unread: 'Signed; its files are not compared',
  records: 'Signed; compared by its records',
  holds: 'Signed off',
};

/** In the head of the batch, where there is little room. */
export const BADGE_WORDS: Readonly<Record<Standing, string>> = {
  void: 'Sign-off void',
  unchecked: 'Signed, not all reached',
  waiting: 'Signed',
  unknown: 'Signed, key unknown',
  open: 'Signed, points open',
  unread: 'Signed, not compared',
  records: 'Signed, records compared',
  holds: 'Signed off',
};

export const STANDING_TONES: Readonly<Record<Standing, 'ok' | 'warn' | 'fail'>> = {
  void: 'fail',
  unchecked: 'warn',
  waiting: 'warn',
  unknown: 'warn',
  open: 'warn',
  unread: 'warn',
  records: 'warn',
  holds: 'ok',
};

/** What was compared, and what was not, each a sentence without its full stop. */
export function comparedWords(
  depth: Checked['depth'],
  trusted: boolean,
): {
  readonly done: readonly string[];
  readonly left: readonly string[];
} {
  const signatures = 'the signatures with your list of trusted keys';
  const own = 'what the sign-off says with itself: rules, sample, agreement, decision';
  const list = 'the names of the traces and their digests in the list of the batch';
  const records = 'manifests, verdicts, waivers and records of re-runs with what was signed';
  const bytes = 'every byte of the files that manifests list, and of zips';
  return {
    done: [
      ...(trusted ? [signatures] : []),
      own,
      list,
      ...(depth === 'signatures' ? [] : [records]),
      ...(depth === 'bytes' ? [bytes] : []),
    ],
    left: [
      ...(trusted ? [] : [signatures]),
      ...(depth === 'signatures' ? [records] : []),
      ...(depth === 'bytes' ? [] : [bytes]),
      'files in folders that no manifest lists, and logs of re-runs: playhead batch verify alone does that',
    ],
  };
}

/** The beginning of a keyid in groups, as people compare it. */
export function fingerprintWords(keyid: string): string {
  return (keyid.slice(0, 16).match(/.{4}/g) ?? []).join(' ');
}
