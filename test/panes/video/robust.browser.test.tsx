/** What is done to the pane in the middle of its seeks: whatever it is, no wrong frame is ever called exact. */
import { afterEach, expect, it, vi } from 'vitest';
import { TraceError } from '../../../src/base/errors.ts';
import { Lazy } from '../../../src/base/lazy.ts';
import type { TraceTime } from '../../../src/base/time.ts';
import type { TraceLayer, Video } from '../../../src/trace/layers.ts';
import longUrl from '../../fixtures/video/cfr60-h264.mp4?url';
import vfrUrl from '../../fixtures/video/vfr-h264.mp4?url';
import { fault, fetchBlob, layerOf, openPane, until, type Shown } from './harness.tsx';
import { random } from './random.ts';

let shown: Shown | undefined;

afterEach(() => {
  shown?.unmount();
  shown = undefined;
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const frame = () => new Promise(requestAnimationFrame);

/** Looks at every animation frame until stopped; returns what was called exact and was not. */
function watch({ report, stamp }: Shown): () => readonly string[] {
  const lies: string[] = [];
  let looking = true;
  const look = (): void => {
    if (!looking) return;
    const { exact, frame: told } = report();
    const pixels = stamp();
    if (exact === true && pixels !== told)
      lies.push(`${String(told)} was called exact, and ${pixels} stood there`);
    requestAnimationFrame(look);
  };
  look();
  return () => {
    looking = false;
    return lies;
  };
}

const moment = (part: number) => Math.floor(600_000 + part * 5_000_000) as TraceTime;

it.each([
  ['its size changes', (host: HTMLElement, part: number) => (host.style.width = `${200 + part * 600}px`)],
  [
    'it is hidden and shown',
    (host: HTMLElement, part: number) => (host.style.display = part < 0.5 ? 'none' : ''),
  ],
])('while %s', async (_, disturb) => {
  const pane = await openPane(vfrUrl, 'screen.mp4');
  shown = pane;
  const lies = watch(pane);
  const numbers = random(3);
  for (let count = 0; count < 40; count += 1) {
    pane.clock.seek(moment(numbers.next().value));
    disturb(pane.host, numbers.next().value);
    await frame();
    disturb(pane.host, numbers.next().value);
    await frame();
  }
  disturb(pane.host, 1);
  await until(() => pane.report()['exact'] !== null);
  await pane.clock.settled();
  expect(lies()).toEqual([]);
  expect(fault(pane, pane.frames)).toBeUndefined();
});

it('when the worker that decodes is killed', async () => {
  const workers: Worker[] = [];
  vi.stubGlobal(
    'Worker',
    class extends Worker {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args);
        workers.push(this);
      }
    },
  );
  const pane = await openPane(vfrUrl, 'screen.mp4');
  shown = pane;
  expect(pane.report()['proof']).toBe('decoder');
  const lies = watch(pane);
  pane.clock.seek(moment(0.7));
  await frame();
  for (const worker of workers) worker.terminate();
  pane.clock.seek(moment(0.4));
  await pane.clock.settled();
  await pane.go(moment(0.6));
  expect(lies()).toEqual([]);
  expect(pane.report()['proof']).toBe('element');
  expect(fault(pane, pane.frames)).toBeUndefined();
  expect(pane.host.textContent).toContain('its decoder failed');
});

it('when nothing of the file can be read', async () => {
  const missing = new TraceError('artifact-missing', { path: 'screen.mp4' });
  const { layer, refused } = losable(await fetchBlob(vfrUrl), missing, () => true);
  const pane = await openPane(vfrUrl, 'screen.mp4', { videos: [layer] });
  shown = pane;
  const lies = watch(pane);
  for (const part of [0.9, 0.1, 0.5]) {
    await pane.go(moment(part));
    expect(fault(pane, pane.frames)).toBeUndefined();
  }
  expect(refused()).toBeGreaterThan(0);
  expect(lies()).toEqual([]);
  expect(pane.report()['proof']).toBe('element');
});

it('when the file is taken away after its first part was read', async () => {
  const made = vi.spyOn(URL, 'createObjectURL');
  const blob = await padded(longUrl, LAST_READ);
  const offline = new TraceError('network-failed', { url: 'screen.mp4', crossOrigin: false });
  const { layer, refused } = losable(blob, offline, (start) => start >= PADDING / 2);
  const pane = await openPane(URL.createObjectURL(blob), 'screen.mp4', { videos: [layer] });
  shown = pane;
  const lies = watch(pane);
  const { frames } = pane;
  for (const index of [70, 3]) {
    await pane.go(frames.startOf(index));
    expect(fault(pane, frames)).toBeUndefined();
  }
  expect(refused()).toBe(0);
  expect(pane.report()['proof']).toBe('decoder');
  for (const { value } of made.mock.results) URL.revokeObjectURL(String(value));
  // Back and forth between what was read and what was not.
  for (const index of [LAST_READ + 40, 5, LAST_READ + 10, 65, LAST_READ + 1]) {
    await pane.go(frames.startOf(index));
    if (pane.report()['exact'] === true) expect(fault(pane, frames)).toBeUndefined();
  }
  expect(refused()).toBeGreaterThan(0);
  expect(lies()).toEqual([]);
});

/** A layer whose file rejects with `error` for all bytes [start, end) that are `lost`; its table was read before. */
function losable(blob: Blob, error: TraceError, lost: (start: number, end: number) => boolean) {
  const whole = layerOf(blob, 'screen.mp4');
  let refusals = 0;
  const content = new Lazy(async (): Promise<Video> => {
    const video = await whole.content.get();
    const file = await video.file();
    const read: typeof file.read = (start, end, signal) => {
      if (!lost(start, end)) return file.read(start, end, signal);
      refusals += 1;
      return Promise.reject(error);
    };
    return { ...video, file: () => Promise.resolve({ ...file, read }) };
  });
  const layer: TraceLayer<Video> = { ...whole, content };
  return { layer, refused: () => refusals };
}

/** The last of a group of pictures; the next begins behind the padding. */
const LAST_READ = 239;
/** Bytes: four times what is read at once. */
const PADDING = 1 << 21;

/** An mp4 of one chunk with so much in the packet of frame `index` that what follows is not read along with what precedes. */
async function padded(url: string, index: number): Promise<Blob> {
  const bytes = new Uint8Array(await (await fetchBlob(url)).arrayBuffer());
  const view = new DataView(bytes.buffer);
  /** Where the fields of the box of this type begin, behind its version and flags. */
  const fieldsOf = (type: string): number => new TextDecoder('latin1').decode(bytes).indexOf(type) + 8;
  const grow = (at: number): void => view.setUint32(at, view.getUint32(at) + PADDING);
  const sizes = fieldsOf('stsz') + 8;
  let cut = view.getUint32(fieldsOf('stco') + 4);
  for (let packet = 0; packet <= index; packet += 1) cut += view.getUint32(sizes + 4 * packet);
  grow(sizes + 4 * index);
  grow(fieldsOf('mdat') - 12);
  // A unit of filler data (ITU-T H.264, 7.3.2.7), after its length.
  const filler = new Uint8Array(PADDING).fill(0xff);
  new DataView(filler.buffer).setUint32(0, PADDING - 4);
  filler[4] = 0x0c;
  filler[PADDING - 1] = 0x80;
  return new Blob([bytes.slice(0, cut), filler, bytes.slice(cut)], { type: 'video/mp4' });
}
