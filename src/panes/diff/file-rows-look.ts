/** How rows of files stand in their folders. */

/** In CSS pixels. */
export const ROW_HEIGHT = 24;
const INDENT = 12;

/** In CSS pixels: a file stands under its folder's name. */
export function indent(level: number): number {
  return 8 + INDENT * (level - 1);
}
