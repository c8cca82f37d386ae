import { X } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { Finding, QcReport } from '../qc/judge.ts';
import type { ReviewStore } from '../review/review-store.ts';
import type { ReviewState } from '../review/state.ts';
import { Notice } from '../ui/Notice.tsx';
import { useTimeWords } from '../ui/time-words.ts';
import { VirtualList } from '../ui/VirtualList.tsx';
import {
  EVERYTHING,
  GROUP_WORDS,
  listedFindings,
  SEVERITIES,
  SEVERITY_WORDS,
  toggled,
  type FindingFilter,
} from './qc-findings.ts';
import type { QcStore } from './qc-store.ts';
import styles from './QcDrawer.module.css';
import { QcFinding } from './QcFinding.tsx';
import type { TraceSession } from './session-store.ts';

interface QcFindingsProps {
  readonly session: TraceSession;
  readonly qc: QcStore;
  readonly report: QcReport;
  readonly reviews: ReviewStore;
  readonly said: ReviewState;
}

/** In CSS pixels: two lines. */
const ROW_HEIGHT = 40;

/** All that was found, and what people say of the one that is chosen. */
export function QcFindings({ session, qc, report, reviews, said }: QcFindingsProps) {
  const { filter, chosen, choose, show } = useStore(qc);
  const rows = useMemo(() => listedFindings(report, filter), [report, filter]);
  const list = useRef<HTMLDivElement>(null);
  const finding = rows.find(({ id }) => id === chosen);
  const all = report.rules.reduce((sum, { findings }) => sum + findings.length, 0);
  if (all === 0) return <Notice severity="info" title="Nothing was found wrong." />;
  return (
    <div className={styles['findings']}>
      <Filters report={report} filter={filter} onFilter={(next) => show('findings', next)} />
      <div ref={list} className={styles['list']}>
        {rows.length === 0 ? (
          <Notice severity="info" title="All findings are filtered out.">
            <button type="button" className="quiet-button" onClick={() => show('findings', EVERYTHING)}>
              Show them all
            </button>
          </Notice>
        ) : (
          <VirtualList
            rows={rows}
            rowHeight={ROW_HEIGHT}
            activeIndex={rows.findIndex(({ id }) => id === chosen)}
            label="Findings"
            onActivate={({ id, range }) => {
              choose(id);
              if (range) session.clock.seek(range.start, true);
            }}
            renderRow={(row) => <FindingRow finding={row} />}
          />
        )}
      </div>
      {finding && (
        <QcFinding
          key={finding.id}
          finding={finding}
          rule={report.rules.find(({ id }) => id === finding.rule)}
          session={session}
          reviews={reviews}
          said={said}
          onDone={() => list.current?.querySelector<HTMLElement>('[role="listbox"], button')?.focus()}
        />
      )}
    </div>
  );
}

function FindingRow({
  finding: { severity, range, message, reason, waiver },
}: {
  readonly finding: Finding;
}) {
  const words = useTimeWords();
  return (
    <div className={styles['finding']} data-waived={waiver !== undefined || undefined}>
      <span className={styles['badge']} data-severity={severity} title={SEVERITY_WORDS[severity]}>
        {severity}
      </span>
      <span className={styles['message']} title={message}>
        {message}
      </span>
      <span className={styles['where']}>
        <span className="tabular">{range ? words.moment(range.start) : 'no time'}</span>
        <span>{reason}</span>
        {waiver && (
          <span className={styles['waived']} title={waiver.reason}>
            waived by {waiver.by}: {waiver.reason}
          </span>
        )}
      </span>
    </div>
  );
}

interface FiltersProps {
  readonly report: QcReport;
  readonly filter: FindingFilter;
  readonly onFilter: (filter: FindingFilter) => void;
}

/** A chip for each severity and group of which something was found. */
function Filters({ report, filter, onFilter }: FiltersProps) {
  const groups = [
    ...new Set(report.rules.filter(({ findings }) => findings.length > 0).map(({ group }) => group)),
  ];
  const found = report.rules.flatMap(({ findings }) => findings);
  const severities = SEVERITIES.filter((severity) => found.some((one) => one.severity === severity));
  const { rule } = filter;
  return (
    <div className={styles['filters']} role="group" aria-label="Which findings are listed">
      {severities.map((severity) => (
        <button
          key={severity}
          type="button"
          aria-pressed={filter.severities.has(severity)}
          title={`${severity} ${SEVERITY_WORDS[severity]}`}
          onClick={() => onFilter({ ...filter, severities: toggled(filter.severities, severity) })}
        >
          {severity}
        </button>
      ))}
      {groups.map((group) => (
        <button
          key={group}
          type="button"
          aria-pressed={filter.groups.has(group)}
          onClick={() => onFilter({ ...filter, groups: toggled(filter.groups, group) })}
        >
          {GROUP_WORDS[group]}
        </button>
      ))}
      {found.some(({ waiver }) => waiver) && (
        <button
          type="button"
          aria-pressed={filter.waived}
          onClick={() => onFilter({ ...filter, waived: !filter.waived })}
        >
          Waived
        </button>
      )}
      {rule !== undefined && (
        <button
          type="button"
          aria-label={`Only of ${rule}: show those of all rules`}
          title="Show those of all rules"
          data-only
          onClick={() => onFilter({ ...filter, rule: undefined })}
        >
          {rule}
          <X size={12} aria-hidden />
        </button>
      )}
    </div>
  );
}
