import {
  CircleHelp,
  CloudOff,
  Command,
  Download,
  FolderOpen,
  LayoutPanelLeft,
  Link2,
  MessageSquare,
  Search,
  Settings,
  ShieldCheck,
  Timer,
  TriangleAlert,
} from 'lucide-react';
import { useContext } from 'react';
import type { Manifest } from '../schema/generated/types.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { BatchSteps } from './BatchSteps.tsx';
import { ClientContext } from './client-mode.ts';
import { LayoutSwitch } from './LayoutSwitch.tsx';
import type { LayoutStore } from './layout-store.ts';
import { useProblems } from './ProblemsDialog.tsx';
import type { TraceSession } from './session-store.ts';
import type { ShortcutVerbs } from './shortcuts.ts';
import styles from './TopBar.module.css';
import { useTrouble } from './use-trouble.ts';

interface TopBarProps {
  readonly session: TraceSession;
  readonly layouts: LayoutStore;
  readonly verbs: ShortcutVerbs;
  readonly onArrange: () => void;
  readonly onClose: () => void;
}

const MODE_WORDS: Readonly<Record<Manifest['session']['mode'], string>> = {
  live: 'recorded live',
  replayed: 'scripted, recorded live',
  reconstructed: 'reconstructed',
  synthetic: 'synthetic',
};

/** Which trace this is, what is wrong with it, and what concerns the whole window. */
export function TopBar({ session, layouts, verbs, onArrange, onClose }: TopBarProps) {
  const { task, session: recorded } = session.trace.manifest;
  const trouble = useTrouble(session.trace);
  const client = useContext(ClientContext);
  return (
    <header className={styles['bar']}>
      {client ? (
        <span className={styles['brand']}>
          <img src={ownIcon()} alt="" width={20} height={20} />
          Playhead
        </span>
      ) : (
        <button
          className={styles['brand']}
          onClick={onClose}
          aria-label="Playhead: close this trace"
          title="Close this trace"
        >
          <img src={ownIcon()} alt="" width={20} height={20} />
          Playhead
        </button>
      )}
      <BatchSteps />
      <h1 className={styles['title']} title={session.trace.label}>
        {task.title}
      </h1>
      {task.family !== 'x-unknown' && (
        <span className={styles['chip']}>{task.family.replace(/^x-/, '').replaceAll('_', ' ')}</span>
      )}
      <span className={styles['chip']}>{MODE_WORDS[recorded.mode]}</span>
      <span className={styles['space']} />
      <span className={styles['trouble']} role="status">
        {trouble && (
          <>
            <CloudOff size={14} aria-hidden /> {trouble} …
          </>
        )}
      </span>
      <ProblemsButton session={session} onClick={verbs.problems} />
      <IconButton icon={Search} label="Search the trace" command="search" onClick={verbs.search} />
      {!client && <IconButton icon={ShieldCheck} label="Quality" command="quality" onClick={verbs.quality} />}
      {!client && <IconButton icon={Timer} label="Times of the layers" command="sync" onClick={verbs.sync} />}
      {(!client || client.Reviews) && (
        <IconButton icon={MessageSquare} label="Review" command="review" onClick={verbs.review} />
      )}
      <LayoutSwitch layouts={layouts} />
      <IconButton icon={LayoutPanelLeft} label="Arrange the panes" onClick={onArrange} />
      <span className={styles['line']} />
      <IconButton icon={Command} label="All commands" command="palette" onClick={verbs.palette} />
      {(!client || session.address) && (
        <IconButton icon={Link2} label="Share a link" command="share-link" onClick={verbs.share} />
      )}
      {!client && (
        <IconButton icon={Download} label="Export data" command="export-data" onClick={verbs.exportData} />
      )}
      {!client && <IconButton icon={FolderOpen} label="Open a trace" command="open" onClick={verbs.open} />}
      <IconButton icon={Settings} label="Settings" command="settings" onClick={verbs.settings} />
      <IconButton icon={CircleHelp} label="Keyboard shortcuts" command="help" onClick={verbs.help} />
    </header>
  );
}

/** Where the page itself has it: in a page that is one file, it is part of that. */
function ownIcon(): string {
  return document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.href ?? '';
}

function ProblemsButton({
  session,
  onClick,
}: {
  readonly session: TraceSession;
  readonly onClick: () => void;
}) {
  const problems = useProblems(session);
  const serious = problems.filter(({ severity }) => severity !== 'info').length;
  const worst = problems.some(({ severity }) => severity === 'error')
    ? 'error'
    : serious > 0
      ? 'warning'
      : undefined;
  const label = serious === 0 ? 'No problems' : serious === 1 ? '1 problem' : `${serious} problems`;
  return (
    <button className={styles['problems']} data-severity={worst} onClick={onClick}>
      <TriangleAlert size={15} aria-hidden />
      {label}
    </button>
  );
}
