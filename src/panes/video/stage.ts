import type { TraceTime } from '../../base/time.ts';
import type { TraceLayer, Video } from '../../trace/layers.ts';
import type { Presented } from './presented.ts';
import type { InputTracks } from './input-tracks.ts';
import type { SceneSources } from './scene.ts';

/** What is on screen at one instant, for who saves it. */
export interface Snapshot {
  readonly layer: TraceLayer<Video>;
  readonly video: Video;
  readonly presented: Presented;
  /** The moment that overlays are drawn for. */
  readonly time: TraceTime;
  /** Input of them may be a part of what there will be. */
  readonly sources: SceneSources;
  /** All input of `sources`, once it is read. */
  readonly inputs: () => Promise<readonly InputTracks[]>;
  /** The picture at the video's full resolution; asked for in the same task, it is that of `presented`. */
  readonly picture: () => CanvasImageSource;
}

export interface Stage {
  /** undefined while nothing is there. */
  snapshot(): Snapshot | undefined;
}
