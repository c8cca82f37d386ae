import { CircleAlert, CircleX, Info } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { describeProblem } from '../base/describe-error.ts';
import type { Problem } from '../base/errors.ts';
import { formatTimecode } from '../base/time.ts';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './ProblemsDialog.module.css';
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
        <p className={styles['none']}>None: every file that was read is whole and as recorded.</p>
      ) : null}
      <ul className={styles['list']}>
        {ORDER.flatMap((severity) => problems.filter((problem) => problem.severity === severity)).map(
          (problem) => (
            <Row
              key={`${problem.code} ${JSON.stringify(problem.details)}`}
              problem={problem}
              onSeek={() => {
                if (problem.at !== undefined) session.clock.seek(problem.at);
                onClose();
              }}
            />
          ),
        )}
      </ul>
    </Dialog>
  );
}

function Row({ problem, onSeek }: { readonly problem: Problem; readonly onSeek: () => void }) {
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
          {formatTimecode(problem.at)}
        </button>
      )}
    </li>
  );
}
