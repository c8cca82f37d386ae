import { useContext, useEffect, useEffectEvent, type RefObject } from 'react';
import { chordOf } from '../../ui/chord.ts';
import { KeyBindings } from '../../ui/key-labels.ts';

/** The keys to begin with, where nobody says otherwise. */
const FORWARD: readonly string[] = [']'];
const BACK: readonly string[] = ['['];

/**
 * The keys of the previous and next step, `[` and `]` unless a person has changed them, with the focus in `place`: from
 * here they lead through what the list shows, as it is filtered. Where text is typed they stay signs.
 */
export function useStepKeys(place: RefObject<HTMLElement | null>, onStep: (direction: 1 | -1) => void): void {
  const keysOf = useContext(KeyBindings);
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (event.target instanceof Element && event.target.matches('input')) return;
    const pressed = chordOf(event);
    const forward = (keysOf?.('step-forward') ?? FORWARD).includes(pressed);
    if (!forward && !(keysOf?.('step-back') ?? BACK).includes(pressed)) return;
    // The app's own keys go through the steps of the whole trace.
    event.preventDefault();
    event.stopPropagation();
    onStep(forward ? 1 : -1);
  });
  useEffect(() => {
    const element = place.current;
    const listener = (event: KeyboardEvent): void => onKey(event);
    element?.addEventListener('keydown', listener);
    return () => element?.removeEventListener('keydown', listener);
  }, [place]);
}
