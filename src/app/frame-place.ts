import type { PaneReport } from '../panes/pane.tsx';
import type { Clock } from '../timeline/clock.ts';
import type { FramePlace, Readable } from '../timeline/FrameReadout.tsx';
import type { FrameHolder } from './session-store.ts';
import type { PaneReports } from './pane-reports.ts';

/**
 * Where the playhead is among the frames of the first video, that of the layer `layerId`, and whether that very frame is
 * proven to be on screen.
 */
export function framePlace(
  clock: Clock,
  frames: FrameHolder,
  reports: PaneReports,
  layerId: string | undefined,
): Readable<FramePlace | undefined> {
  let place: FramePlace | undefined;
  return {
    getState() {
      const table = frames.value;
      const index = table?.indexAt(clock.now()) ?? -1;
      if (!table || index < 0) return (place = undefined);
      const exact = isExact(reports.all['video'], index, layerId);
      // The same object as long as it says the same, so that it can serve as a snapshot.
      if (place?.index !== index || place.exact !== exact || place.count !== table.count)
        place = { index, count: table.count, exact };
      return place;
    },
    subscribe(listener) {
      const stops = [clock.subscribe(listener), reports.subscribe(listener)];
      return () => stops.forEach((stop) => stop());
    },
  };
}

/** null: the video pane is not on screen, shows another video, or nothing that could be exact. */
function isExact(report: PaneReport | undefined, index: number, layerId: string | undefined): boolean | null {
  if (layerId === undefined || report?.['layer'] !== layerId) return null;
  if (typeof report['exact'] !== 'boolean') return null;
  return report['exact'] && report['frame'] === index;
}
