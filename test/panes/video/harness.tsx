/** Shows the pane in a real page over a fixture, and reads the frame number off the element's own pixels. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Lazy } from '../../../src/base/lazy.ts';
import { pageTicker, type Ticker } from '../../../src/base/ticker.ts';
import type { TraceTime } from '../../../src/base/time.ts';
import { blobBytes } from '../../../src/bundle/byte-source.ts';
import { blobUrl, type Artifact } from '../../../src/bundle/bundle-source.ts';
import type { PaneReport } from '../../../src/panes/pane.tsx';
import type { VideoPaneData } from '../../../src/panes/video/video-data.ts';
import { VideoPane } from '../../../src/panes/video/VideoPane.tsx';
import { createClock, type Transport } from '../../../src/timeline/clock.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import type { FrameTable } from '../../../src/trace/frame-table.ts';
import type { Layer, TraceLayer, Video } from '../../../src/trace/layers.ts';
import { readVideo } from '../../../src/trace/read-video.ts';

/** The stamp of the fixtures: so many blocks, of so many pixels; see `test/fixtures/video/README.md`. */
const BITS = 9;
const BLOCK = 12;

/** The video's first frame in trace time, and the trace's length, in microseconds. */
export const VIDEO_START = 500_000 as TraceTime;
export const DURATION = 8_000_000 as TraceTime;

function artifactOf(blob: Blob, path: string): Artifact {
  const bytes = blobBytes(blob, path);
  return {
    path,
    size: blob.size,
    bytes: () => bytes.read(0, blob.size),
    stream: () => Promise.resolve(blob.stream()),
    read: (start, end, signal) => bytes.read(start, end, signal),
    direct: true,
    url: () => Promise.resolve(blobUrl(blob)),
  };
}

/** The same layer, of whose video there is no address: it is read in parts, which `read` is told of. */
export function inParts(
  layer: TraceLayer<Video>,
  read: (bytes: number) => void = () => undefined,
): TraceLayer<Video> {
  const content = new Lazy(async (): Promise<Video> => {
    const video = await layer.content.get();
    return {
      ...video,
      isDirect: () => Promise.resolve(false),
      file: async (signal) => {
        const file = await video.file(signal);
        return {
          ...file,
          read: (start, end) => {
            read(end - start);
            return file.read(start, end, signal);
          },
        };
      },
    };
  });
  return { ...layer, content };
}

/** A layer over a fixture's bytes. `open`: bytes for the media element, where they are to differ. */
export function layerOf(blob: Blob, path: string, open: Blob = blob, id = 'screen'): TraceLayer<Video> {
  const clock = {
    domain: 'media',
    native_unit: 's',
    sync_quality: 'measured',
    map: [{ native: 0, trace_us: VIDEO_START }],
  } as const;
  const layer: Layer = { id, kind: 'screen_video', status: 'present', paths: [path], clock };
  const mediaType = path.endsWith('.webm') ? 'video/webm' : 'video/mp4';
  const content = new Lazy(async (): Promise<Video> => {
    const facts = await readVideo({ ...artifactOf(blob, path), size: blob.size }, clockMap(clock));
    return {
      ...facts,
      mediaType,
      isDirect: () => Promise.resolve(true),
      url: () => Promise.resolve(blobUrl(open)),
      file: () => Promise.resolve({ ...artifactOf(open, path), size: open.size }),
    };
  });
  return { layer, clock: clockMap(clock), content };
}

export async function fetchBlob(url: string): Promise<Blob> {
  return (await fetch(url)).blob();
}

export interface Shown {
  readonly clock: Transport;
  readonly host: HTMLElement;
  /** The latest report. */
  readonly report: () => PaneReport;
  /** The frame number in the element's pixels; undefined where the stamp is not whole. */
  readonly stamp: () => number | undefined;
  /** Seeks and waits until nobody holds. */
  readonly go: (time: TraceTime) => Promise<void>;
  /** How many subscriptions, leads and holds of the clock have not ended. */
  readonly attached: () => number;
  readonly unmount: () => void;
}

