/** The stops of F6: the chosen tab of each tab set, and the timeline. */
const STOPS =
  '.flexlayout__layout [role="tab"][aria-selected="true"], [role="slider"][aria-label="Playhead"]';

/** Puts the focus on the next (1) or previous (-1) pane, or the timeline; from elsewhere, on the first or last. */
export function focusPane(direction: 1 | -1): void {
  const stops = [...document.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.checkVisibility());
  const here = stops.findLastIndex((stop) => holds(stop, document.activeElement));
  const from = here < 0 && direction < 0 ? 0 : here;
  stops[(from + direction + stops.length) % stops.length]?.focus();
}

/** True where the focus is on the stop itself, or in the pane that its tab shows. */
function holds(stop: HTMLElement, focused: Element | null): boolean {
  if (!focused) return false;
  const panel = document.getElementById(stop.getAttribute('aria-controls') ?? '');
  return stop.contains(focused) || panel?.contains(focused) === true;
}

/** Puts the focus on the tab of a pane, once the dock has drawn it. */
export function focusTab(pane: string): void {
  requestAnimationFrame(() => {
    const panel = document.querySelector(`[data-pane="${CSS.escape(pane)}"]`)?.closest('[role="tabpanel"]');
    const tab =
      panel && document.querySelector<HTMLElement>(`[role="tab"][aria-controls="${CSS.escape(panel.id)}"]`);
    tab?.focus();
  });
}
