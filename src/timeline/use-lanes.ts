import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Problem } from '../base/errors.ts';
import type { Peaks } from '../trace/peaks.ts';
import type { Trace } from '../trace/trace.ts';
import type { LaneState, PlacedLane } from './draw-timeline.ts';
import { problemsLane, traceLanes, type Lane } from './tracks.ts';

const LOADING: LaneState = { status: 'loading' };

/** The lanes of `trace` in their places; all are read at once, and each shows as soon as it is there. */
export function useLanes(trace: Trace, describeProblem: (problem: Problem) => string): readonly PlacedLane[] {
  const problems = useSyncExternalStore(trace.problems.subscribe, () => trace.problems.all);
  const ofTrace = useMemo(() => traceLanes(trace), [trace]);
  const ofProblems = useMemo(() => problemsLane(problems, describeProblem), [problems, describeProblem]);
  const states = useLaneStates(ofTrace);
  const problemStates = useLaneStates(useMemo(() => (ofProblems ? [ofProblems] : []), [ofProblems]));
  const peaks = usePeaks(ofTrace);
  return useMemo(() => {
    const shown = ofTrace.filter(({ kind }) => kind !== 'absent');
    const absent = ofTrace.filter(({ kind }) => kind === 'absent');
    let top = 0;
    return [...shown, ...(ofProblems ? [ofProblems] : []), ...absent].map((lane) => {
      const outline = peaks.get(lane);
      const placed = {
        lane,
        state: states.get(lane) ?? problemStates.get(lane) ?? LOADING,
        top,
        wave: lane.sound && outline && { peaks: outline, map: lane.sound.map },
      };
      top += lane.height;
      return placed;
    });
  }, [ofTrace, ofProblems, states, problemStates, peaks]);
}

/** States by the lane itself: those of lanes that are gone are never looked up. */
function useLaneStates(lanes: readonly Lane[]): ReadonlyMap<Lane, LaneState> {
  const [states, setStates] = useState<ReadonlyMap<Lane, LaneState>>(new Map());
  useEffect(() => {
    let current = true;
    const put = (lane: Lane, state: LaneState): void => {
      if (!current) return;
      setStates((all) => new Map([...all].filter(([other]) => lanes.includes(other))).set(lane, state));
    };
    for (const lane of lanes)
      lane.load().then(
        (items) => put(lane, { status: 'ready', items }),
        // The reason is among the trace's problems.
        () => put(lane, { status: 'failed' }),
      );
    return () => {
      current = false;
    };
  }, [lanes]);
  return states;
}

/** The outlines that are there, by lane. */
function usePeaks(lanes: readonly Lane[]): ReadonlyMap<Lane, Peaks> {
  const [found, setFound] = useState<ReadonlyMap<Lane, Peaks>>(new Map());
  useEffect(() => {
    const stops = lanes.flatMap((lane) => {
      const outline = lane.sound?.outline;
      if (!outline) return [];
      const look = (): void => {
        const state = outline.getState();
        if (state.status === 'ready') setFound((all) => new Map(all).set(lane, state.peaks));
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
