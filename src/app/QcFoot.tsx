import { Download } from 'lucide-react';
import { useRef } from 'react';
import { useStore } from 'zustand';
import { formatBytes } from '../base/error-words.ts';
import { VERSION } from '../base/version.ts';
import { bundleStem } from '../bundle/bundle-stem.ts';
import type { QcReport } from '../qc/judge.ts';
import { reportFile } from '../qc/report-file.ts';
import { reRunRecords } from '../trace/re-run-records.ts';
import { FilePicker } from '../ui/FilePicker.tsx';
import { bytesOf, type QcStore } from './qc-store.ts';
import styles from './QcDrawer.module.css';
import { QcReRuns } from './QcReRuns.tsx';
import { saveText } from './save-text.ts';
import type { TraceSession } from './session-store.ts';

interface QcFootProps {
  readonly session: TraceSession;
  readonly qc: QcStore;
  readonly report: QcReport | undefined;
}

/** By what it is judged, what was left out, and the report as a file. */
export function QcFoot({ session: { trace }, qc, report }: QcFootProps) {
  const { profile, compare, run, useStandard, pickProfile, compareAll } = useStore(qc);
  const input = useRef<HTMLInputElement>(null);
  const name = report ? `${report.profile.id} ${report.profile.version}` : (profile?.source ?? 'standard');
  const { size } = trace.corrections;
  return (
    <footer className={styles['foot']}>
      {!compare && run.status !== 'running' && (
        <p>
          The files were not compared with the manifest.{' '}
          <button type="button" className={styles['link']} onClick={compareAll}>
            Compare them ({formatBytes(bytesOf(trace))})
          </button>
        </p>
      )}
      {size > 0 && <p>Judged by the times that were recorded, without the corrections made by hand.</p>}
      <QcReRuns records={reRunRecords(trace.bundle)} />
      <div className={styles['given']}>
        <span className={styles['givenName']} title={report?.profile.digest}>
          Profile {name}
        </span>
        {profile && (
          <button type="button" className="quiet-button" onClick={useStandard}>
            Standard
          </button>
        )}
        <button type="button" className="quiet-button" onClick={() => input.current?.click()}>
          Profile …
        </button>
        <button
          type="button"
          className="quiet-button"
          disabled={!report}
          onClick={() => {
            if (!report) return;
            const file = reportFile(report, { name: 'playhead', version: VERSION });
            const text = `${JSON.stringify(file, null, 2)}\n`;
            saveText(`${bundleStem(trace.label)}.qc.json`, text, 'application/json');
          }}
        >
          <Download size={14} aria-hidden />
          Report
        </button>
      </div>
      <FilePicker
        input={input}
        label="Profile file"
        accept=".json"
        onFile={(file) => void pickProfile(file)}
      />
    </footer>
  );
}
