import { useEffect, useRef, useSyncExternalStore } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { clampTime, formatTimecode, shift, type TraceTime } from '../../base/time.ts';
import { problemOf, type ErrorCode, type TraceError } from '../../base/errors.ts';
import type { Clock } from '../../timeline/clock.ts';
import { useClock } from '../../timeline/use-clock.ts';
import type { Cue, Displays, TraceLayer, Video } from '../../trace/layers.ts';
import type { Track } from '../../trace/track.ts';
import { Notice } from '../../ui/Notice.tsx';
import type { PaneProps } from '../pane.tsx';
import { captionAt } from './cue-at.ts';
import { NOTHING, type Presented } from './frame-presenter.ts';
import type { InputTracks } from './input-tracks.ts';
import { hudText, keyHud } from './key-hud.ts';
import { KeyHudLine } from './KeyHudLine.tsx';
import { fitInside, recordedPart } from './map-to-picture.ts';
import { Overlays } from './Overlays.tsx';
import { clickText, pointerState } from './pointer-state.ts';
import { useElementSize } from './use-element-size.ts';
import { useVideoPlayer } from './use-video-player.ts';
import styles from './Screen.module.css';
import type { ViewOptions } from './view-options.ts';

interface ScreenProps {
  readonly layer: TraceLayer<Video>;
  readonly inputs: readonly InputTracks[];
  readonly cues: readonly Track<Cue>[];
  readonly displays: Displays;
  readonly options: ViewOptions;
  /** Why an overlay cannot be drawn. */
  readonly overlayProblem: ErrorCode | undefined;
  readonly clock: Clock;
  readonly report: PaneProps<unknown>['report'];
  /** The media broke, and is to be opened anew. */
  readonly onRetry: () => void;
}

const subscribeToNothing = () => () => undefined;
const presentNothing = () => NOTHING;

/** One recording: the picture, and over it what hands and voice did at the moment of that very picture. */
export function Screen({
  layer,
  inputs,
  cues,
  displays,
  options,
  overlayProblem,
  clock,
  report,
  onRetry,
}: ScreenProps) {
  const host = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const player = useVideoPlayer(host, layer, clock);
  const open = player.status === 'open' ? player : undefined;
  const presented = useSyncExternalStore(
    open?.presenter.subscribe ?? subscribeToNothing,
    open?.presenter.presented ?? presentNothing,
  );
  const video = open?.video;
  const time = useClock(clock, (now) => momentOf(presented, video, now));
  const box = useElementSize(stage);

  const inside = presented.place === 'inside';
  const pointers = inside ? inputs.map((tracks) => pointerState(tracks, time)) : [];
  const huds = options.keys ? inputs.map(({ keys }) => keyHud(keys, time, { mask: options.mask })) : [];
  const hud = huds.find((one) => one !== undefined);
  const caption = options.captions ? captionAt(cues, time) : null;
  const click = options.clicks ? (pointers.map(clickText).findLast((text) => text !== null) ?? null) : null;
  const error = player.status === 'failed' ? player.error : undefined;

  useEffect(() => {
    const shown = {
      layer: layer.layer.id,
      frame: presented.frame,
      frameCount: video?.frames.count ?? 0,
      exact: error ? null : presented.exact,
      place: presented.place,
      mediaTime: presented.mediaTime,
      width: video?.width ?? 0,
      height: video?.height ?? 0,
      click,
      keys: hudText(hud),
      caption,
      error: error?.code ?? overlayProblem ?? null,
    };
    report(shown, error && problemOf(error));
  });

  const actual = video && options.zoom === 'actual';
  const size = actual
    ? { width: video.width / devicePixelRatio, height: video.height / devicePixelRatio }
    : undefined;
  return (
    <div className={styles['screen']} data-exact={presented.exact}>
      <div className={styles['scroller']} data-zoom={options.zoom}>
        <div
          ref={stage}
          className={styles['stage']}
          style={size}
          data-dim={presented.place !== 'inside'}
          hidden={error !== undefined}
        >
          <div ref={host} className={styles['host']} />
          {video ? (
            <Overlays
              states={pointers}
              part={recordedPart(layer.layer.video, displays, time, video)}
              picture={fitInside(box, video)}
              box={box}
              options={options}
            />
          ) : null}
        </div>
      </div>
      {error ? <Failure error={error} onRetry={onRetry} /> : null}
      {error ? null : <Outside presented={presented} video={video} />}
      <div className={styles['foot']}>
        {hud ? <KeyHudLine hud={hud} /> : null}
        {caption === null ? null : <p className={styles['caption']}>{caption}</p>}
      </div>
    </div>
  );
}

/** The moment that overlays are drawn for: now(), as far as the frame on screen lasts. */
function momentOf({ place, frame }: Presented, video: Video | undefined, now: TraceTime): TraceTime {
  if (!video || place !== 'inside' || frame < 0) return now;
  return clampTime(now, video.frames.startOf(frame), shift(video.frames.startOf(frame + 1), -1));
}

/** Where the clock stands beside the video. */
function Outside({
  presented: { place },
  video,
}: {
  readonly presented: Presented;
  readonly video: Video | undefined;
}) {
  if (!video) return <p className={styles['outside']}>Opening the recording …</p>;
  if (place === 'before')
    return (
      <p className={styles['outside']}>The recording begins at {formatTimecode(video.frames.startOf(0))}</p>
    );
  if (place === 'after')
    return <p className={styles['outside']}>The recording ended at {formatTimecode(video.frames.end)}</p>;
  return null;
}

function Failure({ error, onRetry }: { readonly error: TraceError; readonly onRetry: () => void }) {
  const { title, advice } = describeProblem(error);
  return (
    <div className={styles['failure']}>
      <Notice severity="error" title={title}>
        <p>{advice}</p>
        {error.code === 'media-failed' ? (
          <button type="button" onClick={onRetry}>
            Try again
          </button>
        ) : null}
      </Notice>
    </div>
  );
}
