import { TraceError } from '../base/errors.ts';
import type { Layer } from '../schema/generated/types.ts';

/** The one file of a layer. Throws `artifact-missing` where it names none. */
export function onlyPath(layer: Layer): string {
  const [path] = layer.paths ?? [];
  if (path === undefined)
    throw new TraceError('artifact-missing', { path: `(layer ${layer.id} names no file)` });
  return path;
}
