import { lazy, Suspense } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { CommandPalette } from '../ui/CommandPalette.tsx';
import { isMac } from '../ui/chord.ts';
import { HelpDialog } from './HelpDialog.tsx';
import { visiblePanes, type PaneTab } from './layout-model.ts';
import type { BatchAround } from './batch-around.ts';
import type { Linked } from './link/view-state.ts';
import { destinationItem, paletteItems } from './palette-items.ts';
import { PanesDialog } from './PanesDialog.tsx';
import { ProblemsDialog } from './ProblemsDialog.tsx';
import type { TraceSession } from './session-store.ts';
import { SettingsDialog } from './SettingsDialog.tsx';
import type { SettingsStore } from './settings-store.ts';
import type { Shortcut, ShortcutVerbs } from './shortcuts.ts';

const ExportDialog = lazy(async () => ({
  default: (await import('./export/ExportDialog.tsx')).ExportDialog,
}));
const ExportDataDialog = lazy(async () => ({
  default: (await import('./export-data/ExportDataDialog.tsx')).ExportDataDialog,
}));
const RedactDialog = lazy(async () => ({
  default: (await import('./export/RedactDialog.tsx')).RedactDialog,
}));
const ShareDialog = lazy(async () => ({ default: (await import('./link/ShareDialog.tsx')).ShareDialog }));

export type DialogName =
  | 'help'
  | 'problems'
  | 'palette'
  | 'settings'
  | 'panes'
  | 'share'
  | 'export'
  | 'data'
  | 'training'
  | 'redact';

interface DialogsProps {
  /** The one that is open. */
  readonly dialog: DialogName | undefined;
  readonly session: TraceSession;
  readonly settings: StoreApi<SettingsStore>;
  readonly shortcuts: readonly Shortcut[];
  readonly verbs: ShortcutVerbs;
  readonly panes: readonly PaneTab[];
  readonly linked: Linked;
  /** The batch that the trace was opened from. */
  readonly around: BatchAround | undefined;
  /** Shows a short word. */
  readonly say: (text: string) => void;
  /** Opens another in its place; undefined: none. */
  readonly onOpen: (dialog: DialogName | undefined) => void;
}

/** The dialogs of an open trace. */
export function Dialogs(props: DialogsProps) {
  const { dialog, session, settings, shortcuts, verbs, panes, linked, around, say, onOpen } = props;
  const { layouts } = linked;
  const onClose = (): void => onOpen(undefined);
  switch (dialog) {
    case undefined:
      return null;
    case 'help':
      return <HelpDialog shortcuts={shortcuts} onChangeKeys={() => onOpen('settings')} onClose={onClose} />;
    case 'problems':
      return <ProblemsDialog session={session} onClose={onClose} />;
    case 'settings':
      return <SettingsDialog settings={settings} onClose={onClose} />;
    case 'panes':
      return <PanesDialog panes={panes} layouts={layouts} onClose={onClose} />;
    case 'share':
      return (
        <Suspense>
          <ShareDialog
            linked={linked}
            frame={session.frame.getState()?.index}
            around={around}
            say={say}
            onClose={onClose}
          />
        </Suspense>
      );
    case 'export':
      return (
        <Suspense>
          <ExportDialog
            session={session}
            panes={panes}
            front={() => visiblePanes(layouts.getState().model)}
            onClose={onClose}
          />
        </Suspense>
      );
    case 'data':
    case 'training':
      return (
        <Suspense>
          <ExportDataDialog
            session={session}
            training={dialog === 'training'}
            onClient={() => onOpen('export')}
            onClose={onClose}
          />
        </Suspense>
      );
    case 'redact':
      return (
        <Suspense>
          <RedactDialog session={session} onClose={onClose} />
        </Suspense>
      );
    case 'palette': {
      const { change } = settings.getState();
      const sources = { session, shortcuts, verbs, panes, layouts, changeSettings: change, mac: isMac() };
      return (
        <CommandPalette
          items={paletteItems(sources)}
          itemFor={(words) => destinationItem(session, words)}
          onClose={onClose}
        />
      );
    }
  }
}
