/** From one state of a terminal to another: what to do next. Pure; runs in Node. */
import type { TerminalChunks } from '../../trace/terminal-chunks.ts';

/** How far a screen has come in a recording. */
export interface Position {
  /** Chunks that it has taken in whole. */
  readonly chunks: number;
  /** UTF-16 units that it has taken of the chunk after them. */
  readonly offset: number;
}

/** One thing to do to a screen. `to`: where the screen stands after it. */
export type ReplayStep =
  /** To write the output of the chunks [from, to.chunks], from `offset` of the first and up to `to.offset` of the last. */
  | { readonly kind: 'write'; readonly to: Position }
  | { readonly kind: 'resize'; readonly cols: number; readonly rows: number; readonly to: Position }
  /** Chunks that leave no mark on the screen. */
  | { readonly kind: 'pass'; readonly to: Position };

/** Most that is written at once, in UTF-16 units; between two writes the target may change. */
export const MAX_WRITE = 65_536;

/** Most that is written to get from one moment to a later one, in UTF-16 units; beyond, the screen is fetched. */
const NEAR = 32_768;

/** Whether a screen at `position` can still become the one after the first `target` chunks: output cannot be unwritten. */
export function canReach(position: Position, target: number): boolean {
  return position.chunks + (position.offset > 0 ? 1 : 0) <= target;
}

/** Whether a screen at `position` is the one after the first `target` chunks. */
export function isAt(position: Position, target: number): boolean {
  return position.chunks === target && position.offset === 0;
}

/** Whether a screen at `position` gets to `target` soonest by writing what is missing. */
export function isNear(chunks: TerminalChunks, position: Position, target: number): boolean {
  if (!canReach(position, target)) return false;
  let units = -position.offset;
  for (let index = position.chunks; index < target; index++) {
    const kind = chunks.kindOf(index);
    if (kind === 'resize' && chunks.sizeOf(index)) return false;
    if (kind === 'output') units += chunks.lengths[index] ?? 0;
    // Very many chunks without output are not gone through one by one.
    if (units > NEAR || index - position.chunks > NEAR) return false;
  }
  return true;
}

/**
 * The next step of a screen at `from` on its way to the state after the first `target` chunks; undefined where it is
 * there. `from` must be able to reach it. Neighbouring output is written together.
 */
export function nextStep(chunks: TerminalChunks, from: Position, target: number): ReplayStep | undefined {
  let room = MAX_WRITE;
  let { chunks: index, offset } = from;
  while (index < target && room > 0) {
    const kind = chunks.kindOf(index);
    const size = kind === 'resize' ? chunks.sizeOf(index) : undefined;
    if (size && room < MAX_WRITE) break;
    if (size) return { kind: 'resize', ...size, to: { chunks: index + 1, offset: 0 } };
    if (kind === 'output') {
      const length = chunks.lengths[index] ?? 0;
      const taken = Math.min(room, length - offset);
      room -= taken;
      offset += taken;
      if (offset < length) break;
    }
    index += 1;
    offset = 0;
  }
  const to = { chunks: index, offset };
  if (room < MAX_WRITE) return { kind: 'write', to };
  return index > from.chunks ? { kind: 'pass', to } : undefined;
}

/** What a write from `from` to `to` writes. `texts`: of the chunks from `from.chunks` on, as many as it needs. */
export function writtenText(
  chunks: TerminalChunks,
  from: Position,
  to: Position,
  texts: readonly string[],
): string {
  const last = to.chunks + (to.offset > 0 ? 1 : 0);
  let written = '';
  for (let index = from.chunks; index < last; index++) {
    if (chunks.kindOf(index) !== 'output') continue;
    const text = texts[index - from.chunks] ?? '';
    written += text.slice(
      index === from.chunks ? from.offset : 0,
      index === to.chunks ? to.offset : text.length,
    );
  }
  return written;
}
