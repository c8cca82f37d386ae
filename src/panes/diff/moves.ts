/** Which of the files that went are the ones that came elsewhere: nothing tells a move but what they hold. Pure. */
import { groupBy } from '../../base/group-by.ts';

/** One end of a possible move. */
export interface MoveEnd {
  readonly id: number;
  readonly path: string;
  readonly sha256: string;
  /** Its lines without the space around them, and without empty ones; undefined: too many to be compared. */
  readonly lines: readonly string[] | undefined;
}

interface Move {
  readonly gone: MoveEnd;
  readonly came: MoveEnd;
  /** Share of the lines of the longer one that both have, 0 to 1; order does not count. */
  readonly alike: number;
}

/** From here on two files are one; those of one name may have been changed more. git takes half for both. */
const ALIKE = 0.5;
const ALIKE_OF_ONE_NAME = 0.3;
/** Beyond so many pairs, only files of one name or of one content are compared. */
const MAX_PAIRS = 2500;

/** Each file is in one move at most: the most alike are taken first, and of these the ones that keep their name. */
export function findMoves(gone: readonly MoveEnd[], came: readonly MoveEnd[]): readonly Move[] {
  const all = gone.length * came.length <= MAX_PAIRS;
  const counted = new Map(came.map((end) => [end, countLines(end.lines ?? [])]));
  const byName = groupBy(came, ({ path }) => nameOf(path));
  const bySha = groupBy(came, ({ sha256 }) => sha256);
  const candidates = gone.flatMap((from) => {
    const likely = [...(byName.get(nameOf(from.path)) ?? []), ...(bySha.get(from.sha256) ?? [])];
    return [...new Set(all ? came : likely)].flatMap((to): readonly Move[] => {
      const alike = alikeness(from, to, counted.get(to) ?? new Map());
      const enough = keepsName({ gone: from, came: to }) ? ALIKE_OF_ONE_NAME : ALIKE;
      return alike >= enough ? [{ gone: from, came: to, alike }] : [];
    });
  });
  const taken = new Set<MoveEnd>();
  return candidates.toSorted(better).filter((move) => {
    if (taken.has(move.gone) || taken.has(move.came)) return false;
    taken.add(move.gone).add(move.came);
    return true;
  });
}

function alikeness(from: MoveEnd, to: MoveEnd, linesOfTo: ReadonlyMap<string, number>): number {
  if (from.lines?.length === 0 || to.lines?.length === 0) return 0;
  if (from.sha256 === to.sha256) return 1;
  if (!from.lines || !to.lines) return 0;
  let shared = 0;
  for (const [line, count] of countLines(from.lines)) shared += Math.min(count, linesOfTo.get(line) ?? 0);
  return shared / Math.max(from.lines.length, to.lines.length);
}

function countLines(lines: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

/** Paths decide between equals, so that the same files always give the same moves. */
function better(a: Move, b: Move): number {
  return (
    b.alike - a.alike ||
    Number(keepsName(b)) - Number(keepsName(a)) ||
    compare(a.gone.path, b.gone.path) ||
    compare(a.came.path, b.came.path)
  );
}

function keepsName({ gone, came }: Pick<Move, 'gone' | 'came'>): boolean {
  return nameOf(gone.path) === nameOf(came.path);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
