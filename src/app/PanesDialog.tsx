import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Eye,
  EyeOff,
  Maximize2,
  RotateCcw,
  type LucideIcon,
} from 'lucide-react';
import { useStore } from 'zustand';
import { Dialog } from '../ui/Dialog.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { movePane, toggleMaximized, type Edge, type PaneTab } from './layout-model.ts';
import type { LayoutStore } from './layout-store.ts';
import { LayoutSwitch } from './LayoutSwitch.tsx';
import styles from './PanesDialog.module.css';

interface PanesDialogProps {
  readonly panes: readonly PaneTab[];
  readonly layouts: LayoutStore;
  readonly onClose: () => void;
}

const EDGES: readonly (readonly [edge: Edge, icon: LucideIcon])[] = [
  ['left', ArrowLeft],
  ['right', ArrowRight],
  ['top', ArrowUp],
  ['bottom', ArrowDown],
];

/** What dragging does with a pointer, for the keyboard. */
export function PanesDialog({ panes, layouts, onClose }: PanesDialogProps) {
  const { hidden, model, hide, show, reset, changed } = useStore(layouts);
  return (
    <Dialog title="Arrange the panes" onClose={onClose}>
      <p className={styles['hint']}>
        With a pointer: drag a pane by its name, drag the lines between panes, double-click a name to
        maximize.
      </p>
      <ul className={styles['list']}>
        {panes.map(({ id, title }) => {
          const away = hidden.includes(id);
          return (
            <li key={id} data-away={away || undefined}>
              <IconButton
                icon={away ? EyeOff : Eye}
                label={`Show ${title}`}
                aria-pressed={!away}
                onClick={() => (away ? show(id) : hide(id))}
              />
              <span>{title}</span>
              {EDGES.map(([edge, icon]) => (
                <IconButton
                  key={edge}
                  icon={icon}
                  label={`Move ${title} to the ${edge}`}
                  disabled={away}
                  onClick={() => {
                    movePane(model, id, edge);
                    changed();
                  }}
                />
              ))}
              <IconButton
                icon={Maximize2}
                label={`Maximize ${title}, or restore it`}
                disabled={away}
                onClick={() => {
                  toggleMaximized(model, id);
                  changed();
                  onClose();
                }}
              />
            </li>
          );
        })}
      </ul>
      <p className={styles['hint']}>Each layout stays as you leave it.</p>
      <div className={styles['layouts']}>
        <LayoutSwitch layouts={layouts} />
        <button type="button" className="quiet-button" onClick={reset}>
          <RotateCcw size={14} aria-hidden />
          Reset this layout
        </button>
      </div>
    </Dialog>
  );
}
