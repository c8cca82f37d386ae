/** What a link can carry, and what it does not. Pure. */
import type { UrlState } from '../url-state.ts';

/** Parts that a person can leave out. */
export const LINK_PARTS = ['moment', 'range', 'panes', 'selection'] as const;
export type LinkPart = (typeof LINK_PARTS)[number];

const OF_PART: Readonly<Record<LinkPart, readonly (keyof UrlState)[]>> = {
  moment: ['time'],
  range: ['range'],
  panes: ['pane', 'layout', 'dock', 'views', 'side'],
  selection: ['find', 'selection'],
};

/** Whether there is anything of a part. */
export function hasPart(state: UrlState, part: LinkPart): boolean {
  return OF_PART[part].some((name) => state[name] !== undefined);
}

/** A state with those parts alone, and a comment. A finding is seen in its drawer: that comes with it. */
export function carrying(state: UrlState, parts: ReadonlySet<LinkPart>, note: string | undefined): UrlState {
  const names = new Set<string>(LINK_PARTS.flatMap((part) => (parts.has(part) ? OF_PART[part] : [])));
  if (names.has('selection') && state.selection?.kind === 'finding') names.add('side');
  const kept = Object.entries(state).filter(([name]) => names.has(name));
  return { ...(Object.fromEntries(kept) as UrlState), ...(note !== undefined && { note }) };
}
