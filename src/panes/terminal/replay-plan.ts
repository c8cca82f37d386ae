/** From one state of a terminal to a later one: what to write. Pure; runs in Node. */
import { parseResize } from '../../trace/cast.ts';
import type { TerminalChunk } from '../../trace/layers.ts';

/** How far a screen has come in a recording. */
export interface Position {
  /** Chunks that it has taken in whole. */
  readonly chunks: number;
  /** UTF-16 units that it has taken of the chunk after them. */
  readonly offset: number;
}

/** One thing to do to a screen. `to`: where the screen stands after it. */
export type ReplayStep =
  | { readonly kind: 'write'; readonly data: string; readonly to: Position }
  | { readonly kind: 'resize'; readonly cols: number; readonly rows: number; readonly to: Position }
  /** Chunks that leave no mark on the screen. */
  | { readonly kind: 'pass'; readonly to: Position };

export const START: Position = { chunks: 0, offset: 0 };

/** Most that is written at once, in UTF-16 units; between two writes the target may change. */
export const MAX_WRITE = 65_536;

/** Whether a screen at `position` can still become the one after the first `target` chunks: output cannot be unwritten. */
export function canReach(position: Position, target: number): boolean {
  return position.chunks + (position.offset > 0 ? 1 : 0) <= target;
}

/** Whether a screen at `position` is the one after the first `target` chunks. */
export function isAt(position: Position, target: number): boolean {
  return position.chunks === target && position.offset === 0;
}

/**
 * The next step of a screen at `from` on its way to the state after the first `target` chunks; undefined where it
 * is there. `from` must be able to reach it. Neighbouring output is written together.
 */
export function nextStep(
  chunks: readonly TerminalChunk[],
  from: Position,
  target: number,
): ReplayStep | undefined {
  const pieces: string[] = [];
  let room = MAX_WRITE;
  let { chunks: index, offset } = from;
  while (index < target && room > 0) {
    const chunk = chunks[index];
    if (!chunk) break;
    if (chunk.kind === 'resize') {
      const size = parseResize(chunk.data);
      if (size && room < MAX_WRITE) break;
      if (size) return { kind: 'resize', ...size, to: { chunks: index + 1, offset: 0 } };
    }
    if (chunk.kind === 'output') {
      const piece = chunk.data.slice(offset, offset + room);
      pieces.push(piece);
      room -= piece.length;
      offset += piece.length;
      if (offset < chunk.data.length) break;
    }
    index += 1;
    offset = 0;
  }
  const to = { chunks: index, offset };
  if (room < MAX_WRITE) return { kind: 'write', data: pieces.join(''), to };
  return index > from.chunks ? { kind: 'pass', to } : undefined;
}

/** Of screens in one recording, the one nearest to `target` that can still reach it; undefined: begin a new one. */
export function nearest<S extends { readonly position: Position }>(
  screens: readonly S[],
  target: number,
): S | undefined {
  let best: S | undefined;
  for (const screen of screens) {
    if (!canReach(screen.position, target)) continue;
    if (!best || isBefore(best.position, screen.position)) best = screen;
  }
  return best;
}

function isBefore(a: Position, b: Position): boolean {
  return a.chunks < b.chunks || (a.chunks === b.chunks && a.offset < b.offset);
}
