/** What the cleaner makes of events. */
import { cleanCss } from '../../../src/panes/browser/clean-css.ts';
import { DomCleaner } from '../../../src/panes/browser/dom-cleaner.ts';
import { page, type TestNode } from './dom-data.ts';

export type Any = Readonly<Record<string, unknown>>;

export function cleaned(
  events: readonly { readonly type: number; readonly data: object }[],
): readonly unknown[] {
  const cleaner = new DomCleaner(cleanCss);
  return events.map(({ type, data }) => cleaner.clean({ type, data: data as Any }));
}

/** The nodes below the body, after cleaning. */
export function body(...nodes: readonly TestNode[]): readonly Any[] {
  const [, full] = cleaned(page(0, nodes)) as [unknown, { data: { node: Any } }];
  const below = (node: Any | undefined): readonly Any[] => (node?.['childNodes'] ?? []) as readonly Any[];
  return below(below(below(full.data.node)[1])[1]);
}

/** What a change becomes on a page with these nodes. */
export function after(
  nodes: readonly TestNode[],
  event: { readonly type: number; readonly data: object },
): Any | undefined {
  const last = cleaned([...page(0, nodes), event]).at(-1) as { data: Any } | undefined;
  return last?.data;
}
