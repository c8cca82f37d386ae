/** The recorded browser becomes two layers: what happened in its tabs, and what they loaded. */
import { join } from 'node:path';
import { numberField } from '../../../base/json.ts';
import type { Layer } from '../../../schema/generated/types.ts';
import { version } from '../../version.ts';
import type { BundleFiles } from '../bundle-files.ts';
import type { CaptureTimes, Span } from '../capture-times.ts';
import { median } from '../clock.ts';
import { readLines } from '../jsonl-file.ts';
import { absent, declared, recordLayer, traceClock, WHAT, type RecordedLayer } from '../layer-records.ts';
import type { BrowserLine } from './browser-lines.ts';
import { browserEvents } from './events.ts';
import { networkLog, type TabMessage } from './network-log.ts';

const NO_BROWSER = 'No browser was opened with playhead capture browser.';
const HAR = 'layers/network/session.har';
const US_PER_S = 1e6;
/** HAR counts whole milliseconds. */
const HAR_UNCERTAINTY = 2_000;
/** On the way through the program that holds the browser, in microseconds. */
const LEAST_LAG = 2_000;

/** What the recorders of the browser left. */
export interface BrowserRecording {
  readonly lines: readonly BrowserLine[];
  /** When there was one that would have recorded. */
  readonly spans: readonly Span[];
}

/** `folder`: of the capture. */
export function readBrowser(times: CaptureTimes, folder: string): BrowserRecording {
  const alive = times.aliveSpans('browser');
  const runs = times.runsOf('browser').map(({ file, end }, index) => {
    // The lines are those of record-browser.ts.
    const lines = readLines(join(folder, file)) as unknown as readonly BrowserLine[];
    const [first] = lines;
    if (!first) return { lines, spans: [] };
    const last = times.ofMonotonic(lines.at(-1)?.t ?? first.t);
    const told = end ?? Math.max(last, alive[index]?.end ?? 0);
    return { lines, spans: [{ start: times.ofMonotonic(first.t), end: told }] };
  });
  return { lines: runs.flatMap(({ lines }) => lines), spans: runs.flatMap(({ spans }) => spans) };
}

/**
 * The layers of the browser and of its network. `origin`: the wall clock at the trace's time 0, in microseconds; `whole`: the
 * trace. What is missing of them is missing of both, and noted once.
 */
export async function browserLayers(
  times: CaptureTimes,
  { lines, spans }: BrowserRecording,
  origin: number,
  whole: Span,
  files: BundleFiles,
): Promise<readonly RecordedLayer[]> {
  const place = (t: number): number => Math.max(0, times.ofMonotonic(t));
  const within = lines.filter(({ t }) => times.ofMonotonic(t) <= whole.end);
  const isSeen = within.some(({ type }) => type !== 'ready');
  const nothing = (): Layer =>
    spans.length === 0
      ? absent('browser', 'lost', 'Nothing that can be read was left.')
      : absent('browser', 'empty', NO_BROWSER);
  const clock = traceClock('when the browser told of it, by the machine clock', lagOf(within));
  const browser = isSeen
    ? await recordLayer('browser', 'browser_events', browserEvents(within, place), clock, files)
    : nothing();
  const network = isSeen
    ? await networkLayer(requestMessages(times, within, origin), origin, files)
    : { ...nothing(), id: 'network', kind: 'network' as const };
  const tell = (layer: Layer): RecordedLayer => declared(times, 'browser', WHAT.browser, layer, spans, whole);
  return [tell(browser), { ...tell(network), gaps: [] }];
}

async function networkLayer(
  messages: readonly TabMessage[],
  origin: number,
  files: BundleFiles,
): Promise<Layer> {
  const har = networkLog(messages, {
    creator: { name: 'playhead', version: version() },
    withBodies: false,
  });
  const method =
    'by the clock of the browser, which is the machine clock; dates count from the time 0 of the trace';
  return {
    ...{ id: 'network', kind: 'network', actor: 'person', records: har.entries },
    ...(har.entries === 0
      ? { status: 'empty', status_note: 'Nothing was loaded while it was recorded.' }
      : { status: 'present' }),
    format: { name: 'har', version: '1.2' },
    paths: [await files.write(HAR, har.text, 'application/json')],
    clock: {
      ...{ domain: 'wall', native_unit: 'ms', sync_quality: 'measured' },
      map: [{ native: origin / 1000, trace_us: 0, uncertainty_us: HAR_UNCERTAINTY, method }],
    },
  };
}

/** The messages of the network, whose dates are made to count with the trace: the wall clock may have been set meanwhile. */
function requestMessages(
  times: CaptureTimes,
  lines: readonly BrowserLine[],
  origin: number,
): readonly TabMessage[] {
  return lines.flatMap((line) => {
    if (line.type !== 'network') return [];
    const { tab, method, params } = line;
    const sent = numberField(params, 'timestamp');
    if (sent === undefined || params['wallTime'] === undefined) return [{ tab, method, params }];
    const wallTime = (origin + times.ofMonotonic(sent * US_PER_S)) / US_PER_S;
    return [{ tab, method, params: { ...params, wallTime } }];
  });
}

/** Between something and its being told of, in microseconds, as a rule. */
function lagOf(lines: readonly BrowserLine[]): number {
  const lags = lines.flatMap((line) => {
    const at = line.type === 'network' ? numberField(line.params, 'timestamp') : undefined;
    return at === undefined ? [] : [Math.round(line.t - at * US_PER_S)];
  });
  return Math.max(LEAST_LAG, median(lags));
}
