import { usePaneView } from '../../timeline/pane-views.ts';
import { useLoaded } from '../../timeline/use-loaded.ts';
import { ModeView } from '../../ui/ModeView.tsx';
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
  const View = mode === 'tests' ? TestsView : LintView;
  return (
    <div className={styles['pane']}>
      <ModeView
        modes={modes}
        titles={TITLES}
        mode={mode}
        onMode={(next) => choose(next === first ? undefined : next)}
        failed={session.failed}
      >
        <View session={session} clock={clock} report={report} />
      </ModeView>
    </div>
  );
}
