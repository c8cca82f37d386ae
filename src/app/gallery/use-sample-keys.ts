import { useLayoutEffect } from 'react';
import { chordOf } from '../../ui/chord.ts';

/** Where digits are typed, or choose something else. */
const TYPING = 'input, textarea, select, [contenteditable], dialog';

/** While mounted, the digits 1 to 9 open the first nine of what is listed. */
export function useSampleKeys(count: number, open: (index: number) => void): void {
  // Before the cards are seen: a key is pressed no sooner.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.defaultPrevented || event.isComposing || event.repeat || target.closest(TYPING)) return;
      const chord = chordOf(event);
      if (!/^[1-9]$/.test(chord) || Number(chord) > count || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      open(Number(chord) - 1);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [count, open]);
}
