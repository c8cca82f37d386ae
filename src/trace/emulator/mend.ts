/**
 * What xterm.js 6.0 cannot do: to erase up to the cursor (`CSI 1 J`) in the last cell of a screen below which it keeps no
 * line, it throws, and all output after it would be lost.
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
