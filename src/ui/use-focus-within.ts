import { useLayoutEffect, type RefObject } from 'react';

/** The focus goes into what has just opened, and back to where it was when that closes. */
export function useFocusWithin(opened: RefObject<HTMLElement | null>): void {
  // In the layout phase: later, what had the focus would be gone from the page already.
  useLayoutEffect(() => {
    const { activeElement: before } = document;
    const { current } = opened;
    current?.focus();
    return () => {
      if (current?.contains(document.activeElement) && before instanceof HTMLElement) before.focus();
    };
  }, [opened]);
}
