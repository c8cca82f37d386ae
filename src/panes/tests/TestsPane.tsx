import { useId } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { usePaneView } from '../../timeline/pane-views.ts';
import { useLoaded } from '../../timeline/use-loaded.ts';
import { ModeTabs } from '../../ui/ModeTabs.tsx';
import { Reading } from '../../ui/Reading.tsx';
import type { PaneProps } from '../pane.tsx';
import { LintView } from './LintView.tsx';
import type { TestsData, TestsMode, TestsSession } from './session.ts';
import styles from './tests-pane.module.css';
import { TestsView } from './TestsView.tsx';

const TITLES: Readonly<Record<TestsMode, string>> = { tests: 'Tests', lint: 'Lint' };

export function TestsPane({ data, clock, report }: PaneProps<TestsData>) {
  const session = useLoaded(data.session, clock, 'tests');
  if (!session) return <Reading what="Reading the runs …" />;
  return <Session session={session} modes={data.modes} clock={clock} report={report} />;
}

interface SessionProps extends Pick<PaneProps<TestsData>, 'clock' | 'report'> {
  readonly session: TestsSession;
  readonly modes: TestsData['modes'];
}

function Session({ session, modes, clock, report }: SessionProps) {
  const first = modes[0] ?? 'tests';
  const [chosen, choose] = usePaneView('tests.view');
  const mode = modes.find((one) => one === chosen) ?? first;
  const viewId = useId();
  const View = mode === 'tests' ? TestsView : LintView;
  return (
    <div className={styles['pane']}>
      {modes.length > 1 && (
        <ModeTabs
          modes={modes}
          titles={TITLES}
          mode={mode}
          onMode={(next) => choose(next === first ? undefined : next)}
          viewId={viewId}
        />
      )}
      {session.failed.map(({ title, error }) => (
        <output key={title} className={styles['failure']}>
          {title} cannot be shown. {describeProblem(error).title}
        </output>
      ))}
      <div
        id={viewId}
        className={styles['view']}
        {...(modes.length > 1 && { role: 'tabpanel', 'aria-labelledby': `${viewId}-${mode}` })}
      >
        <View session={session} clock={clock} report={report} />
      </div>
    </div>
  );
}