export function show(
  data: Partial<VideoPaneData> & Pick<VideoPaneData, 'videos'>,
  duration = DURATION,
  ticker: Ticker = pageTicker,
): Shown {
  const clock = createClock(duration, ticker);
  const attached = countAttached(clock);
  const host = document.createElement('div');
  host.style.cssText = 'position: fixed; inset: 0; width: 480px; height: 330px';
  document.body.append(host);
  const root = createRoot(host);
  let latest: PaneReport = {};
  const report = (shown: PaneReport): void => void (latest = shown);
  const all = { inputs: [], transcripts: [], displays: [], voices: [], name: 'A test', ...data };
  root.render(
    <StrictMode>
      <VideoPane data={all} clock={clock} report={report} />
    </StrictMode>,
  );
  return {
    clock,
    host,
    attached,
    report: () => latest,
    stamp: () => readStamp(host),
    go: async (time) => {
      clock.seek(time);
      await clock.settled();
    },
    unmount: () => {
      root.unmount();
      host.remove();
    },
  };
}

/** The pane over a fixture, at the trace's start, settled. */
export async function openPane(
  url: string,
  path: string,
  more: Partial<Parameters<typeof show>[0]> = {},
  ticker: Ticker = pageTicker,
) {
  const layer = layerOf(await fetchBlob(url), path);
  const shown = show({ videos: [layer], ...more }, DURATION, ticker);
  const { frames } = await layer.content.get();
  await until(() => shown.host.querySelector('video') !== null);
  await shown.clock.settled();
  return { ...shown, frames };
}

/** What is wrong with what is shown at now(), in words; undefined where nothing is. */
export function fault({ clock, report, stamp }: Shown, frames: FrameTable): string | undefined {
  const wanted = frames.indexAt(clock.now());
  const { frame, exact } = report();
  const pixels = stamp();
  if (pixels === wanted && frame === wanted && exact === true) return undefined;
  return `at ${clock.now()}: wanted ${wanted}, pixels ${pixels}, reported ${String(frame)}, exact ${String(exact)}`;
}

/** Counts what is attached to the clock from here on. */
function countAttached(clock: Transport): () => number {
  let count = 0;
  const counted =
    <A,>(attach: (argument: A) => () => void) =>
    (argument: A): (() => void) => {
      const detach = attach(argument);
      let done = false;
      count += 1;
      return () => {
        if (!done) count -= 1;
        done = true;
        detach();
      };
    };
  Object.assign(clock, {
    subscribe: counted(clock.subscribe.bind(clock)),
    lead: counted(clock.lead.bind(clock)),
    hold: counted(clock.hold.bind(clock)),
  });
  return () => count;
}

export function readStamp(host: HTMLElement): number | undefined {
  const still = host.querySelector<HTMLCanvasElement>('canvas[data-still]:not([hidden])');
  const source = still ?? host.querySelector('video');
  return source ? stampOf(source) : undefined;
}

/** The frame number in the pixels of a picture; undefined where the stamp is not whole. */
export function stampOf(source: CanvasImageSource): number | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = BITS * BLOCK;
  canvas.height = 2 * BLOCK;
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  context.drawImage(source, 0, 0);
  const white = (column: number, row: number): boolean =>
    (context.getImageData((column + 0.5) * BLOCK, (row + 0.5) * BLOCK, 1, 1).data[1] ?? 0) > 127;
  let frame = 0;
  for (let bit = 0; bit < BITS; bit += 1) {
    if (white(bit, 0) === white(bit, 1)) return undefined;
    if (white(bit, 0)) frame += 2 ** bit;
  }
  return frame;
}

/** Resolves when `condition` holds; rejects after `millis` milliseconds. */
export async function until(condition: () => boolean, millis = 20_000): Promise<void> {
  const start = performance.now();
  while (!condition()) {
    if (performance.now() - start > millis)
      throw new Error(`not within ${millis} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
