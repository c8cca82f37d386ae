import { CircleAlert, CircleX, Info } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { describeProblem } from '../base/describe-error.ts';
import { formatBytes } from '../base/error-words.ts';
import type { Problem } from '../base/errors.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { useTimeWords } from '../ui/time-words.ts';
import type { MediaCheck } from './media-check.ts';
import styles from './ProblemsDialog.module.css';
import { PlainHttpNote } from './PlainHttpNote.tsx';
import type { TraceSession } from './session-store.ts';

const ICONS = { error: CircleX, warning: CircleAlert, info: Info };
const ORDER = ['error', 'warning', 'info'] as const;

export function useProblems({ trace }: TraceSession): readonly Problem[] {
  return useSyncExternalStore(trace.problems.subscribe, () => trace.problems.all);
}

/** Everything that was found wrong with the trace, worst first; a time seeks there. */
export function ProblemsDialog({
  session,
  onClose,
}: {
  readonly session: TraceSession;
  readonly onClose: () => void;
}) {
  const problems = useProblems(session);
  return (
    <Dialog title="Problems of this trace" wide onClose={onClose}>
      {problems.length === 0 ? (
        <p className={styles['none']}>None: every file that was read whole is as it was recorded.</p>
      ) : null}
      <PlainHttpNote className={styles['unchecked']} />
      <Unchecked check={session.mediaCheck} />
      <ul className={styles['list']}>
        {ORDER.flatMap((severity) => problems.filter((problem) => problem.severity === severity)).map(
          (problem) => (
            <Row
              key={`${problem.code} ${JSON.stringify(problem.details)}`}
              problem={problem}
              onSeek={() => {
                if (problem.at !== undefined) session.clock.seek(problem.at, true);
                onClose();
              }}
            />
          ),
        )}
      </ul>
    </Dialog>
  );
}

/** Media that are read in parts, of which nobody can tell whether they are as recorded until all of them is read. */
function Unchecked({ check }: { readonly check: MediaCheck }) {
  const { left, bytes, done } = useSyncExternalStore(check.subscribe, check.getState);
  if (left === 0) return null;
  const files = left === 1 ? '1 video or sound is' : `${left} videos and sounds are`;
  return (
    <div className={styles['unchecked']}>
      <p>
        {files} read in parts, and not compared with the SHA-256 in the manifest.
        <span className={styles['advice']}> It takes reading all of it: {formatBytes(bytes)}.</span>
      </p>
      {done === undefined ? (
        <button className="quiet-button" onClick={() => void check.all()}>
          Compare now
        </button>
      ) : (
        <progress value={done} aria-label="Compared" />
      )}
    </div>
  );
}

function Row({ problem, onSeek }: { readonly problem: Problem; readonly onSeek: () => void }) {
  const words = useTimeWords();
  const { title, advice } = describeProblem(problem);
  const Icon = ICONS[problem.severity];
  return (
    <li data-severity={problem.severity}>
      <Icon size={17} aria-label={problem.severity} role="img" />
      <div>
        <p>{title}</p>
        {advice ? <p className={styles['advice']}>{advice}</p> : null}
      </div>
      {problem.at === undefined ? null : (
        <button className="quiet-button tabular" onClick={onSeek}>
          {words.moment(problem.at)}
        </button>
      )}
    </li>
  );
}
