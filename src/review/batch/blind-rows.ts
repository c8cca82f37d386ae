/**
 * Rows of a batch as somebody may see them: what others said of a trace is kept from whoever has not judged it and has not
 * asked to see it; by whom it was judged is not. See `review/blind.ts`. Pure.
 */
import type { BatchTrace } from '../../schema/generated/types.ts';
import { isSameName } from '../conduct/people.ts';

/** Who looks at the batch. */
export interface Viewer {
  /** As reviews name them; '' : nobody has said. */
  readonly name: string;
  /** Whether they asked to see what others said of a bundle. */
  readonly hasSeen: (bundleId: string) => boolean;
}

/** A row as somebody sees it. */
export interface ShownTrace extends BatchTrace {
  /** Who gave verdicts that are kept from them; it has none then. */
  readonly hidden?: readonly string[];
}

/** Without verdicts, and what their givers waived, that the viewer has yet to see; the rest are the same objects. */
export function blindRows(traces: readonly BatchTrace[], viewer: Viewer): readonly ShownTrace[] {
  return traces.map((trace) => {
    const { verdicts = [], bundle_id: bundleId } = trace;
    const judges = verdicts.map(({ by }) => by);
    if (judges.length === 0 || isAmong(viewer, judges) || hasSeen(viewer, bundleId)) return trace;
    const { verdicts: _hidden, waivers = [], ...rest } = trace;
    const own = waivers.filter(({ by }) => isAmong(viewer, [by]));
    return { ...rest, ...(own.length > 0 && { waivers: own }), hidden: judges };
  });
}

/** Whether somebody is one of those who judged. */
export function isAmong({ name }: Viewer, judges: readonly string[]): boolean {
  return name !== '' && judges.some((by) => isSameName(by, name));
}

/** Where a bundle has no name, nobody can have asked for it. */
export function hasSeen(viewer: Viewer, bundleId: string | undefined): boolean {
  return bundleId !== undefined && viewer.hasSeen(bundleId);
}
