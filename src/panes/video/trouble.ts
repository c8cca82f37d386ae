import { TraceError } from '../../base/errors.ts';
import type { Presented } from './frame-presenter.ts';

/** What keeps the frames of the file `path` from being shown as they should be; undefined where nothing does. */
export function troubleOf({ undecoded, lost, proof }: Presented, path: string): TraceError | undefined {
  if (lost) return lost;
  if (!undecoded) return undefined;
  return new TraceError('frames-undecoded', { path, why: undecoded, told: proof === 'element' });
}
