import {
  CircleHelp,
  FolderOpen,
  Link2,
  LayoutPanelLeft,
  Monitor,
  Moon,
  Sun,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { Manifest } from '../schema/generated/types.ts';
import { IconButton } from '../ui/IconButton.tsx';
import type { ArrangementName } from './arrangements.ts';
import type { Edge } from './layout-model.ts';
import { PanesDialog } from './PanesDialog.tsx';
import { useProblems } from './ProblemsDialog.tsx';
import type { TraceSession } from './session-store.ts';
import type { SettingsStore, ThemeChoice } from './settings-store.ts';
import styles from './TopBar.module.css';

interface TopBarProps {
  readonly session: TraceSession;
  readonly settings: StoreApi<SettingsStore>;
  readonly panes: readonly { readonly id: string; readonly title: string }[];
  readonly onOpen: () => void;
  readonly onClose: () => void;
  readonly onHelp: () => void;
  readonly onProblems: () => void;
  readonly onCopyLink: () => void;
  readonly onMove: (pane: string, edge: Edge) => void;
  readonly onMaximize: (pane: string) => void;
  readonly onArrange: (name: ArrangementName) => void;
}

const MODE_WORDS: Readonly<Record<Manifest['session']['mode'], string>> = {
  live: 'recorded live',
  replayed: 'scripted, recorded live',
  reconstructed: 'reconstructed',
  synthetic: 'synthetic',
};

/** Which trace this is, what is wrong with it, and what concerns the whole window. */
export function TopBar(props: TopBarProps) {
  const { session } = props;
  const { task, session: recorded } = session.trace.manifest;
  const [arranging, setArranging] = useState(false);
  return (
    <header className={styles['bar']}>
      <button
        className={styles['brand']}
        onClick={props.onClose}
        aria-label="Playhead: close this trace"
        title="Close this trace"
      >
        <img src="./icons/playhead.svg" alt="" width={20} height={20} />
        Playhead
      </button>
      <h1 className={styles['title']} title={session.trace.label}>
        {task.title}
      </h1>
      <span className={styles['chip']}>{task.family.replace(/^x-/, '').replaceAll('_', ' ')}</span>
      <span className={styles['chip']}>{MODE_WORDS[recorded.mode]}</span>
      <span className={styles['space']} />
      <ProblemsButton session={session} onClick={props.onProblems} />
      <IconButton
        icon={Link2}
        label="Copy a link to this moment"
        shortcut="Shift+U"
        onClick={props.onCopyLink}
      />
      <IconButton icon={LayoutPanelLeft} label="Arrange the panes" onClick={() => setArranging(true)} />
      <ThemeButton settings={props.settings} />
      <IconButton icon={CircleHelp} label="Keyboard shortcuts" shortcut="?" onClick={props.onHelp} />
      <IconButton icon={FolderOpen} label="Open a trace" shortcut="Ctrl+O" onClick={props.onOpen} />
      {arranging ? <PanesDialog {...props} onClose={() => setArranging(false)} /> : null}
    </header>
  );
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

const NEXT_THEME: Readonly<Record<ThemeChoice, ThemeChoice>> = {
  system: 'dark',
  dark: 'light',
  light: 'system',
};
const THEME_LOOK: Readonly<Record<ThemeChoice, readonly [icon: LucideIcon, label: string]>> = {
  system: [Monitor, 'Theme: as the system'],
  dark: [Moon, 'Theme: dark'],
  light: [Sun, 'Theme: light'],
};

function ThemeButton({ settings }: Pick<TopBarProps, 'settings'>) {
  const theme = useStore(settings, (store) => store.theme);
  const [icon, label] = THEME_LOOK[theme];
  return (
    <IconButton
      icon={icon}
      label={label}
      onClick={() => settings.getState().chooseTheme(NEXT_THEME[theme])}
    />
  );
}
