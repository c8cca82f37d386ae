import { useEffect, useRef } from 'react';
import { describeProblem } from '../base/describe-error.ts';
import type { Problem } from '../base/errors.ts';
import type { BatchAround } from './batch-around.ts';
import { keepAddress, type AddressKeeper } from './link/address-keeper.ts';
import { awaitSelection } from './link/await-selection.ts';
import { goToState } from './link/go-to-state.ts';
import { showState, stateOf, type Linked } from './link/view-state.ts';
import { isNamed, namedTrace } from './named-trace.ts';
import { addressOf, fragmentState } from './trace-address.ts';
import { decodeFragment } from './url-state.ts';

/**
 * Keeps the page's address at what is shown, so that a reload, a copied address, back and forward lead there again.
 * `isNextComing`: another trace is being opened, or it is being said why it could not be.
 */
export function useAddress(
  linked: Linked,
  around: BatchAround | undefined,
  isNextComing: boolean,
  say: (text: string) => void,
): void {
  const { session, layouts, search, views, sides } = linked;
  const { clock, view } = session;
  // A session whose times are corrected is at the same place: nothing is to be gone to.
  const latest = useRef(session);
  const keeper = useRef<AddressKeeper>(undefined);
  useEffect(() => {
    latest.current = session;
  }, [session]);
  useEffect(() => {
    const now = (): Linked => ({ session: latest.current, layouts, search, views, sides });
    const tell = (problems: readonly Problem[]): void => {
      const [first] = problems;
      if (first) say(describeProblem(first).title);
    };
    const opened = decodeFragment(location.hash).problems;
    showState(now(), fragmentState(latest.current.address), { whole: true, lent: true });
    tell(opened);
    const stopAwaiting = awaitSelection(search, sides, (problem) => {
      latest.current.trace.problems.add(problem);
      tell([problem]);
    });
    const kept = keepAddress({
      clock,
      state: () => stateOf(now()),
      lent: () => layouts.getState().lent,
      address: (state) => addressOf(latest.current, state, around),
      isHere: () => (latest.current.address ? isNamed(latest.current.address) : namedTrace() === null),
      watch: (changed) => {
        const stops = [
          view.subscribe(changed),
          layouts.subscribe(changed),
          views.subscribe(changed),
          sides.subscribe(changed),
          search.subscribe((state, before) => {
            if (
              state.query !== before.query ||
              state.open !== before.open ||
              state.current !== before.current
            )
              changed();
          }),
        ];
        return () => stops.forEach((one) => one());
      },
      come: (fragment, back, lent) => {
        const { state, problems } = decodeFragment(fragment);
        problems.forEach(latest.current.trace.problems.add);
        tell(problems);
        showState(now(), state, { whole: back, lent });
        goToState(latest.current, state, back);
      },
    });
    keeper.current = kept;
    return () => {
      kept.stop();
      stopAwaiting();
    };
  }, [clock, view, layouts, search, views, sides, around, say]);
  useEffect(() => {
    if (!isNextComing) keeper.current?.stay();
  }, [isNextComing]);
}
