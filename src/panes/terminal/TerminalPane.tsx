import { describeProblem } from '../../base/describe-error.ts';
import { useId, useState } from 'react';
import { CausedBy } from '../../timeline/CausedBy.tsx';
import { GapNotice } from '../../timeline/GapNotice.tsx';
import { Reading } from '../../ui/Reading.tsx';
import type { PaneProps } from '../pane.tsx';
import { CommandList } from './CommandList.tsx';
import type { TerminalData } from './terminal-data.ts';
import styles from './terminal-pane.module.css';
import { TerminalTabs } from './TerminalTabs.tsx';
import { TerminalView } from './TerminalView.tsx';
import { useActiveTerminal } from './use-active-terminal.ts';
import { useCommandReport } from './use-command-report.ts';
import { useRecordings, type Recordings } from './use-recordings.ts';

export function TerminalPane({ data, clock, report }: PaneProps<TerminalData>) {
  const recordings = useRecordings(data, clock);
  if (!recordings) return <Reading what="Reading the terminal recording …" of={data.terminals[0]?.content} />;
  return <Session recordings={recordings} data={data} clock={clock} report={report} />;
}

interface SessionProps extends Pick<PaneProps<TerminalData>, 'data' | 'clock' | 'report'> {
  readonly recordings: Recordings;
}

function Session({ recordings, data, clock, report }: SessionProps) {
  const { terminals, commands, failed } = recordings;
  const [listOpen, setListOpen] = useState(true);
  const { active, picked, pick } = useActiveTerminal(terminals, clock);
  const listId = useId();
  const screenId = useId();
  const hasCommands = commands.track.length > 0;
  useCommandReport(terminals.length === 0, commands, clock, report);
  return (
    <div className={styles['pane']}>
      <header className={styles['bar']}>
        {active && (
          <TerminalTabs
            terminals={terminals}
            active={active}
            picked={picked}
            onPick={pick}
            screenId={screenId}
          />
        )}
        {hasCommands && (
          <button
            type="button"
            className={styles['toggle']}
            aria-expanded={listOpen}
            aria-controls={listId}
            onClick={() => setListOpen(!listOpen)}
          >
            Commands <span className={styles['count']}>{commands.track.length}</span>
          </button>
        )}
      </header>
      {failed.map(({ id, title, error }) => (
        <output key={id} className={styles['failure']}>
          {title} cannot be shown. {describeProblem(error).title}
        </output>
      ))}
      <div className={styles['split']}>
        {active && (
          <TerminalView
            id={screenId}
            terminals={terminals}
            active={active}
            picked={picked}
            commands={commands}
            clock={clock}
            report={report}
          />
        )}
        {!active && !hasCommands && failed.length === 0 && (
          <p className={styles['message']}>Nothing was run and nothing was printed.</p>
        )}
        {hasCommands && (
          <section
            id={listId}
            className={styles['commands']}
            data-alone={!active}
            hidden={!listOpen}
            aria-label="Commands"
          >
            {listOpen && <CommandList log={commands} terminals={terminals} clock={clock} />}
          </section>
        )}
      </div>
      <GapNotice layers={data.terminals} shown={active?.id} clock={clock} />
      <CausedBy layers={data.commands} what="command" clock={clock} />
    </div>
  );
}
