import { Download, Upload } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { describeProblem } from '../base/describe-error.ts';
import { asTraceError, problemOf, type Problem } from '../base/errors.ts';
import { NO_CORRECTIONS } from '../trace/corrections.ts';
import { FilePicker } from '../ui/FilePicker.tsx';
import { CORRECTIONS_END } from './corrections-name.ts';
import { exportCorrections, importCorrections } from './corrections-transfer.ts';
import type { TraceSession } from './session-store.ts';
import type { CorrectionVerbs } from './SyncDrawer.tsx';
import styles from './SyncDrawer.module.css';

interface SyncFileProps {
  readonly session: TraceSession;
  readonly verbs: CorrectionVerbs;
  readonly offered: File | undefined;
  readonly onTaken: () => void;
}

/** What came of the last import or export. */
interface Outcome {
  readonly said?: string;
  readonly problems: readonly Problem[];
  /** Made for another bundle: applied only if the person says so. */
  readonly foreign?: File;
}

/** All corrections as one file: where they are kept, out, in, and gone. */
export function SyncFile({ session, verbs, offered, onTaken }: SyncFileProps) {
  const { trace, kept } = session;
  const input = useRef<HTMLInputElement>(null);
  const importing = useRef<HTMLButtonElement>(null);
  const [outcome, setOutcome] = useState<Outcome>();
  const { correct } = verbs;
  const { manifest } = trace;
  const take = useCallback(
    (file: File, foreign = false): void => {
      importCorrections(file, manifest, foreign).then(
        ({ corrections, problems }) => {
          correct(corrections);
          setOutcome({ said: `${countOf(corrections.size)} from ${file.name}.`, problems });
        },
        (error: unknown) => {
          const { code } = asTraceError(error);
          const asked = code === 'corrections-foreign' ? { foreign: file } : {};
          setOutcome({ problems: [problemOf(error)], ...asked });
        },
      );
    },
    [manifest, correct],
  );
  useEffect(() => {
    if (!offered) return;
    take(offered);
    onTaken();
  }, [offered, take, onTaken]);

  return (
    <footer className={styles['foot']}>
      {outcome && (
        <OutcomeWords
          outcome={outcome}
          onAnswer={(file) => {
            // What was answered goes, and the focus with it.
            importing.current?.focus();
            setOutcome(undefined);
            if (file) take(file, true);
          }}
        />
      )}
      {!kept && (
        <p className={styles['refusal']} role="alert">
          This browser cannot keep them: export them, or they are gone when the page closes.
        </p>
      )}
      <div className={styles['buttons']}>
        <button
          type="button"
          className="quiet-button"
          disabled={trace.corrections.size === 0}
          onClick={() => setOutcome({ said: `Exported as ${exportCorrections(trace)}.`, problems: [] })}
        >
          <Download size={14} aria-hidden />
          Export
        </button>
        <button ref={importing} type="button" className="quiet-button" onClick={() => input.current?.click()}>
          <Upload size={14} aria-hidden />
          Import …
        </button>
        <button
          type="button"
          className="quiet-button"
          disabled={trace.corrections.size === 0}
          onClick={() => correct(NO_CORRECTIONS)}
        >
          Reset all
        </button>
      </div>
      <FilePicker
        input={input}
        label="File of corrections"
        accept={`${CORRECTIONS_END},.json`}
        onFile={take}
      />
      <p className={styles['hint']}>
        {countOf(trace.corrections.size)}. Kept in this browser; the bundle is never changed.
      </p>
    </footer>
  );
}

interface OutcomeWordsProps {
  readonly outcome: Outcome;
  /** With the file that is to be applied all the same; undefined: it is left. */
  readonly onAnswer: (file: File | undefined) => void;
}

function OutcomeWords({ outcome: { said, problems, foreign }, onAnswer }: OutcomeWordsProps) {
  return (
    <div className={styles['outcome']} role="status">
      {said !== undefined && <p>{said}</p>}
      {problems.map((problem) => {
        const { title, advice } = describeProblem(problem);
        return (
          <p key={title} className={styles['refusal']}>
            {title} {advice}
          </p>
        );
      })}
      {foreign && (
        <div className={styles['buttons']}>
          <button type="button" className="quiet-button" onClick={() => onAnswer(foreign)}>
            Apply them all the same
          </button>
          <button type="button" className="quiet-button" onClick={() => onAnswer(undefined)}>
            Leave it
          </button>
        </div>
      )}
    </div>
  );
}

function countOf(layers: number): string {
  if (layers === 0) return 'No layer is corrected';
  return layers === 1 ? '1 layer is corrected' : `${layers} layers are corrected`;
}
