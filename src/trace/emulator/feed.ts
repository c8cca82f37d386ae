import type { Core } from './core.ts';
import type { Guard } from './guard.ts';

/** Has a terminal take in a piece of output. At once, but where the guard has it pause. */
export async function feed({ _inputHandler }: Core, guard: Guard, piece: string | Uint8Array): Promise<void> {
  guard.beginSlice();
  let pending = _inputHandler.parse(piece);
  while (pending) pending = _inputHandler.parse(piece, await pending);
}
