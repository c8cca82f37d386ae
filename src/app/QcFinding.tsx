import { useId, useState } from 'react';
import { localDate } from '../base/date-words.ts';
import { ZERO } from '../base/time.ts';
import type { Finding, RuleReport } from '../qc/judge.ts';
import { REASONS } from '../qc/reason-codes.ts';
import { canWaive } from '../qc/waivers.ts';
import type { ReviewStore } from '../review/review-store.ts';
import type { ReviewState } from '../review/state.ts';
import { useTimeWords } from '../ui/time-words.ts';
import { timesText } from './qc-findings.ts';
import styles from './QcDrawer.module.css';
import { MarkForm, useFormGone, WaiveForm } from './QcForms.tsx';
import type { TraceSession } from './session-store.ts';

interface QcFindingProps {
  readonly finding: Finding;
  readonly rule: RuleReport | undefined;
  readonly session: TraceSession;
  readonly reviews: ReviewStore;
  readonly said: ReviewState;
  /** Something was said, or not: the focus goes on. */
  readonly onDone: () => void;
}

/** All of a finding, and what people say of it. */
export function QcFinding({ finding, rule, session, reviews, said, onDone }: QcFindingProps) {
  const times = useTimeWords();
  const [form, setForm] = useState<'waive' | 'mark'>();
  const { id, range, message, reason, waiver, items } = finding;
  const { title, action, owner } = REASONS[reason];
  const marks = said.recaptures.filter((mark) => mark.finding === id);
  const disputed = said.conflicts.some(({ field }) => field.kind === 'waiver' && field.finding === id);
  const { waiveAll, unwaive, markRecapture, unmarkRecapture } = reviews.getState();
  const waivable = canWaive(finding);
  const refusalId = useId();
  const close = (): void => setForm(undefined);
  useFormGone(form !== undefined, onDone);
  const others = (rule?.findings ?? []).filter((one) => one.id !== id && !one.waiver && canWaive(one));
  return (
    <section className={styles['chosen']} aria-label="The finding">
      <p className={styles['message']}>{message}</p>
      <p className={styles['facts']}>
        {timesText(range, 'It is of no moment in particular', times)}
        {' · '}
        {reason}, {title} · {ACTION_WORDS[action]}, by the {owner}
      </p>
      {items.length > 0 && (
        <p className={styles['facts']}>
          {items.slice(0, SHOWN).map(({ kind, name }) => (
            <span key={`${kind} ${name}`} className={styles['item']}>
              {kind} <bdi>{name}</bdi>
            </span>
          ))}
          {items.length > SHOWN && `and ${items.length - SHOWN} more`}
        </p>
      )}
      {waiver && (
        <p className={styles['said']}>
          Waived by {waiver.by},{' '}
          <time dateTime={waiver.at} title={waiver.at}>
            {localDate(waiver.at)}
          </time>
          : {waiver.reason}
        </p>
      )}
      {disputed && (
        <p className={styles['disputed']}>Reviewers disagree about this waiver: the last holds.</p>
      )}
      {marks.map((mark) => (
        <p key={mark.id} className={styles['said']}>
          To be captured again, says {mark.by}: {mark.code}
          {mark.note !== '' && `, ${mark.note}`}{' '}
          <button
            type="button"
            className="quiet-button"
            onClick={() => {
              unmarkRecapture(mark.id);
              onDone();
            }}
          >
            Take the mark back
          </button>
        </p>
      ))}
      {form === 'waive' && (
        <WaiveForm
          reviews={reviews}
          others={others.length}
          onCancel={close}
          onWaive={(why, all) => {
            waiveAll([id, ...(all ? others.map((other) => other.id) : [])], why);
            close();
          }}
        />
      )}
      {form === 'mark' && (
        <MarkForm
          reviews={reviews}
          reason={reason}
          onCancel={close}
          onMark={(code, note) => {
            const whole = { start: ZERO, end: session.clock.duration };
            markRecapture({ range: range ?? whole, code, note, finding: id });
            close();
          }}
        />
      )}
      {form === undefined && (
        <div className={styles['buttons']}>
          {waiver ? (
            <button
              type="button"
              className="quiet-button"
              onClick={() => {
                unwaive(id);
                onDone();
              }}
            >
              Take the waiver back
            </button>
          ) : (
            <button
              type="button"
              className="quiet-button"
              aria-disabled={!waivable}
              aria-describedby={waivable ? undefined : refusalId}
              onClick={() => {
                if (waivable) setForm('waive');
              }}
            >
              Waive …
            </button>
          )}
          <button type="button" className="quiet-button" onClick={() => setForm('mark')}>
            Re-capture …
          </button>
        </div>
      )}
      {form === undefined && !waiver && !waivable && (
        <p id={refusalId} className={styles['facts']}>
          Nobody can waive this: docs/QC.md says why
        </p>
      )}
    </section>
  );
}

/** Things that a finding is about, of which some are shown. */
const SHOWN = 6;

const ACTION_WORDS = {
  'recapture-segment': 'capture that part again',
  'recapture-trace': 'capture all of it again',
  're-run': 'run it again',
  redact: 'redact it',
  'fix-metadata': 'correct what the manifest says',
  retrain: 'train whoever captured it',
} as const;
