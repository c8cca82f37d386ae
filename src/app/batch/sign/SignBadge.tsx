import { PenLine, ShieldAlert, ShieldCheck, ShieldX } from 'lucide-react';
import { useStore } from 'zustand';
import { utcDate } from '../../../base/date-words.ts';
import { isUnreached } from '../../../base/errors.ts';
import { BADGE_WORDS, STANDING_TONES, standingOf } from './check-words.ts';
import styles from './sign.module.css';
import type { SignStore } from './sign-state.ts';

const ICONS = { ok: ShieldCheck, warn: ShieldAlert, fail: ShieldX };

/** What lies beside the batch, in a word; what a sign-off of nobody is called where there is none. */
export function SignBadge({ sign }: { readonly sign: SignStore }) {
  const { beside, checked } = useStore(sign);
  if (beside.status === 'failed') {
    const unreached = isUnreached(beside.error);
    const Failed = unreached ? ShieldAlert : ShieldX;
    return (
      <span className={styles['badge']} data-tone={unreached ? 'warn' : 'fail'}>
        <Failed size={15} aria-hidden /> {unreached ? 'Sign-off not reached' : 'Sign-off unreadable'}
      </span>
    );
  }
  if (beside.status !== 'there' || !checked)
    return (
      <>
        <PenLine size={15} aria-hidden /> Sign-off
      </>
    );
  const standing = standingOf(checked);
  const tone = STANDING_TONES[standing];
  const Icon = ICONS[tone];
  const { senior, at } = beside.signoff;
  return (
    <span className={styles['badge']} data-tone={tone}>
      <Icon size={15} aria-hidden /> {BADGE_WORDS[standing]}
      <small>
        {senior.name}, {utcDate(at)}
      </small>
    </span>
  );
}
