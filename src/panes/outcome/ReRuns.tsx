import {
  FileUp,
  FolderSearch,
  ShieldAlert,
  ShieldCheck,
  ShieldQuestion,
  type LucideIcon,
} from 'lucide-react';
import { useRef } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import type { ReRun, ReRunSummary } from '../../trace/verification-summary.ts';
import { FilePicker } from '../../ui/FilePicker.tsx';
import { Nothing } from './parts.tsx';
import {
  AGREEMENTS,
  criterionWords,
  environmentWords,
  headlineOf,
  othersWords,
  type ReRunTone,
} from './re-run-words.ts';
import styles from './re-runs.module.css';
import type { ReRunsReader, ReRunsState } from './use-re-runs.ts';

const ICONS: Readonly<Record<ReRunTone, LucideIcon>> = {
  ok: ShieldCheck,
  fail: ShieldAlert,
  warn: ShieldAlert,
  unknown: ShieldQuestion,
};

/** What came of it when somebody else ran again what is claimed. The records stand beside the bundle, not in it. */
export function ReRuns({ shown, look, read }: ReRunsReader) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <div role="status">
        <Shown shown={shown} />
      </div>
      <div className={styles['buttons']}>
        {look && (
          <button type="button" className="quiet-button" onClick={look}>
            <FolderSearch size={14} aria-hidden />
            Look beside the bundle
          </button>
        )}
        <button type="button" className="quiet-button" onClick={() => input.current?.click()}>
          <FileUp size={14} aria-hidden />
          Open records …
        </button>
      </div>
      <FilePicker input={input} label="File of records of re-runs" accept=".jsonl" onFile={read} />
    </>
  );
}

function Shown({ shown }: { readonly shown: ReRunsState }) {
  switch (shown.state) {
    case 'unasked':
      return (
        <Nothing>
          The bundle says only what was claimed at capture. Records of re-runs stand beside it:
          NAME.verifications.jsonl, as playhead verify writes it.
        </Nothing>
      );
    case 'reading':
      return <Nothing>Reading the records …</Nothing>;
    case 'absent':
      return <Nothing>Never run again: no records stand beside the bundle.</Nothing>;
    case 'failed': {
      const { title, advice } = describeProblem(shown.error);
      return <p className={styles['failure']}>{`${title} ${advice}`}</p>;
    }
    case 'read':
      return <Summary summary={shown.summary} source={shown.source} />;
  }
}

interface SummaryProps {
  readonly summary: ReRunSummary;
  readonly source: string;
}

function Summary({ summary, source }: SummaryProps) {
  const { words, tone } = headlineOf(summary);
  const Icon = ICONS[tone];
  const others = othersWords(summary);
  return (
    <div className={styles['re-run']} data-tone={tone}>
      <p className={styles['headline']}>
        <Icon size={16} aria-hidden />
        {words}
      </p>
      {summary.latest && <Criteria reRun={summary.latest} />}
      <p className={styles['meta']}>
        {[...(summary.latest ? environmentWords(summary.latest) : []), others]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
      <p className={styles['meta']}>{`${source}, which nobody has signed`}</p>
    </div>
  );
}

function Criteria({ reRun: { criteria } }: { readonly reRun: ReRun }) {
  return (
    <ul className={styles['criteria']}>
      {criteria.map((criterion) => (
        <li key={criterion.id} data-agreement={criterion.agreement}>
          <span className={styles['id']}>{criterion.id}</span>
          <span>
            {criterionWords(criterion)}
            {' · '}
            <span className={styles['agreement']}>{AGREEMENTS[criterion.agreement]}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
