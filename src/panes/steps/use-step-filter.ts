import { useCallback, useMemo } from 'react';
import { usePaneView, usePaneWords } from '../../timeline/pane-views.ts';
import { STEP_KINDS } from './step.ts';
import type { StepFilter } from './step-table.ts';

/** Which steps are listed; an address carries it. */
export function useStepFilter(): readonly [StepFilter, (filter: StepFilter) => void] {
  const [kinds = '', setKinds] = usePaneView('steps.kinds');
  const [text, setText] = usePaneWords('steps.words');
  const filter = useMemo(() => {
    const named = kinds.split('.');
    return { kinds: new Set(STEP_KINDS.filter((kind) => named.includes(kind))), text };
  }, [kinds, text]);
  const setFilter = useCallback(
    (next: StepFilter) => {
      setKinds(STEP_KINDS.filter((kind) => next.kinds.has(kind)).join('.'));
      setText(next.text);
    },
    [setKinds, setText],
  );
  return [filter, setFilter];
}
