import type { TerminalChunks } from '../../trace/terminal-chunks.ts';

/** Most that is printed from one moment to one that counts as the next, in UTF-16 units; and chunks of any kind. */
const NEAR = 32_768;

/** Whether what is shown after the first `to` chunks goes on from what is shown after `from`: later, but not much. */
export function isNear(chunks: TerminalChunks, from: number, to: number): boolean {
  if (to < from || to - from > NEAR) return false;
  let units = 0;
  for (let index = from; index < to; index++) {
    const kind = chunks.kindOf(index);
    if (kind === 'resize' && chunks.sizeOf(index)) return false;
    if (kind === 'output') units += chunks.lengths[index] ?? 0;
    if (units > NEAR) return false;
  }
  return true;
}
