import type { Size } from './use-size.ts';

/** Pages are enlarged up to this; beyond, their letters would dwarf everything else. */
const MAX_SCALE = 1.25;

interface Viewport {
  readonly width: number | undefined;
  readonly height: number | undefined;
}

/** How a page stands in the room that there is. A viewport whose size was not recorded takes all of it. */
export function fit({ width, height }: Viewport, box: Size): { readonly size: Size; readonly scale: number } {
  if (width === undefined || height === undefined) return { size: box, scale: 1 };
  return { size: { width, height }, scale: Math.min(MAX_SCALE, box.width / width, box.height / height) };
}
