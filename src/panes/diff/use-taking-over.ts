import type { editor } from 'monaco-editor/editor/editor.api.js';
import { useEffect, type RefObject } from 'react';

/** Keys that move what is in sight, alone and with Ctrl or Cmd. */
const MOVES = /^(?:Arrow|Page|Home$|End$|F3$)/;
const MOVES_WITH_CTRL = /^(?:Home|End|[fg])$/i;

/** Calls `onTake` when a person scrolls or clicks in the editor; what is scrolled by the program does not count. */
export function useTakingOver(
  stage: RefObject<HTMLElement | null>,
  diffEditor: editor.IStandaloneDiffEditor | undefined,
  onTake: () => void,
): void {
  useEffect(() => {
    const element = stage.current;
    if (!element || !diffEditor) return undefined;
    const modified = diffEditor.getModifiedEditor();
    const position = (): string => `${modified.getScrollTop()},${modified.getScrollLeft()}`;
    const onWheel = (): void => {
      const before = position();
      // Where all is in sight a wheel moves nothing.
      requestAnimationFrame(() => {
        if (position() !== before) onTake();
      });
    };
    const onPointerDown = ({ target }: PointerEvent): void => {
      if (!(target instanceof Element && target.closest('.monaco-sash'))) onTake();
    };
    const onKeyDown = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): void => {
      if (!altKey && (ctrlKey || metaKey ? MOVES_WITH_CTRL : MOVES).test(key)) onTake();
    };
    // Before Monaco, which keeps some of them to itself.
    const early = { capture: true, passive: true };
    element.addEventListener('wheel', onWheel, early);
    element.addEventListener('pointerdown', onPointerDown, early);
    element.addEventListener('keydown', onKeyDown, early);
    return () => {
      element.removeEventListener('wheel', onWheel, early);
      element.removeEventListener('pointerdown', onPointerDown, early);
      element.removeEventListener('keydown', onKeyDown, early);
    };
  }, [stage, diffEditor, onTake]);
}
