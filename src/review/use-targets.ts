import { useEffect, useState } from 'react';
import type { TimeRange, TraceTime } from '../base/time.ts';
import type { ReviewTarget } from '../schema/generated/types.ts';
import { timeWords } from '../trace/order-only.ts';
import type { Trace } from '../trace/trace.ts';
import { targetWords } from './review-words.ts';
import { nameOf, targetKey, targetsAt, type TargetChoice } from './targets.ts';

/** What could be spoken of at a moment; what is spoken of now is always among it. */
export function useTargets(
  trace: Trace,
  time: TraceTime,
  selection: TimeRange | undefined,
  current: ReviewTarget,
): readonly TargetChoice[] {
  const [choices, setChoices] = useState<readonly TargetChoice[]>([]);
  useEffect(() => {
    let wanted = true;
    void targetsAt(trace, time, selection).then((found) => {
      if (wanted) setChoices(found);
    });
    return () => {
      wanted = false;
    };
  }, [trace, time, selection]);
  const name = useTargetName(trace, current);
  const isKnown = choices.some(({ target }) => targetKey(target) === targetKey(current));
  return isKnown ? choices : [{ target: current, words: name }, ...choices];
}

/** What a target is called; without what was run or said until that is read. */
export function useTargetName(trace: Trace, target: ReviewTarget): string {
  const [named, setNamed] = useState<TargetChoice>();
  useEffect(() => {
    let wanted = true;
    void nameOf(trace, target).then((words) => {
      if (wanted) setNamed({ target, words });
    });
    return () => {
      wanted = false;
    };
  }, [trace, target]);
  return named?.target === target ? named.words : targetWords(target, timeWords(trace.manifest));
}
