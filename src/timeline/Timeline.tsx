import { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Maximize2, Pencil, ZoomIn, ZoomOut } from 'lucide-react';
import type { Problem } from '../base/errors.ts';
import { clampTime, formatDuration, fromMicros, ZERO, type TimeRange } from '../base/time.ts';
import type { Trace } from '../trace/trace.ts';
import { CutName } from '../ui/CutName.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { useTimeWords } from '../ui/time-words.ts';
import type { Transport } from './clock.ts';
import { itemsOf, noteOf, RULER_HEIGHT, type PlacedLane } from './draw-timeline.ts';
import type { FoundMoments } from './found-moments.ts';
import { FoundTicks } from './FoundTicks.tsx';
import { hitLinks, linkSentences } from './hand-over-links.ts';
import { createHoverStore, HoverCard } from './HoverCard.tsx';
import { ownParts } from './lane-names.ts';
import { hitMarks, type Hit } from './marks.ts';
import { TimelinePainter } from './painter.ts';
import { Playhead } from './Playhead.tsx';
import { attachGestures } from './plot-gestures.ts';
import { SyncContext } from './sync-link.ts';
import type { Lane } from './tracks.ts';
import { useHandOverLinks } from './use-hand-over-links.ts';
import { useLanes } from './use-lanes.ts';
import { useSliderValue } from './use-slider-value.ts';
import { seekBy, STEP_LONG, STEP_SHORT, zoomBy, ZOOM_STEP } from './verbs.ts';
import type { OpenPictures } from './video-pictures.ts';
import type { ViewStore } from './view-store.ts';
import styles from './timeline.module.css';

export interface TimelineProps {
  readonly trace: Trace;
  readonly clock: Transport;
  readonly view: ViewStore;
  /** Gaps to shade; undefined while they are not known yet. */
  readonly idle?: readonly TimeRange[] | undefined;
  /** How to get the pictures of a video; undefined: no pictures. Stable over renders. */
  readonly openPictures?: OpenPictures | undefined;
  /** Lanes above those of the trace; stable over renders. */
  readonly more?: readonly Lane[] | undefined;
  /** Moments to be marked on their tracks; undefined: none. */
  readonly found?: FoundMoments | undefined;
  /** Words for a problem; stable over renders. */
  readonly describeProblem?: (problem: Problem) => string;
}

const NONE: readonly never[] = [];

