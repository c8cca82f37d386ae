import { useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import styles from './TimeSplitter.module.css';

/** In CSS pixels. */
const MIN = 84;
const STEP = 16;

interface TimeSplitterProps {
  /** What is below the line. */
  readonly below: RefObject<HTMLElement | null>;
  /** Height of what is below, in CSS pixels; undefined: as it is to begin with. */
  readonly height: number | undefined;
  readonly onChange: (height: number | undefined) => void;
}

/** The line between the panes and the timeline: dragged, or moved by arrow keys; a double-click or Home puts it back. */
export function TimeSplitter({ below, height, onChange }: TimeSplitterProps) {
  const grip = useRef<{ readonly y: number; readonly height: number }>(undefined);
  const current = (): number => below.current?.getBoundingClientRect().height ?? MIN;
  const set = (next: number): void =>
    onChange(Math.round(Math.min(Math.max(MIN, next), window.innerHeight * 0.7)));
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { y: event.clientY, height: current() };
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (grip.current) set(grip.current.height + grip.current.y - event.clientY);
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
      aria-valuemax={Math.round(window.innerHeight * 0.7)}
      aria-valuenow={height ?? MIN}
      aria-valuetext={height === undefined ? 'as it is to begin with' : `${height} pixels`}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        grip.current = undefined;
      }}
      onPointerCancel={() => {
        grip.current = undefined;
      }}
      onDoubleClick={() => onChange(undefined)}
      onKeyDown={onKeyDown}
    />
  );
}
