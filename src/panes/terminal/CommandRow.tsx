import type { Command } from '../../trace/layers.ts';
import { useTimeWords } from '../../ui/time-words.ts';
import styles from './command-row.module.css';

interface CommandRowProps {
  readonly command: Command;
  readonly running: boolean;
  /** It starts after the playhead. */
  readonly ahead: boolean;
  /** Name of its terminal, where there are several. */
  readonly terminal: string | undefined;
}

export function CommandRow({ command, running, ahead, terminal }: CommandRowProps) {
  const words = useTimeWords();
  const { time, end, cwd } = command;
  return (
    <div className={styles['row']} data-ahead={ahead}>
      <ExitBadge exitCode={command.exitCode} running={running} />
      <span className={styles['line']} title={command.command}>
        {command.command}
      </span>
      <span className={styles['duration']}>{end === undefined ? '' : words.duration(end - time)}</span>
      <span className={styles['time']}>{words.moment(time)}</span>
      <span className={styles['place']} title={cwd}>
        {[terminal, cwd].filter((part) => part !== undefined).join(' · ')}
      </span>
    </div>
  );
}

interface ExitBadgeProps {
  readonly exitCode: number | undefined;
  readonly running: boolean;
}

function ExitBadge({ exitCode, running }: ExitBadgeProps) {
  if (running) return <Badge state="running" sign="" words="running" />;
  if (exitCode === undefined) return <Badge state="unknown" sign="?" words="exit code not recorded" />;
  if (exitCode === 0) return <Badge state="ok" sign="✓" words="exit code 0" />;
  return <Badge state="failed" sign={String(exitCode)} words={`exit code ${exitCode}`} />;
}

interface BadgeProps {
  readonly state: 'running' | 'unknown' | 'ok' | 'failed';
  readonly sign: string;
  readonly words: string;
}

function Badge({ state, sign, words }: BadgeProps) {
  return (
    <span className={styles['badge']} data-state={state} title={words}>
      <span aria-hidden="true">{sign}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
