/**
 * What xterm.js 6.0 cannot do.
 * - Erase up to the cursor (`CSI 1 J`) in the last cell of a screen below which it keeps no line: it throws, and all output
 *   after it would be lost.
 * - Shrink an alternate screen that was not used yet: it keeps room there for lines above the screen, and shows one of them at
 *   the end of the screen once that grows again.
 */
import type { IFunctionIdentifier } from '@xterm/headless';
import type { Core } from './core.ts';

const TO_CURSOR = 1;
const ALL = 2;

/** What a terminal calls for each sequence before its own handlers. */
export interface MendedParser {
  registerCsiHandler(
    id: IFunctionIdentifier,
    handle: (params: readonly (number | number[])[]) => boolean,
  ): unknown;
}

/** Has a terminal erase all of its screen where the cursor is at its end: it comes to the same. */
export function mend({ _bufferService, _inputHandler }: Core, parser: MendedParser): void {
  const erase = (kind: number | number[] | undefined, keepsProtected: boolean): boolean => {
    const { x, y, lines } = _bufferService.buffers.active;
    if (kind !== TO_CURSOR || x + 1 < _bufferService.cols || lines.get(y + 1)) return false;
    return _inputHandler.eraseInDisplay({ params: [ALL] }, keepsProtected);
  };
  parser.registerCsiHandler({ final: 'J' }, ([kind]) => erase(kind, false));
  parser.registerCsiHandler({ prefix: '?', final: 'J' }, ([kind]) => erase(kind, true));
}

/** To be called after each change of size: gives an alternate screen that is still empty room for its own rows alone. */
export function fitAlternate({ _bufferService }: Core): void {
  const { lines } = _bufferService.buffers.alt;
  if (lines.length === 0) lines.maxLength = _bufferService.rows;
}
