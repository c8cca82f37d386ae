import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { problemOf, type Problem } from '../base/errors.ts';
import type { Outline } from '../trace/outline.client.ts';
import type { Peaks } from '../trace/peaks.ts';
import type { Trace } from '../trace/trace.ts';
import type { Transport } from './clock.ts';
import type { LaneState, PlacedLane } from './draw-timeline.ts';
import { FILM_LANE } from './film-lane.ts';
import type { Films } from './films.ts';
import { problemsLane, traceLanes, videoLanes, type Lane } from './tracks.ts';
import { useFilms } from './use-films.ts';
import type { OpenPictures } from './video-pictures.ts';

const LOADING: LaneState = { status: 'loading' };

/** The lanes of `trace` in their places; all are read at once, and each shows as soon as it is there. `more`: above those of the trace. */
export function useLanes(
  trace: Trace,
  describeProblem: (problem: Problem) => string,
  open: OpenPictures | undefined,
  clock: Transport,
  more: readonly Lane[],
): { readonly lanes: readonly PlacedLane[]; readonly films: Films | undefined } {
  const problems = useSyncExternalStore(trace.problems.subscribe, () => trace.problems.all);
  const ofTrace = useMemo(() => traceLanes(trace), [trace]);
  const ofProblems = useMemo(() => problemsLane(problems, describeProblem), [problems, describeProblem]);
  const states = useLaneStates(ofTrace);
  const addedStates = useLaneStates(
    useMemo(() => [...more, ...(ofProblems ? [ofProblems] : [])], [ofProblems, more]),
  );
  const peaks = usePeaks(ofTrace);
  // The same list while no video is corrected, so that their pictures stay.
  const { videos } = trace;
  const pictured = useMemo(() => videoLanes(videos), [videos]);
  const { films, filmOf } = useFilms(pictured, open, clock);
  const lanes = useMemo(() => {
    const shown = ofTrace.filter(({ kind }) => kind !== 'absent');
    const absent = ofTrace.filter(({ kind }) => kind === 'absent');
    let top = 0;
    return [...more, ...shown, ...(ofProblems ? [ofProblems] : []), ...absent].map((lane) => {
      const outline = lane.sound && peaks.get(lane.sound.outline);
      const state = states.get(lane.id) ?? addedStates.get(lane.id) ?? LOADING;
      const film = filmOf.get(lane.id);
      // As tall as it will be from the start, so that nothing moves when the pictures come.
      const filmed = films && lane.video && state.status !== 'failed' && !film?.error;
      const placed = {
        lane: filmed ? { ...lane, height: FILM_LANE } : lane,
        state,
        top,
        wave: lane.sound && outline && { peaks: outline, map: lane.sound.map },
        film: filmed ? film : undefined,
        remark: film?.error && `no pictures: ${describeProblem(problemOf(film.error))}`,
      };
      top += placed.lane.height;
      return placed;
    });
  }, [ofTrace, ofProblems, more, states, addedStates, peaks, films, filmOf, describeProblem]);
  return { lanes, films };
}

/** States by the lane's id: when a layer's times are corrected, what was there before stays until it is read anew. */
function useLaneStates(lanes: readonly Lane[]): ReadonlyMap<string, LaneState> {
  const [states, setStates] = useState<ReadonlyMap<string, LaneState>>(new Map());
  useEffect(() => {
    let current = true;
    const ids = new Set(lanes.map(({ id }) => id));
    const put = ({ id }: Lane, state: LaneState): void => {
      if (!current) return;
      setStates((all) => new Map([...all].filter(([other]) => ids.has(other))).set(id, state));
    };
    const stops: (() => void)[] = [];
    for (const lane of lanes) {
      const stop = lane.watch?.((part) => put(lane, { status: 'loading', part }));
      const end = (state: LaneState): void => {
        stop?.();
        put(lane, state);
      };
      if (stop) stops.push(stop);
      lane.load().then(
        (items) => end({ status: 'ready', items }),
        // The reason is among the trace's problems.
        () => end({ status: 'failed' }),
      );
    }
    return () => {
      current = false;
      stops.forEach((stop) => stop());
    };
  }, [lanes]);
  return states;
}

/** The outlines that are there. */
function usePeaks(lanes: readonly Lane[]): ReadonlyMap<Outline, Peaks> {
  const [found, setFound] = useState<ReadonlyMap<Outline, Peaks>>(new Map());
  useEffect(() => {
    const stops = lanes.flatMap((lane) => {
      const outline = lane.sound?.outline;
      if (!outline) return [];
      const look = (): void => {
        const state = outline.getState();
        if (state.status === 'ready') setFound((all) => new Map(all).set(outline, state.peaks));
      };
      const stop = outline.subscribe(look);
      look();
      outline.start();
      return [stop];
    });
    return () => stops.forEach((stop) => stop());
  }, [lanes]);
  return found;
}
