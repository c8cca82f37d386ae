/** What moved on a screen from one look to the next. Pure. */
import { hashOf, isSame, Row } from './screen-row.ts';

export interface Assigned {
  /** The rows of the screen, as they stand there now. */
  readonly placed: Row[];
  /** Those that were there, and are not any more. */
  readonly removed: readonly Row[];
}

/**
 * `screen`: the rows of the last look, with what stands now where they stood. A row whose whole text turns up elsewhere
 * goes there; one of `gone`, which are not on this screen, may come back.
 */
export function assignRows(screen: readonly Row[], gone: readonly Row[]): Assigned {
  const changed = screen.filter((row) => row.changed);
  const candidates = new Map<number, Row[]>();
  for (const row of [...gone, ...changed]) {
    if (row.isBlank) continue;
    const hash = hashOf(row.shown, row.end);
    const same = candidates.get(hash);
    if (same) same.push(row);
    else candidates.set(hash, [row]);
  }
  if (candidates.size === 0) return { placed: [...screen], removed: [] };
  const moved = new Set<Row>();
  const find = ({ changed: isChanged, next, nextEnd: end }: Row): Row | undefined => {
    if (!isChanged || end === 0) return undefined;
    const found = candidates
      .get(hashOf(next, end))
      ?.find((row) => row.end === end && !moved.has(row) && isSame(row.shown, next, end));
    if (found) moved.add(found);
    return found;
  };
  const now = screen.map((row) => ({ row, wrapped: row.nextWrapped, from: find(row) }));
  if (moved.size === 0) return { placed: [...screen], removed: gone };
  const placed = now.map(({ row, wrapped, from }) => {
    const taken = from ?? (moved.has(row) ? new Row(row.shown.length) : row);
    taken.nextWrapped = wrapped;
    if (from) taken.changed = false;
    else if (taken !== row) {
      taken.next.set(row.next);
      taken.nextEnd = row.nextEnd;
      taken.changed = true;
    }
    return taken;
  });
  const there = new Set(placed);
  return { placed, removed: [...gone, ...changed].filter((row) => !there.has(row)) };
}
