import { Undo2 } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { correctionWords } from '../timeline/sync-words.ts';
import { formatDuration } from '../base/time.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Drawer } from './Drawer.tsx';
import type { SessionStore, TraceSession } from './session-store.ts';
import { QUALITY_WORDS, syncLayers, type SyncLayer } from './sync-layers.ts';
import styles from './SyncDrawer.module.css';
import { SyncFile } from './SyncFile.tsx';
import { SyncLayerControls } from './SyncLayerControls.tsx';

export type CorrectionVerbs = Pick<SessionStore, 'correct' | 'undoCorrection'>;

interface SyncDrawerProps {
  readonly session: TraceSession;
  readonly verbs: CorrectionVerbs;
  /** id of the layer whose controls are shown; undefined: of none. */
  readonly chosen: string | undefined;
  readonly onChoose: (layer: string | undefined) => void;
  /** A file that was dropped, to be imported. */
  readonly offered: File | undefined;
  readonly onTaken: () => void;
  readonly onClose: () => void;
}

/**
 * How well the time of every layer is known, and how to correct it. It stands beside the panes and is no dialog: what
 * is corrected is to be seen meanwhile, and all keys stay what they are.
 */
export function SyncDrawer(props: SyncDrawerProps) {
  const { session, verbs, chosen, onChoose, offered, onTaken, onClose } = props;
  const drawer = useRef<HTMLElement>(null);
  useFocusWithin(drawer, chosen);
  const onFocus = useFocusKept(drawer);
  const layers = syncLayers(session.trace);
  return (
    <Drawer
      ref={drawer}
      title="Times of the layers"
      side="right"
      className={styles['drawer']}
      head={
        <IconButton
          icon={Undo2}
          label="Undo the last correction"
          disabled={session.corrected.length === 0}
          onClick={verbs.undoCorrection}
        />
      }
      onClose={onClose}
      onFocus={onFocus}
    >
      <ul className={styles['layers']}>
        {layers.map((entry) => {
          const { id } = entry.layer;
          const open = id === chosen;
          return (
            <li key={id} data-open={open || undefined}>
              <LayerHead entry={entry} open={open} onToggle={() => onChoose(open ? undefined : id)} />
              {open && <SyncLayerControls key={id} entry={entry} session={session} verbs={verbs} />}
            </li>
          );
        })}
      </ul>
      <SyncFile session={session} verbs={verbs} offered={offered} onTaken={onTaken} />
    </Drawer>
  );
}

interface LayerHeadProps {
  readonly entry: SyncLayer;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function LayerHead({ entry: { layer, title, colour, clock, correction }, open, onToggle }: LayerHeadProps) {
  const { quality, uncertainty } = clock;
  const words = correctionWords(correction);
  return (
    <h3 className={styles['head']}>
      <button
        type="button"
        data-layer={layer.id}
        data-quality={quality}
        aria-expanded={open}
        onClick={onToggle}
      >
        <i className={styles['chip']} style={{ background: `var(--track-${colour})` }} aria-hidden />
        <span className={styles['name']}>{title}</span>
        <span className={styles['quality']}>
          {QUALITY_WORDS[quality]}
          {uncertainty !== undefined && ` ± ${formatDuration(uncertainty)}`}
        </span>
        {words !== undefined && <span className={styles['correction']}>{words}</span>}
      </button>
    </h3>
  );
}

/** The focus goes to the layer that is asked for, and back to where it was when the drawer closes. */
function useFocusWithin(drawer: RefObject<HTMLElement | null>, chosen: string | undefined): void {
  const first = useRef(chosen);
  // In the layout phase: later, what had the focus would be gone from the page already.
  useLayoutEffect(() => {
    const { activeElement: before } = document;
    const { current } = drawer;
    const heads = [...(current?.querySelectorAll<HTMLElement>('button[data-layer]') ?? [])];
    const head = heads.find(({ dataset }) => dataset['layer'] === first.current) ?? heads[0];
    head?.focus();
    return () => {
      if (current?.contains(document.activeElement) && before instanceof HTMLElement) before.focus();
    };
  }, [drawer]);
}

/** A button that goes, or can do nothing more, leaves the focus to the drawer: else the keys would be lost with it. */
function useFocusKept(drawer: RefObject<HTMLElement | null>): (event: { readonly target: Element }) => void {
  const latest = useRef<Element>(undefined);
  useEffect(() => {
    const { activeElement } = document;
    const { current } = latest;
    if (!current || (activeElement !== document.body && activeElement !== current)) return;
    if (!current.isConnected || current.matches(':disabled')) drawer.current?.focus();
  });
  return ({ target }) => {
    latest.current = target;
  };
}
