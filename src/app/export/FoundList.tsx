import { useId } from 'react';
import { PRIVACY_RULES, type PrivacyRule } from '../../qc/secrets/privacy-rules.ts';
import { useTimeWords } from '../../ui/time-words.ts';
import { timesText } from '../qc-findings.ts';
import styles from './export.module.css';
import { Failure } from './Failure.tsx';
import type { PrivateScan } from './private-scan.ts';

interface FoundListProps {
  readonly scan: PrivateScan;
  /** Rules whose findings stay. */
  readonly off: ReadonlySet<string>;
  readonly onChange: (off: ReadonlySet<string>) => void;
}

const TITLES: Readonly<Record<PrivacyRule, string>> = {
  secrets: 'secrets',
  'personal-data': 'personal data',
};

/** Of one rule, findings that are shown: who has more looks at the quality of the trace. */
const SHOWN = 200;

/** What was found, never whole, and whether it goes. */
export function FoundList({ scan, off, onChange }: FoundListProps) {
  const id = useId();
  return (
    <section className={styles['tour']} aria-labelledby={id}>
      <h3 id={id}>What looks like a secret or personal data</h3>
      {scan.status === 'running' && (
        <p className={styles['search']} role="status">
          <progress className="thin-progress" value={scan.done} aria-label="Search" />
          All texts of the trace are searched …
        </p>
      )}
      {scan.status === 'failed' && <Failure error={scan.error} />}
      {scan.status !== 'running' &&
        PRIVACY_RULES.map((rule) => (
          <RuleFindings
            key={rule}
            rule={rule}
            scan={scan}
            isOff={off.has(rule)}
            onChange={(stays) => {
              const next = new Set(off);
              if (stays) next.add(rule);
              else next.delete(rule);
              onChange(next);
            }}
          />
        ))}
      {scan.status === 'ready' && <Unsearched scan={scan} />}
    </section>
  );
}

interface RuleFindingsProps {
  readonly rule: PrivacyRule;
  readonly scan: Exclude<PrivateScan, { readonly status: 'running' }>;
  readonly isOff: boolean;
  readonly onChange: (stays: boolean) => void;
}

function RuleFindings({ rule, scan, isOff, onChange }: RuleFindingsProps) {
  const times = useTimeWords();
  // What could not be searched here, the command may find.
  const findings =
    scan.status === 'ready' ? (scan.rules.find(({ id }) => id === rule)?.findings ?? []) : undefined;
  const title = TITLES[rule];
  if (findings?.length === 0) return <p className={styles['note']}>No {title} found.</p>;
  return (
    <>
      <label className={styles['check']}>
        <input type="checkbox" checked={!isOff} onChange={({ target }) => onChange(!target.checked)} />
        Take out all {title}
        {findings && ` (${findings.length})`}
      </label>
      {findings && (
        // It scrolls: by keys, too.
        <ul className={styles['found']} tabIndex={0} aria-label={`Found ${title}`}>
          {findings.slice(0, SHOWN).map(({ id, range, message }) => (
            <li key={id}>
              <span className={styles['time']}>{timesText(range, 'no time', times)}</span>
              <bdi>{message}</bdi>
            </li>
          ))}
          {findings.length > SHOWN && <li>and {findings.length - SHOWN} more</li>}
        </ul>
      )}
    </>
  );
}

function Unsearched({ scan }: { readonly scan: Extract<PrivateScan, { readonly status: 'ready' }> }) {
  const reasons = new Map(
    scan.rules.flatMap(({ unmeasured }) => unmeasured.map(({ item, reason }) => [item, reason] as const)),
  );
  if (reasons.size === 0) return null;
  return (
    <details className={styles['unsearched']}>
      <summary>Not searched: {reasons.size}</summary>
      <ul>
        {[...reasons].map(([item, reason]) => (
          <li key={item}>
            <bdi>{item}</bdi>: {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}
