import { Copy, Download, Film, ImageDown } from 'lucide-react';
import { useId, useRef, useState, type ReactNode, type RefObject } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { asTraceError } from '../../base/errors.ts';
import type { TraceLayer } from '../../trace/layers.ts';
import type { Voice } from '../../trace/trace.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { readKept, writeKept } from '../../ui/kept.ts';
import type { PaneProps } from '../pane.tsx';
import { ClipDialog } from './ClipDialog.tsx';
import { pictureName } from './save-names.ts';
import { canCopy, copyPicture, saveFile, takePicture } from './save-picture.ts';
import styles from './SaveMenu.module.css';
import type { Snapshot, Stage } from './stage.ts';

interface SaveMenuProps {
  /** What files are called after. */
  readonly name: string;
  readonly stage: RefObject<Stage | null>;
  readonly voices: readonly TraceLayer<Voice>[];
  readonly range: PaneProps<unknown>['range'];
}

const KEY = 'playhead.video.v1';
const NOT_SHOWN = 'The recording is not shown, so there is nothing to save.';
/** Room between the button and its menu in CSS pixels, and to the window's edge at least. */
const GAP = 4;

/** The button that saves what is on screen, and its menu. */
export function SaveMenu({ name, stage, voices, range }: SaveMenuProps) {
  const id = useId();
  const button = useRef<HTMLDivElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [note, setNote] = useState<ReactNode>();
  const [withOverlays, setWithOverlays] = useState(() => readKept(KEY)['saveOverlays'] !== false);
  const [clipOf, setClipOf] = useState<Snapshot>();

  const place = (): void => {
    const from = button.current?.getBoundingClientRect();
    if (!from || !menu.current) return;
    const { style, offsetWidth } = menu.current;
    style.top = `${from.bottom + GAP}px`;
    style.left = `${Math.max(GAP, Math.min(from.right, innerWidth - GAP) - offsetWidth)}px`;
  };
  /** Does it with what is on screen, and says what became of it. */
  const act = (what: (snapshot: Snapshot) => Promise<ReactNode>): void => {
    const snapshot = stage.current?.snapshot();
    if (snapshot?.presented.place !== 'inside') {
      setNote(snapshot ? 'There is no frame at this moment.' : NOT_SHOWN);
      return;
    }
    setNote(undefined);
    what(snapshot).then(setNote, (error: unknown) => setNote(wordsFor(error)));
  };
  const save = (): void =>
    act(async (snapshot) => {
      const file = pictureName(name, snapshot.presented, snapshot.time);
      saveFile(await takePicture(snapshot, withOverlays), file);
      return <>Saved as {file}</>;
    });
  const copy = (): void =>
    act(async (snapshot) => {
      await copyPicture(takePicture(snapshot, withOverlays));
      const { exact, frame } = snapshot.presented;
      return exact === true ? `Copied frame ${frame}` : 'Copied a frame that is not verified';
    });
  const clip = (): void => {
    const snapshot = stage.current?.snapshot();
    if (!snapshot) {
      setNote(NOT_SHOWN);
      return;
    }
    menu.current?.hidePopover();
    setClipOf(snapshot);
  };
  const change = (next: boolean): void => {
    setWithOverlays(next);
    writeKept(KEY, { ...readKept(KEY), saveOverlays: next });
  };

  return (
    <div ref={button} className={styles['save']}>
      <IconButton
        icon={Download}
        label="Save picture or clip"
        popoverTarget={id}
        aria-haspopup="dialog"
        data-save
      />
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="dialog"
        aria-label="Save picture or clip"
        className={styles['menu']}
        onToggle={({ newState }) => {
          if (newState === 'open') place();
          else setNote(undefined);
        }}
      >
        <button type="button" disabled={!canCopy()} onClick={copy}>
          <Copy size={15} aria-hidden /> Copy picture
        </button>
        {canCopy() ? null : <p className={styles['hint']}>Copying needs https or localhost.</p>}
        <button type="button" onClick={save}>
          <ImageDown size={15} aria-hidden /> Save picture
        </button>
        <button type="button" onClick={clip}>
          <Film size={15} aria-hidden /> Save clip …
        </button>
        <label className={styles['choice']}>
          <input type="checkbox" checked={withOverlays} onChange={({ target }) => change(target.checked)} />
          With overlays
        </label>
        <p role="status" className={styles['note']}>
          {note}
        </p>
      </div>
      {clipOf ? (
        <ClipDialog
          name={name}
          snapshot={clipOf}
          range={range?.getState()}
          voices={voices}
          withOverlays={withOverlays}
          onOverlays={change}
          onClose={() => setClipOf(undefined)}
        />
      ) : null}
    </div>
  );
}

function wordsFor(error: unknown): string {
  // What a browser says of a clipboard that a person closed to the page.
  if (error instanceof DOMException && error.name === 'NotAllowedError')
    return 'The browser did not allow it.';
  const { title } = describeProblem(asTraceError(error));
  return title;
}
