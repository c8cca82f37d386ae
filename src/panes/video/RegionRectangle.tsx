import type { Box } from '../../timeline/region-link.ts';
import type { Video } from '../../trace/layers.ts';

/** A box in an SVG of the picture's own size. */
export function RegionRectangle({ box, video }: { readonly box: Box; readonly video: Video }) {
  return (
    <rect
      data-region
      x={box.x * video.width}
      y={box.y * video.height}
      width={box.width * video.width}
      height={box.height * video.height}
    />
  );
}
