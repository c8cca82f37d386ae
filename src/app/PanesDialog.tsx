import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Maximize2, type LucideIcon } from 'lucide-react';
import { Dialog } from '../ui/Dialog.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import type { ArrangementName } from './arrangements.ts';
import type { Edge } from './layout-model.ts';
import styles from './PanesDialog.module.css';

interface PanesDialogProps {
  readonly panes: readonly { readonly id: string; readonly title: string }[];
  readonly onMove: (pane: string, edge: Edge) => void;
  readonly onMaximize: (pane: string) => void;
  readonly onArrange: (name: ArrangementName) => void;
  readonly onClose: () => void;
}

const EDGES: readonly (readonly [edge: Edge, icon: LucideIcon])[] = [
  ['left', ArrowLeft],
  ['right', ArrowRight],
  ['top', ArrowUp],
  ['bottom', ArrowDown],
];

const NAMES: readonly ArrangementName[] = ['inspect', 'review', 'share'];

/** What dragging does with a pointer, for the keyboard. */
export function PanesDialog({ panes, onMove, onMaximize, onArrange, onClose }: PanesDialogProps) {
  return (
    <Dialog title="Arrange the panes" onClose={onClose}>
      <p className={styles['hint']}>
        With a pointer: drag a pane by its name, drag the lines between panes, double-click a name to
        maximize.
      </p>
      <ul className={styles['list']}>
        {panes.map(({ id, title }) => (
          <li key={id}>
            <span>{title}</span>
            {EDGES.map(([edge, icon]) => (
              <IconButton
                key={edge}
                icon={icon}
                label={`Move ${title} to the ${edge}`}
                onClick={() => onMove(id, edge)}
              />
            ))}
            <IconButton
              icon={Maximize2}
              label={`Maximize ${title}, or restore it`}
              onClick={() => {
                onMaximize(id);
                onClose();
              }}
            />
          </li>
        ))}
      </ul>
      <p className={styles['hint']}>Or all of them as it is usual to …</p>
      <div className={styles['arrangements']}>
        {NAMES.map((name) => (
          <button key={name} onClick={() => onArrange(name)}>
            {name}
          </button>
        ))}
      </div>
    </Dialog>
  );
}
