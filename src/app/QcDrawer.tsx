import { CircleCheck, CircleX, ShieldCheck } from 'lucide-react';
import { useId, useMemo, useRef, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { describeProblem } from '../base/describe-error.ts';
import type { QcReport } from '../qc/judge.ts';
import { recaptureList, recaptureSource } from '../qc/recapture-list.ts';
import type { ReviewStore } from '../review/review-store.ts';
import type { ReviewState } from '../review/state.ts';
import { Notice } from '../ui/Notice.tsx';
import { useFocusWithin } from '../ui/use-focus-within.ts';
import { Drawer } from './Drawer.tsx';
import { countBySeverity, EVERYTHING, SEVERITIES, SEVERITY_WORDS, summaryOf } from './qc-findings.ts';
import type { QcStore, QcTab } from './qc-store.ts';
import styles from './QcDrawer.module.css';
import { QcFindings } from './QcFindings.tsx';
import { QcFoot } from './QcFoot.tsx';
import { QcRecapture } from './QcRecapture.tsx';
import { QcScores } from './QcScores.tsx';
import { QcWaiting } from './QcWaiting.tsx';
import { number } from './search-words.ts';
import type { TraceSession } from './session-store.ts';

interface QcDrawerProps {
  readonly session: TraceSession;
  readonly qc: QcStore;
  /** With the waivers in force; undefined: it is not judged. */
  readonly report: QcReport | undefined;
  readonly reviews: ReviewStore;
  readonly said: ReviewState;
  readonly onClose: () => void;
}

/**
 * What the rules say of the trace, and what people say of that. It stands beside the panes and is no dialog: what was found
 * is looked at in them.
 */
export function QcDrawer({ session, qc, report, reviews, said, onClose }: QcDrawerProps) {
  const { run, judge } = useStore(qc);
  const drawer = useRef<HTMLElement>(null);
  useFocusWithin(drawer);
  return (
    <Drawer ref={drawer} title="Quality" side="right" className={styles['drawer']} onClose={onClose}>
      {report ? (
        <Report session={session} qc={qc} report={report} reviews={reviews} said={said} />
      ) : (
        <div className={styles['waiting']}>
          {run.status === 'failed' ? (
            <Notice severity="error" title={describeProblem(run.error).title}>
              {describeProblem(run.error).advice}{' '}
              <button type="button" className="quiet-button" onClick={judge}>
                Try again
              </button>
            </Notice>
          ) : (
            <QcWaiting run={run} session={session} qc={qc} />
          )}
        </div>
      )}
      <QcFoot session={session} qc={qc} report={report} />
    </Drawer>
  );
}

interface ReportProps {
  readonly session: TraceSession;
  readonly qc: QcStore;
  readonly report: QcReport;
  readonly reviews: ReviewStore;
  readonly said: ReviewState;
}

function Report({ session, qc, report, reviews, said }: ReportProps) {
  const { tab, show } = useStore(qc);
  const id = useId();
  const { recaptures } = said;
  const list = useMemo(() => {
    const marks = recaptures.map(({ code, ...mark }) => ({ ...mark, reason: code }));
    return recaptureList([recaptureSource(report, marks)])[0];
  }, [report, recaptures]);
  const findings = report.rules.reduce((sum, rule) => sum + rule.findings.length, 0);
  const tabs: readonly (readonly [QcTab, string, number | undefined])[] = [
    ['scores', 'Scores', undefined],
    ['findings', 'Findings', findings],
    ['recapture', 'Re-capture', list?.entries.length ?? 0],
  ];
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    // The app has keys of its own for these.
    event.preventDefault();
    event.stopPropagation();
    const at = tabs.findIndex(([name]) => name === tab);
    const [next] = tabs[(at + step + tabs.length) % tabs.length] ?? [];
    if (next === undefined) return;
    show(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <>
      <Summary report={report} qc={qc} />
      <div className={styles['tabs']} role="tablist" aria-label="Quality">
        {tabs.map(([name, title, count]) => (
          <button
            key={name}
            id={`${id}-${name}`}
            type="button"
            role="tab"
            aria-selected={tab === name}
            aria-controls={`${id}-panel`}
            tabIndex={tab === name ? 0 : -1}
            onKeyDown={onKeyDown}
            onClick={() => show(name)}
          >
            {title}
            {count !== undefined && <span className={styles['count']}>{number(count)}</span>}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} className={styles['panel']} role="tabpanel" aria-labelledby={`${id}-${tab}`}>
        {tab === 'scores' && <QcScores report={report} qc={qc} />}
        {tab === 'findings' && (
          <QcFindings session={session} qc={qc} report={report} reviews={reviews} said={said} />
        )}
        {tab === 'recapture' && list && <QcRecapture session={session} list={list} reviews={reviews} />}
      </div>
    </>
  );
}

/** What came of it, and how much was found. */
function Summary({ report, qc }: { readonly report: QcReport; readonly qc: QcStore }) {
  const { result, title, remark } = summaryOf(report);
  const counts = countBySeverity(report);
  const lifted = result === 'pass' && report.rules.some((rule) => rule.lifted);
  const Icon = lifted ? ShieldCheck : result === 'pass' ? CircleCheck : CircleX;
  return (
    <div className={styles['summary']} data-result={result} data-lifted={lifted || undefined}>
      <Icon size={22} aria-hidden />
      <div role="status">
        <p className={styles['title']}>{title}</p>
        {remark !== '' && <p className={styles['remark']}>{remark}</p>}
      </div>
      <ul className={styles['severities']} aria-label="Findings by severity">
        {SEVERITIES.map((severity) => (
          <li key={severity}>
            <button
              type="button"
              data-severity={severity}
              data-none={counts.get(severity) === 0 || undefined}
              title={`${severity} ${SEVERITY_WORDS[severity]}: show them`}
              onClick={() =>
                qc.getState().show('findings', { ...EVERYTHING, severities: new Set([severity]) })
              }
            >
              {severity} <b>{number(counts.get(severity) ?? 0)}</b>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
