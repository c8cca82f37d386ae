import { formatBytes } from '../base/error-words.ts';
import type { JudgeProgress } from '../qc/facts.ts';
import { trackLook } from '../timeline/track-look.ts';
import type { Trace } from '../trace/trace.ts';
import { bytesOf, type QcRun, type QcStore } from './qc-store.ts';
import styles from './QcDrawer.module.css';
import type { TraceSession } from './session-store.ts';

interface QcWaitingProps {
  readonly run: QcRun;
  readonly session: TraceSession;
  readonly qc: QcStore;
}

const STEPS: readonly (readonly [JudgeProgress['step'], string])[] = [
  ['layers', 'Read the layers'],
  ['files', 'Compare the files with the manifest'],
  ['rules', 'Run the rules'],
];

/** What is being judged; or how to have it judged, where somebody gave that up. */
export function QcWaiting({ run, session: { trace }, qc }: QcWaitingProps) {
  const { judge, cancel, compare } = qc.getState();
  if (run.status !== 'running')
    return (
      <div className={styles['begin']}>
        <p>Nobody has judged this trace here yet. It takes reading all of its layers.</p>
        <button type="button" className="quiet-button" onClick={judge}>
          Judge it
        </button>
      </div>
    );
  const { progress } = run;
  const steps = STEPS.filter(([step]) => compare || step !== 'files');
  const at = Math.max(
    0,
    steps.findIndex(([step]) => step === progress?.step),
  );
  const words = progress ? nameOf(progress, trace) : 'Starting';
  return (
    <div className={styles['begin']}>
      <ol className={styles['steps']}>
        {steps.map(([step, title], index) => (
          <li key={step} data-state={index < at ? 'done' : index === at ? 'now' : 'later'}>
            <span>
              {title}
              {step === 'files' && `, ${formatBytes(bytesOf(trace))}`}
            </span>
            <progress
              className="thin-progress"
              value={index < at ? 1 : index === at ? (progress?.done ?? 0) : 0}
              aria-label={title}
            />
          </li>
        ))}
      </ol>
      <p className={styles['doing']} title={words}>
        {words}
      </p>
      <button type="button" className="quiet-button" onClick={cancel}>
        Cancel
      </button>
    </div>
  );
}

function nameOf({ step, name }: JudgeProgress, { layers }: Trace): string {
  if (step !== 'layers') return name;
  const layer = layers.find(({ id }) => id === name);
  return layer ? (layer.title ?? trackLook(layer.kind).title) : name;
}
