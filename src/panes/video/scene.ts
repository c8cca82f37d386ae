/** What is drawn over the picture at a moment: a pure function of layers, options and time. Plain values, for workers too. */
import { clampTime, shift, type TraceTime } from '../../base/time.ts';
import type { Cue, Displays, Layer, Video } from '../../trace/layers.ts';
import type { Track } from '../../trace/track.ts';
import { captionAt } from './cue-at.ts';
import type { Presented } from './presented.ts';
import type { InputTracks } from './input-tracks.ts';
import { keyHud, type KeyHud } from './key-hud.ts';
import { placeInVideo, type Rect, type Size } from './map-to-picture.ts';
import { pointerState, type PointerState } from './pointer-state.ts';
import { recordedPart, steadySince } from './recorded-part.ts';
import type { ViewOptions } from './view-options.ts';

/** Where scenes come from. */
export interface SceneSources {
  readonly info: Layer['video'];
  /** Pixels of the picture as it is to be shown. */
  readonly size: Size;
  readonly displays: Displays;
  readonly inputs: readonly InputTracks[];
  readonly cues: readonly Track<Cue>[];
  readonly options: ViewOptions;
}

export interface Scene {
  readonly size: Size;
  /** The part of the desktop that was recorded, in desktop pixels. */
  readonly part: Rect;
  /** Where that part lies in the picture, in pixels of the picture. */
  readonly place: Rect;
  /** One for each input layer. Desktop pixels. */
  readonly pointers: readonly PointerState[];
  readonly clicks: boolean;
  readonly trail: boolean;
  readonly hud: KeyHud | undefined;
  readonly caption: string | null;
}

export function sceneAt(
  { info, size, displays, inputs, cues, options }: SceneSources,
  time: TraceTime,
): Scene {
  const part = recordedPart(info, displays, time, size);
  const since = steadySince(info, displays, time);
  const huds = options.keys ? inputs.map(({ keys }) => keyHud(keys, time, { mask: options.mask })) : [];
  return {
    size: { width: size.width, height: size.height },
    part,
    place: placeInVideo(info, part, size),
    pointers: inputs.map((tracks) => pointerState(tracks, time, since)),
    clicks: options.clicks,
    trail: options.trail,
    hud: huds.find((one) => one !== undefined),
    caption: options.captions ? captionAt(cues, time) : null,
  };
}

/** The moment that a scene is made for: now(), as far as the frame on screen lasts. */
export function sceneTime(
  { place, frame }: Pick<Presented, 'place' | 'frame'>,
  video: Pick<Video, 'frames'> | undefined,
  now: TraceTime,
): TraceTime {
  if (!video || place !== 'inside' || frame < 0) return now;
  return clampTime(now, video.frames.startOf(frame), shift(video.frames.startOf(frame + 1), -1));
}
