/** Rows of a batch as somebody may see them who is to judge some of them: see `review/blind.ts`. Pure. */
import type { BatchTrace } from '../../schema/generated/types.ts';

/** Who looks at the batch. */
export interface Viewer {
  /** As reviews name them; '' : nobody has said. */
  readonly name: string;
  /** Whether they asked to see what others said of a bundle. */
  readonly hasSeen: (bundleId: string) => boolean;
}

/** Without what others said of those that the viewer is to judge and has not judged yet; the rest are the same objects. */
export function blindRows(traces: readonly BatchTrace[], { name, hasSeen }: Viewer): readonly BatchTrace[] {
  if (name === '') return traces;
  return traces.map((trace) => {
    const { assigned = [], verdicts = [], bundle_id: bundleId } = trace;
    const open = assigned.includes(name) && verdicts.length > 0 && verdicts.every(({ by }) => by !== name);
    if (!open || (bundleId !== undefined && hasSeen(bundleId))) return trace;
    const { verdicts: _hidden, ...rest } = trace;
    return rest;
  });
}
