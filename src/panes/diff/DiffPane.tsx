import { useState } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { useClock } from '../../timeline/use-clock.ts';
import type { PaneProps } from '../pane.tsx';
import { CodeView } from './CodeView.tsx';
import { rowsAt, type Against, type DiffPaneData } from './diff-data.ts';
import styles from './diff-pane.module.css';
import { FileList } from './FileList.tsx';
import { useComparison } from './use-comparison.ts';
import { useWorkspace, type OpenWorkspace } from './use-workspace.ts';

export function DiffPane({ data, clock, report }: PaneProps<DiffPaneData>) {
  const open = useWorkspace(data, clock);
  if (!open) return <p className={styles['message']}>Reading the edits…</p>;
  return <Session open={open} clock={clock} report={report} baseCommit={data.baseCommit} />;
}

interface SessionProps extends Pick<PaneProps<DiffPaneData>, 'clock' | 'report'> {
  readonly open: OpenWorkspace;
  readonly baseCommit: string | undefined;
}

function Session({ open, clock, report, baseCommit }: SessionProps) {
  const { workspace, bases, failed } = open;
  const [picked, setPicked] = useState<number>();
  const [against, setAgainst] = useState<Against>('base');
  const { comparison, ready, drawn } = useComparison(open, clock, picked, against);
  // It changes exactly when the rows may.
  useClock(clock, (now) => workspace.eventsUntil(now));
  const rows = rowsAt(workspace, bases, clock.now());
  return (
    <div className={styles['pane']}>
      {failed.map(({ title, error }) => (
        <output key={title} className={styles['failure']}>
          {title} cannot be shown. {describeProblem(error).title}
        </output>
      ))}
      <div className={styles['split']}>
        <section className={styles['files']} aria-label="Files of the workspace">
          <FileList rows={rows} shown={comparison?.target.file.id} onPick={setPicked} />
        </section>
        <CodeView
          comparison={comparison}
          ready={ready}
          baseCommit={baseCommit}
          following={picked === undefined}
          against={against}
          clock={clock}
          onAgainst={setAgainst}
          onFollow={() => setPicked(undefined)}
          onDrawn={drawn}
          report={report}
        />
      </div>
    </div>
  );
}
