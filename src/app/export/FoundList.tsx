import { useEffect, useId, useRef } from 'react';
import { PRIVACY_RULES, type PrivacyRule } from '../../qc/secrets/privacy-rules.ts';
import styles from './export.module.css';
import { Failure } from './Failure.tsx';
import { FoundItems } from './FoundItems.tsx';
import type { PrivateScan } from './private-scan.ts';
import type { RedactDraft } from './redact-draft.ts';

type Stays = Pick<RedactDraft, 'rulesOff' | 'findingsOff'>;

interface FoundListProps {
  readonly scan: PrivateScan;
  /** What stays. */
  readonly stays: Stays;
  readonly onChange: (stays: Stays) => void;
}

const TITLES: Readonly<Record<PrivacyRule, string>> = {
  secrets: 'secrets',
  'personal-data': 'personal data',
};

/** What was found, never whole, and whether it goes. */
export function FoundList({ scan, stays, onChange }: FoundListProps) {
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
          <RuleFindings key={rule} rule={rule} scan={scan} stays={stays} onChange={onChange} />
        ))}
      {scan.status === 'ready' && <Unsearched scan={scan} />}
    </section>
  );
}

interface RuleFindingsProps extends FoundListProps {
  readonly rule: PrivacyRule;
  readonly scan: Exclude<PrivateScan, { readonly status: 'running' }>;
}

function RuleFindings({ rule, scan, stays, onChange }: RuleFindingsProps) {
  const { rulesOff, findingsOff } = stays;
  // What could not be searched here, the command may find.
  const findings =
    scan.status === 'ready' ? (scan.rules.find(({ id }) => id === rule)?.findings ?? []) : undefined;
  const title = TITLES[rule];
  if (findings?.length === 0) return <p className={styles['note']}>No {title} found.</p>;
  const ids = findings?.map(({ id }) => id) ?? [];
  const off = new Set(rulesOff.has(rule) ? ids : ids.filter((id) => findingsOff.has(id)));
  const goes = ids.length - off.size;
  const isSome = goes > 0 && off.size > 0;
  const put = (stay: ReadonlySet<string>, all: boolean): void => {
    const own = new Set(ids);
    const others = [...findingsOff].filter((id) => !own.has(id));
    onChange({
      rulesOff: new Set([...rulesOff].filter((id) => id !== rule).concat(all ? [rule] : [])),
      findingsOff: new Set([...others, ...(all ? [] : stay)]),
    });
  };
  const setAll = (taken: boolean): void => put(new Set(), !taken);
  return (
    <>
      <GroupBox
        label={`Take out all ${title}${findings ? ` (${isSome ? `${goes} of ` : ''}${ids.length})` : ''}`}
        state={isSome ? 'some' : rulesOff.has(rule) || (findings && goes === 0) ? 'none' : 'all'}
        onChange={setAll}
      />
      {findings && (
        <>
          <FoundItems
            title={`Found ${title}`}
            findings={findings}
            off={off}
            onChange={(stay) => put(stay, stay.size === ids.length)}
          />
          <p className={styles['note']}>
            A value goes wherever it stands: it stays only where each finding of it does. Private keys always
            go.
          </p>
        </>
      )}
    </>
  );
}

interface GroupBoxProps {
  readonly label: string;
  readonly state: 'all' | 'some' | 'none';
  readonly onChange: (all: boolean) => void;
}

function GroupBox({ label, state, onChange }: GroupBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = state === 'some';
  }, [state]);
  return (
    <label className={styles['check']}>
      <input
        ref={box}
        type="checkbox"
        checked={state === 'all'}
        onChange={({ target }) => onChange(target.checked)}
      />
      {label}
    </label>
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
