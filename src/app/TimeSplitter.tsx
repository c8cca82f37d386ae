import { useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import styles from './TimeSplitter.module.css';

/** In CSS pixels. */
const MIN = 84;
const STEP = 16;
/** Of the window. */
const MAX_SHARE = 0.7;

interface TimeSplitterProps {
  /** What is below the line. */
  readonly below: RefObject<HTMLElement | null>;
  /** Height of what is below, in CSS pixels; undefined: as it is to begin with. */
  readonly height: number | undefined;
  /** While it is dragged: only the place is to be changed. */
  readonly onDrag: (height: number) => void;
  /** To be kept. */
  readonly onChange: (height: number | undefined) => void;
}

/** The line between the panes and the timeline: dragged, or moved by arrow keys; a double-click or Home puts it back. */
export function TimeSplitter({ below, height, onDrag, onChange }: TimeSplitterProps) {
  const grip = useRef<{ readonly y: number; readonly height: number }>(undefined);
  const current = (): number => below.current?.getBoundingClientRect().height ?? MIN;
  const bounded = (next: number): number =>
    Math.round(Math.min(Math.max(MIN, next), window.innerHeight * MAX_SHARE));
  const set = (next: number): void => onChange(bounded(next));
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { y: event.clientY, height: current() };
  };
  const onPointerMove = (event: PointerEvent): void => {
    const { current: held } = grip;
    if (held) onDrag(bounded(held.height + held.y - event.clientY));
  };
  const onRelease = (): void => {
    if (grip.current && current() !== grip.current.height) set(current());
    grip.current = undefined;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowUp') set(current() + STEP);
    else if (event.key === 'ArrowDown') set(current() - STEP);
    else if (event.key === 'Home') onChange(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      className={styles['splitter']}
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label="Height of the timeline"
      aria-valuemin={MIN}
      aria-valuemax={Math.round(window.innerHeight * MAX_SHARE)}
      aria-valuenow={height ?? MIN}
      aria-valuetext={height === undefined ? 'as it is to begin with' : `${height} pixels`}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onRelease}
      onPointerCancel={onRelease}
      onDoubleClick={() => onChange(undefined)}
      onKeyDown={onKeyDown}
    />
  );
}
