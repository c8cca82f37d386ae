import { useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TraceTime } from '../base/time.ts';
import { useTimeWords } from '../ui/time-words.ts';
import type { Films } from './films.ts';
import { HoverPicture } from './HoverPicture.tsx';
import type { TrackColour } from './track-look.ts';
import styles from './timeline.module.css';

/** What the pointer is on; places are CSS pixels of the window. */
export interface Hovered {
  readonly x: number;
  readonly y: number;
  readonly time: TraceTime;
  /** The lane; undefined on the ruler. */
  readonly lane: { readonly id: string; readonly title: string; readonly colour: TrackColour } | undefined;
  /** What happened there. */
  readonly text: string | undefined;
}

export type HoverStore = StoreApi<{ readonly hovered: Hovered | undefined }>;

/** One a timeline: only the card listens, so that moving the pointer renders nothing else. */
export function createHoverStore(): HoverStore {
  return createStore(() => ({ hovered: undefined }));
}

/** Distance from the pointer, and from the window's edges, in CSS pixels. */
const OFFSET = 16;
const EDGE = 8;

interface HoverCardProps {
  readonly store: HoverStore;
  /** For the picture of that moment; undefined where no pictures are to be had. */
  readonly films: Films | undefined;
}

/** Says what is under the pointer, above it or, where there is no room, below it. */
export function HoverCard({ store, films }: HoverCardProps) {
  const words = useTimeWords();
  const hovered = useStore(store, (state) => state.hovered);
  const card = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = card.current;
    if (!element || !hovered) return;
    const { offsetWidth, offsetHeight } = element;
    const left = Math.min(
      Math.max(EDGE, hovered.x - offsetWidth / 2),
      window.innerWidth - offsetWidth - EDGE,
    );
    const above = hovered.y - offsetHeight - OFFSET;
    const top = above >= EDGE ? above : hovered.y + OFFSET;
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }, [hovered]);
  if (!hovered) return null;
  const { time, lane, text } = hovered;
  // The hair line tells the time already.
  if (!lane && text === undefined) return null;
  return (
    <div ref={card} className={styles['card']} aria-hidden="true">
      <div className={styles['cardHead']}>
        <span className={styles['cardTime']}>{words.moment(time)}</span>
        {lane && (
          <span className={styles['cardLane']}>
            <i className={styles['chip']} style={{ background: `var(--track-${lane.colour})` }} />
            {lane.title}
          </span>
        )}
      </div>
      {films && <HoverPicture films={films} />}
      {text !== undefined && <div className={styles['cardText']}>{text}</div>}
    </div>
  );
}
