import {
  lazy,
  Suspense,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useSyncExternalStore,
  type Ref,
} from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { formatTimecode } from '../../base/time.ts';
import { problemOf, TraceError, type ErrorCode } from '../../base/errors.ts';
import type { Clock } from '../../timeline/clock.ts';
import { useRegions } from '../../timeline/region-link.ts';
import { useClock } from '../../timeline/use-clock.ts';
import type { Cue, Displays, TraceLayer, Video } from '../../trace/layers.ts';
import type { MeansState } from '../../trace/media-means.ts';
import type { Track } from '../../trace/track.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Reading } from '../../ui/Reading.tsx';
import type { PaneProps } from '../pane.tsx';
import { NOTHING, type Presented } from './presented.ts';
import type { InputTracks } from './input-tracks.ts';
import { hudText } from './key-hud.ts';
import { KeyHudLine } from './KeyHudLine.tsx';
import { Overlays } from './Overlays.tsx';
import { clickText } from './pointer-state.ts';
import { sceneAt, sceneTime } from './scene.ts';
import type { Stage } from './stage.ts';
import { TroubleLine } from './TroubleLine.tsx';
import { useVideoPlayer } from './use-video-player.ts';
import styles from './Screen.module.css';
import type { ViewOptions } from './view-options.ts';

const RegionLayer = lazy(async () => ({ default: (await import('./RegionLayer.tsx')).RegionLayer }));

interface ScreenProps {
  readonly layer: TraceLayer<Video>;
  readonly inputs: readonly InputTracks[];
  /** All of them, once they are read. */
  readonly readInputs: () => Promise<readonly InputTracks[]>;
  readonly cues: readonly Track<Cue>[];
  readonly displays: Displays;
  readonly options: ViewOptions;
  /** Why an overlay cannot be drawn. */
  readonly overlayProblem: ErrorCode | undefined;
  readonly clock: Clock;
  readonly report: PaneProps<unknown>['report'];
  /** The media broke, and is to be opened anew. */
  readonly onRetry: () => void;
  /** For who saves what is on screen. */
  readonly stage: Ref<Stage>;
}

const subscribeToNothing = () => () => undefined;
const presentNothing = () => NOTHING;
const NO_MEANS: MeansState = { means: undefined, done: 0 };
const meansNothing = () => NO_MEANS;

/** One recording: the picture, and over it what hands and voice did at the moment of that very picture. */
export function Screen({
  layer,
  inputs,
  readInputs,
  cues,
  displays,
  options,
  overlayProblem,
  clock,
  report,
  onRetry,
  stage,
}: ScreenProps) {
  const host = useRef<HTMLDivElement>(null);
  const player = useVideoPlayer(host, layer, clock);
  const open = player.status === 'open' ? player : undefined;
  const presented = useSyncExternalStore(
    open?.presenter.subscribe ?? subscribeToNothing,
    open?.presenter.presented ?? presentNothing,
  );
  const media = useSyncExternalStore(
    open?.means.subscribe ?? subscribeToNothing,
    open?.means.getState ?? meansNothing,
  );
  const video = open?.video;
  const time = useClock(clock, (now) => sceneTime(presented, video, now));

  const regions = useRegions();
  /** Somebody speaks of a part of some picture, or is about to. */
  const spoken = regions.asked || regions.marks.length > 0;

  const info = layer.layer.video;
  const size = { width: video?.width ?? 0, height: video?.height ?? 0 };
  const sources = { info, size, displays, inputs, cues, options };
  const whole = sceneAt(sources, time);
  const scene = presented.place === 'inside' ? whole : { ...whole, pointers: [] };
  const { hud, caption } = scene;
  const clicks = options.clicks ? scene.pointers.map(clickText) : [];
  const click = clicks.findLast((text) => text !== null) ?? null;
  const error = player.status === 'failed' ? player.error : undefined;
  const trouble = error ?? presented.trouble;
  const path = layer.layer.paths?.[0] ?? layer.layer.id;
  const loads = media.means === 'whole' && media.done < 1;
  const waits = useMemo(() => (loads ? new TraceError('media-whole', { path }) : undefined), [loads, path]);

  useEffect(() => {
    const shown = {
      layer: layer.layer.id,
      frame: presented.frame,
      frameCount: video?.frames.count ?? 0,
      exact: error ? null : presented.exact,
      place: presented.place,
      mediaTime: presented.mediaTime,
      proof: presented.proof,
      width: video?.width ?? 0,
      height: video?.height ?? 0,
      click,
      keys: hudText(hud),
      caption,
      media: media.means ?? null,
      error: error?.code ?? overlayProblem ?? null,
    };
    const problem = trouble && problemOf(trouble, error ? 'error' : 'warning');
    report(shown, problem ?? (waits && problemOf(waits, 'info')));
  });

  useImperativeHandle(stage, () => ({
    snapshot: () => {
      if (!open || error) return undefined;
      // Not the ones of this render: the frame may have changed since.
      const now = open.presenter.presented();
      const moment = sceneTime(now, open.video, clock.now());
      return {
        layer,
        video: open.video,
        presented: now,
        time: moment,
        sources,
        inputs: readInputs,
        picture: open.presenter.picture,
      };
    },
  }));

  const actual = video && options.zoom === 'actual';
  const stageSize = actual
    ? { width: video.width / devicePixelRatio, height: video.height / devicePixelRatio }
    : undefined;
  return (
    <div className={styles['screen']} data-exact={presented.exact}>
      {trouble && !error ? <TroubleLine trouble={trouble} /> : null}
      {waits && !trouble ? <TroubleLine trouble={waits} done={media.done} /> : null}
      <div className={styles['scroller']} data-zoom={options.zoom}>
        <div
          className={styles['stage']}
          style={stageSize}
          data-dim={presented.place !== 'inside'}
          hidden={error !== undefined}
        >
          <div ref={host} className={styles['host']} />
          {video ? <Overlays scene={scene} frame={presented.frame} /> : null}
          {video && spoken && presented.place === 'inside' ? (
            <Suspense>
              <RegionLayer layer={layer.layer.id} video={video} frame={presented.frame} clock={clock} />
            </Suspense>
          ) : null}
        </div>
      </div>
      {error ? <Failure error={error} onRetry={onRetry} /> : null}
      {error ? null : <Outside presented={presented} layer={layer} video={video} />}
      <div className={styles['foot']}>
        {hud ? <KeyHudLine hud={hud} /> : null}
        {caption === null ? null : <p className={styles['caption']}>{caption}</p>}
      </div>
    </div>
  );
}

interface OutsideProps {
  readonly presented: Presented;
  readonly layer: TraceLayer<Video>;
  readonly video: Video | undefined;
}

/** Where the clock stands beside the video. */
function Outside({ presented: { place }, layer, video }: OutsideProps) {
  if (!video)
    return (
      <div className={styles['opening']}>
        <Reading what="Opening the recording …" of={layer.content} />
      </div>
    );
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
