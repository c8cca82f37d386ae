import { useEffect, type RefObject } from 'react';

/** Scrolls a list, and nothing around it, so that an item of it is in sight, whenever `what` it is about or `where` is another. */
export function useInSight(
  list: RefObject<HTMLElement | null>,
  item: RefObject<HTMLElement | null>,
  what: unknown,
  where: unknown,
): void {
  useEffect(() => {
    const [box, found] = [list.current, item.current];
    if (!box || !found) return;
    const head = box.querySelector('header')?.offsetHeight ?? 0;
    const start = found.offsetTop - head;
    const end = found.offsetTop + found.offsetHeight - box.clientHeight;
    // Its end, where both are too far apart: what was said last stands there.
    box.scrollTop = Math.max(end, Math.min(box.scrollTop, start));
  }, [list, item, what, where]);
}
