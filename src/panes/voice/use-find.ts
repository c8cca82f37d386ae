import { useDeferredValue, useMemo, useState, type KeyboardEvent } from 'react';
import type { Clock } from '../../timeline/clock.ts';
import { usePaneWords } from '../../timeline/pane-views.ts';
import type { CueLog } from './cue-log.ts';
import { findAll, nextPlace, patternOf } from './find-text.ts';

/** What is looked for in the transcript, and going from one find to the next. */
export function useFind(cues: CueLog | undefined, clock: Clock) {
  const [query, setQuery] = usePaneWords('voice.words');
  /** The row that was gone to last. */
  const [row, setRow] = useState<number>();
  // Typing goes on while a long transcript is looked through.
  const asked = useDeferredValue(query);
  const pattern = useMemo(() => patternOf(asked), [asked]);
  const texts = useMemo(() => cues?.track.items.map(({ text }) => text) ?? [], [cues]);
  const found = useMemo(() => findAll(texts, pattern), [texts, pattern]);
  const onMove = (forwards: boolean): void => {
    // Typed on, and not looked through yet: what is gone to must hold what is asked for now.
    const rows = query === asked ? found : findAll(texts, patternOf(query));
    // The first time, from the playhead on.
    const from = row ?? (cues?.track.indexAt(clock.now()) ?? 0) - (forwards ? 1 : 0);
    const next = rows[nextPlace(rows, from, forwards)];
    const cue = next === undefined ? undefined : cues?.track.items[next];
    if (!cue) return;
    setRow(next);
    clock.seek(cue.time);
  };
  const onQuery = (words: string): void => {
    setQuery(words);
    setRow(undefined);
  };
  /** F3 and Shift+F3, anywhere in the pane. */
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'F3' || query.trim() === '') return;
    event.preventDefault();
    onMove(!event.shiftKey);
  };
  const place = row === undefined ? -1 : found.indexOf(row);
  return { query, onQuery, pattern, count: found.length, place, row, onMove, onKeyDown };
}
