/** What lives as long as one open trace, from the trace that was prepared. */
import { Lazy } from '../base/lazy.ts';
import { loadActivity, type Activity } from '../timeline/activity.ts';
import { createClock } from '../timeline/clock.ts';
import { PaneTurns } from '../timeline/pane-turns.ts';
import { createViewStore } from '../timeline/view-store.ts';
import type { FrameTable } from '../trace/frame-table.ts';
import type { Trace } from '../trace/trace.ts';
import { AwaitedPanes } from './awaited-panes.ts';
import { framePlace } from './frame-place.ts';
import { MediaCheck } from './media-check.ts';
import { PaneReports } from './pane-reports.ts';
import type { PreparedTrace } from './prepare-trace.ts';
import type { FrameHolder, TraceSession } from './session-store.ts';

/** Counts the sessions. */
let sessions = 0;

/** `address`: where it was opened from. */
export function startSession(prepared: PreparedTrace, address: URL | undefined): TraceSession {
  const { trace, controller, ahead, pictured } = prepared;
  const clock = createClock(trace.duration);
  const reports = new PaneReports();
  sessions += 1;
  return {
    id: sessions,
    trace,
    address,
    clock,
    turns: new PaneTurns(clock),
    view: createViewStore(trace.duration),
    reports,
    ...framesOf(trace, { clock, reports }),
    pictured: ahead ? pictured : undefined,
    awaited: new AwaitedPanes(clock),
    activity: activityOf(trace),
    mediaCheck: new MediaCheck(trace, controller.signal),
    corrected: [],
    kept: true,
  };
}

export function framesOf(
  trace: Trace,
  { clock, reports }: Pick<TraceSession, 'clock' | 'reports'>,
): Pick<TraceSession, 'frames' | 'frame'> {
  const frames = holdFrames(trace);
  return { frames, frame: framePlace(clock, frames, reports, trace.videos[0]?.layer.id) };
}

export function activityOf(trace: Trace): Lazy<Activity> {
  return new Lazy(() => loadActivity(trace));
}

function holdFrames(trace: Trace): FrameHolder {
  let value: FrameTable | undefined;
  const [video] = trace.videos;
  const keep = (found: { readonly frames: FrameTable } | undefined): void => {
    value = found?.frames;
  };
  // A video that cannot be read is among the problems already; the rest goes on without frames.
  const ready = video ? video.content.get().then(keep, () => undefined) : Promise.resolve();
  return {
    get value() {
      return value;
    },
    ready,
  };
}
