import { useEffect, useRef, useState } from 'react';
import { useFoundText } from '../../timeline/found-link.ts';
import type { PaneProps } from '../pane.tsx';
import type { CommandLog } from './command-log.ts';
import { LinkNotice } from './LinkNotice.tsx';
import { TerminalDeck } from './terminal-deck.ts';
import type { Recording, TerminalData } from './terminal-data.ts';
import styles from './terminal-pane.module.css';

interface TerminalViewProps extends Pick<PaneProps<TerminalData>, 'clock' | 'report'> {
  readonly id: string;
  readonly terminals: readonly Recording[];
  readonly active: Recording;
  /** id of the chosen terminal; undefined while the pane follows the latest output. */
  readonly picked: string | undefined;
  readonly commands: CommandLog;
}

/** The screen of the terminal in sight. */
export function TerminalView({ id, terminals, active, picked, commands, clock, report }: TerminalViewProps) {
  const stage = useRef<HTMLDivElement>(null);
  const [deck, setDeck] = useState<TerminalDeck>();
  const [failure, setFailure] = useState<{ readonly error: unknown }>();
  const [link, setLink] = useState<string>();

  useEffect(() => {
    if (!stage.current) return undefined;
    const created = new TerminalDeck(terminals, stage.current, clock, {
      onShown: ({ id: terminal, ...screen }, now) => {
        report({ terminal, ...screen, ...commands.stateAt(terminal, now) });
      },
      onError: (error) => setFailure({ error }),
      onLink: setLink,
    });
    setDeck(created);
    return () => created.dispose();
  }, [terminals, commands, clock, report]);

  useEffect(() => deck?.pick(picked), [deck, picked]);
  const found = useFoundText();
  useEffect(() => deck?.find(found), [deck, found]);

  // Thrown here, it reaches the error boundary that the shell gives every pane.
  if (failure) throw failure.error;

  return (
    <div id={id} className={styles['view']} role={terminals.length > 1 ? 'tabpanel' : undefined}>
      <div ref={stage} className={styles['stage']} />
      {active.terminal.chunks.ofKind('output').length === 0 && (
        <p className={styles['empty']}>Nothing was printed.</p>
      )}
      {link !== undefined && <LinkNotice address={link} onClose={() => setLink(undefined)} />}
    </div>
  );
}