/** All tracks over time, at full width: one lane a track, under a ruler. */
export function Timeline(props: TimelineProps) {
  const {
    trace,
    clock,
    view,
    idle = NONE,
    openPictures,
    more = NONE,
    found,
    describeProblem = codeOf,
  } = props;
  const { lanes, films } = useLanes(trace, describeProblem, openPictures, clock, more);
  const links = useHandOverLinks(trace);
  const words = useTimeWords();
  const scroller = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const ruler = useRef<HTMLCanvasElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [painter, setPainter] = useState<TimelinePainter>();
  const hoverStore = useMemo(() => createHoverStore(), []);
  const parts = useMemo(() => ownParts(lanes.map(({ lane }) => lane.title)), [lanes]);
  const content = useRef({ lanes, idle, links });

  useLayoutEffect(() => {
    if (!plot.current || !ruler.current || !canvas.current || !scroller.current) return;
    const made = new TimelinePainter(
      { plot: plot.current, ruler: ruler.current, lanes: canvas.current, scroller: scroller.current },
      view,
    );
    setPainter(made);
    return () => {
      made.dispose();
      setPainter(undefined);
    };
  }, [view]);

  useLayoutEffect(() => {
    content.current = { lanes, idle, links };
    painter?.setContent(lanes, idle, words);
  }, [painter, lanes, idle, links, words]);

  useLayoutEffect(() => painter?.setLinks(links), [painter, links]);

  useLayoutEffect(() => painter?.setFilms(films), [painter, films]);

  useEffect(() => {
    if (!painter || !plot.current || !ruler.current || !scroller.current) return;
    const surface = { plot: plot.current, ruler: ruler.current, scroller: scroller.current };
    const under = (
      x: number,
      y: number,
    ): { readonly placed: PlacedLane | undefined; readonly hit: Hit | undefined } => {
      const { left, top } = surface.plot.getBoundingClientRect();
      if (y < surface.ruler.getBoundingClientRect().bottom) return { placed: undefined, hit: undefined };
      const placed = laneAt(content.current.lanes, y - top - RULER_HEIGHT);
      const mark = placed && hitMarks(itemsOf(placed.state), painter.scale, x - left);
      const end = placed && hitLinks(content.current.links, placed.lane.id, painter.scale, x - left);
      return {
        placed,
        hit: end ? { ...end, text: [end.text, mark?.text].filter(Boolean).join(' · ') } : mark,
      };
    };
    const hovered = (
      place: { readonly x: number; readonly y: number } | undefined,
      scrubs = clock.scrubbing,
    ): void => {
      if (!place) {
        view.getState().hoverAt(undefined);
        films?.point(undefined, undefined);
        hoverStore.setState({ hovered: undefined });
        return;
      }
      const { x, y } = place;
      const pointed = painter.scale.time(x - surface.plot.getBoundingClientRect().left);
      const time = clampTime(pointed, ZERO, clock.duration);
      // All panes show the moment under a playhead that is dragged: to mark it in them as well is work for nothing.
      view.getState().hoverAt(scrubs ? undefined : time);
      const { placed, hit } = under(x, y);
      const gap = content.current.idle.find(({ start, end }) => time >= start && time < end);
      const text =
        hit?.text ?? (placed && noteOf(placed)) ?? (gap && `idle for ${formatDuration(gap.end - gap.start)}`);
      films?.point(time, placed?.lane.id);
      hoverStore.setState({ hovered: { x, y, time, lane: placed?.lane, text } });
    };
    // A key, or playing on, may change the view below a pointer that rests.
    const stop = view.subscribe(({ range }, before) => {
      if (range !== before.range) hovered(hoverStore.getState().hovered);
    });
    const detach = attachGestures(
      {
        ...surface,
        scale: () => painter.scale,
        itemAt: (x, y) => {
          const time = under(x, y).hit?.time;
          return time === undefined ? undefined : fromMicros(time);
        },
        hovered,
      },
      clock,
      view,
    );
    return () => {
      stop();
      detach();
    };
  }, [painter, clock, view, hoverStore, films]);

  useSliderValue(plot, clock);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? STEP_LONG : STEP_SHORT;
    if (event.key === 'ArrowLeft') seekBy(clock, -step);
    else if (event.key === 'ArrowRight') seekBy(clock, step);
    else if (event.key === 'Home') clock.seek(ZERO);
    else if (event.key === 'End') clock.seek(clock.duration);
    else return;
    // The app's own keys do the same: whoever listens further out sees that it is done.
    event.preventDefault();
  };

  return (
    <section className={styles['timeline']} aria-label="Timeline">
      <div ref={scroller} className={styles['scroller']}>
        <div className={styles['headers']}>
          <div className={styles['corner']} style={{ height: RULER_HEIGHT }}>
            <IconButton
              icon={ZoomOut}
              size={13}
              label="Zoom out"
              command="zoom-out"
              onClick={() => zoomBy(clock, view, 1 / ZOOM_STEP)}
            />
            <IconButton
              icon={ZoomIn}
              size={13}
              label="Zoom in"
              command="zoom-in"
              onClick={() => zoomBy(clock, view, ZOOM_STEP)}
            />
            <IconButton
              icon={Maximize2}
              size={12}
              label="Show the whole trace"
              onClick={() => view.getState().fit()}
            />
          </div>
          <ul className={styles['titles']} aria-label="Tracks">
            {lanes.map((placed, index) => (
              <LaneTitle key={placed.lane.id} placed={placed} own={parts[index] ?? 0} />
            ))}
          </ul>
          {links.length > 0 && (
            <ul className="visually-hidden" aria-label="Hand-overs between agents">
              {linkSentences(links, words).map((sentence, index) => (
                <li key={index}>{sentence}</li>
              ))}
            </ul>
          )}
        </div>
        <div
          ref={plot}
          className={styles['plot']}
          role="slider"
          tabIndex={0}
          aria-label="Playhead"
          aria-valuemin={0}
          aria-valuenow={0}
          onKeyDown={onKeyDown}
        >
          {painter && found && <FoundTicks found={found} lanes={lanes} view={view} painter={painter} />}
          <canvas ref={ruler} className={styles['ruler']} />
          <canvas ref={canvas} className={styles['lanes']} />
          {painter && <Playhead clock={clock} view={view} painter={painter} />}
        </div>
      </div>
      <HoverCard store={hoverStore} films={films} />
    </section>
  );
}

interface LaneTitleProps {
  readonly placed: PlacedLane;
  /** Where its name begins to differ from the others. */
  readonly own: number;
}

function LaneTitle({ placed, own }: LaneTitleProps) {
  const { lane } = placed;
  const note = noteOf(placed);
  const showSync = useContext(SyncContext);
  const { layer } = lane;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a short way for pointers to what has a command of its own
    <li
      className={styles['title']}
      data-kind={lane.kind}
      data-status={placed.state.status}
      style={{ height: lane.height }}
      title={[lane.title, note, placed.remark, lane.sync].filter((part) => part !== undefined).join(' · ')}
      onContextMenu={
        showSync &&
        ((event) => {
          event.preventDefault();
          if (layer !== undefined) showSync(layer);
        })
      }
    >
      <i className={styles['chip']} style={{ background: `var(--track-${lane.colour})` }} />
      <span className={styles['name']}>
        <CutName name={lane.title} own={own} />
      </span>
      {lane.quality === 'corrected' && <Pencil className={styles['corrected']} size={11} aria-hidden />}
      {lane.quality !== undefined && lane.quality !== 'measured' && lane.quality !== 'corrected' && (
        <span className={styles['doubt']} aria-hidden>
          ≈
        </span>
      )}
      <span className="visually-hidden">
        {[note, placed.remark, lane.sync].filter((part) => part !== undefined).join(', ')}
      </span>
    </li>
  );
}

/** The lane at `y` CSS pixels from the top of the lanes. */
function laneAt(lanes: readonly PlacedLane[], y: number): PlacedLane | undefined {
  return lanes.find(({ top, lane }) => y >= top && y < top + lane.height);
}

function codeOf(problem: Problem): string {
  return problem.code;
}
