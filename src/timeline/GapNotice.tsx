import { useMemo } from 'react';
import { plural } from '../base/error-words.ts';
import type { TimeWords } from '../base/time-words.ts';
import type { TraceTime } from '../base/time.ts';
import { gapAt, missingParts, type DeclaredGap } from '../trace/declared-gaps.ts';
import type { Layer, TraceLayer } from '../trace/layers.ts';
import { useTimeWords } from '../ui/time-words.ts';
import type { Clock } from './clock.ts';
import styles from './gap-notice.module.css';
import { gapSentence } from './gap-words.ts';
import { useClock } from './use-clock.ts';

type GapLayer = Pick<TraceLayer<unknown>, 'layer' | 'gaps'>;

interface GapNoticeProps {
  /** Those that may come into sight in the same place. */
  readonly layers: readonly GapLayer[];
  /** id of the one that is in sight; undefined: all of them. */
  readonly shown: string | undefined;
  readonly clock: Clock;
}

/**
 * A line below what a pane shows: that nothing was recorded at this moment, and why. Where no layer declares anything of
 * the kind it is not there at all; where one does, it is there at every moment, as high as it can become, so that nothing
 * moves.
 */
export function GapNotice({ layers, shown, clock }: GapNoticeProps) {
  const words = useTimeWords();
  const longest = useMemo(() => longestSentence(layers, words), [layers, words]);
  const inSight = useMemo(
    () => (shown === undefined ? layers : layers.filter(({ layer }) => layer.id === shown)),
    [layers, shown],
  );
  const parts = useMemo(() => missingParts(gapsOf(inSight)), [inSight]);
  const missing = useClock(clock, (now) => sentenceAt(inSight, now, clock.duration, words));
  if (longest === '') return null;
  return (
    <div className={styles['line']} data-missing={missing !== undefined}>
      <i className={styles['hatch']} aria-hidden />
      <div className={styles['words']}>
        <span className={styles['room']} aria-hidden>
          {longest}
        </span>
        <span role="status" title={missing}>
          {missing}
        </span>
        {missing === undefined && (
          <span>
            {parts > 0 ? `Nothing was recorded in ${plural(parts, 'part')}.` : 'No gap is declared here.'}
          </span>
        )}
      </div>
    </div>
  );
}

function sentenceAt(
  layers: readonly GapLayer[],
  now: TraceTime,
  duration: TraceTime,
  words: TimeWords,
): string | undefined {
  for (const { layer, gaps } of layers) {
    const gap = gaps && gapAt(gaps, now, duration);
    if (gap) return gapSentence(gap, words, titleAmong(layers, layer, gaps.pauses.includes(gap)));
  }
  return undefined;
}

/** Whose gap it is; undefined where it is that of all in sight. */
function titleAmong(
  layers: readonly GapLayer[],
  { id, title = id }: Layer,
  isPause: boolean,
): string | undefined {
  return isPause || layers.length === 1 ? undefined : title;
}

/** Pauses are the same list in all layers: once. */
function gapsOf(layers: readonly GapLayer[]): readonly DeclaredGap[] {
  return [...new Set(layers.flatMap(({ gaps }) => (gaps ? [gaps.own, gaps.pauses] : [])))].flat();
}

/** What takes the most room of all that can come into sight; '': nothing can. */
function longestSentence(layers: readonly GapLayer[], words: TimeWords): string {
  const sentences = layers.flatMap(({ layer, gaps }) => [
    ...(gaps?.own ?? []).map((gap) => gapSentence(gap, words, titleAmong(layers, layer, false))),
    ...(gaps?.pauses ?? []).map((gap) => gapSentence(gap, words)),
  ]);
  return sentences.reduce((longest, one) => (one.length > longest.length ? one : longest), '');
}
