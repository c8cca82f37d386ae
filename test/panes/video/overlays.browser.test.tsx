/** The marks lie on what they mark: overlays are read off their own pixels, and the picture off its own. */
import { page } from 'vitest/browser';
import { afterEach, expect, it } from 'vitest';
import { centroid, core, dotData, dotOf, timeIn, TURN, yellow, type Spot } from './dot.ts';
import { show, until, type Shown } from './harness.tsx';

const FRAMES = 240;
const LOOKED_AT = 200;
/** The frame that stands for a second. */
const LONG = 60;
/** CSS pixels: near the picture's shape, much wider, much taller. */
const WINDOWS = [
  ['near the shape of the picture', 700, 440],
  ['wide', 900, 300],
  ['tall', 380, 640],
] as const;

let shown: Shown | undefined;

afterEach(() => {
  shown?.unmount();
  shown = undefined;
});

async function open(width = 700, height = 440): Promise<Shown> {
  await page.viewport(1_000, 720);
  const data = await dotData();
  const pane = show(data);
  shown = pane;
  pane.host.style.width = `${width}px`;
  pane.host.style.height = `${height}px`;
  await until(() => pane.host.querySelector('video') !== null);
  await pane.clock.settled();
  return pane;
}

function pixelsOf(source: CanvasImageSource, width: number, height: number): ImageData {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.drawImage(source, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

/** What of the pane shows the picture now. */
function pictureOf({ host }: Shown): HTMLVideoElement | HTMLCanvasElement {
  const still = host.querySelector<HTMLCanvasElement>('canvas[data-still]:not([hidden])');
  const video = host.querySelector('video');
  if (!video) throw new Error('no video');
  return still ?? video;
}

/** Where the dot is in the picture, in pixels of the video. */
function dotIn(pane: Shown): Spot | undefined {
  return centroid(pixelsOf(pictureOf(pane), 320, 180), yellow);
}

/** Where the head of the trail is, in pixels of the video: by the layout of the page alone. */
function headIn(pane: Shown): Spot | undefined {
  const canvas = pane.host.querySelector<HTMLCanvasElement>('canvas[data-overlays]');
  if (!canvas) throw new Error('no overlays');
  const head = centroid(pixelsOf(canvas, canvas.width, canvas.height), core);
  if (!head) return undefined;
  const box = canvas.getBoundingClientRect();
  return inVideo(
    {
      x: box.left + (head.x * box.width) / canvas.width,
      y: box.top + (head.y * box.height) / canvas.height,
    },
    pictureOf(pane).getBoundingClientRect(),
  );
}

/** The pixel of the video under a CSS pixel of the page, where an element's picture lies as `object-fit: contain` says. */
function inVideo({ x, y }: Spot, box: DOMRect): Spot {
  const scale = Math.min(box.width / 320, box.height / 180);
  return {
    x: (x - box.left - (box.width - 320 * scale) / 2) / scale,
    y: (y - box.top - (box.height - 180 * scale) / 2) / scale,
  };
}

function apart(a: Spot | undefined, b: Spot | undefined): number {
  return a && b ? Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y)) : Infinity;
}

function* randomFrames(count: number): Generator<number> {
  let state = 5;
  for (let index = 0; index < count; index += 1) {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    yield Math.floor((state / 2 ** 32) * FRAMES);
  }
}

const marksOf = ({ host }: Shown): HTMLCanvasElement | null => host.querySelector('canvas[data-overlays]');

/** Shows frame `index` with its marks, and says how far they are from the dot, in pixels of the video. */
async function distanceAt(pane: Shown, index: number): Promise<number> {
  await pane.go(timeIn(index));
  await until(() => marksOf(pane)?.dataset['frame'] === String(index));
  const dot = dotIn(pane);
  // The picture is the right one, or the rest would prove nothing.
  if (apart(dot, dotOf(index)) > 1) return Infinity;
  return apart(headIn(pane), dot);
}

it.each(WINDOWS)('puts the marks on the dot in a window %s', async (_, width, height) => {
  const pane = await open(width, height);
  const wrong: string[] = [];
  let turned = 0;
  for (const index of [TURN - 1, TURN, TURN + 1, ...randomFrames(LOOKED_AT)]) {
    const distance = await distanceAt(pane, index);
    if (!(distance <= 1)) wrong.push(`frame ${index}: ${distance.toFixed(2)} px`);
    if (index >= TURN) turned += 1;
  }
  expect(turned).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});

it('puts them there on the glass, too', async () => {
  const apartOnGlass: number[] = [];
  for (const [, width, height] of WINDOWS) {
    const pane = await open(width, height);
    const trail = pane.host.querySelector<HTMLElement>('[aria-label="Pointer trail"]');
    for (const index of [7, 50, TURN, 200]) {
      await pane.go(timeIn(index));
      await until(() => marksOf(pane)?.dataset['frame'] === String(index));
      const head = centroid(await screenshot(pane), core);
      trail?.click();
      const dot = centroid(await screenshot(pane), yellow);
      trail?.click();
      const { width: w, height: h } = pictureOf(pane).getBoundingClientRect();
      apartOnGlass.push(apart(head, dot) / Math.min(w / 320, h / 180));
    }
    pane.unmount();
  }
  expect(apartOnGlass.filter((value) => !(value <= 1))).toEqual([]);
});

/** The picture's part of the page as it is on screen, without the stamp, which is as white as the marks. */
async function screenshot(pane: Shown): Promise<ImageData> {
  const box = pictureOf(pane).getBoundingClientRect();
  const base64 = await page.screenshot({ base64: true, save: false, element: pane.host });
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
  const host = pane.host.getBoundingClientRect();
  const all = pixelsOf(image, image.width, image.height);
  const scale = image.width / host.width;
  const canvas = new OffscreenCanvas(all.width, all.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.putImageData(all, 0, 0);
  const [left, top] = [(box.left - host.left) * scale, (box.top - host.top) * scale];
  const fit = Math.min(box.width / 320, box.height / 180) * scale;
  // The toolbar, and the stamp in the picture's corner.
  context.fillRect(0, 0, all.width, top);
  context.fillRect(
    left + (box.width * scale - 320 * fit) / 2,
    top + (box.height * scale - 180 * fit) / 2,
    109 * fit,
    25 * fit,
  );
  return context.getImageData(0, 0, all.width, all.height);
}

it('marks the frame on screen while the clock runs ahead of it', async () => {
  const pane = await open();
  await pane.go(timeIn(2));
  const overlays = marksOf(pane);
  const off: number[] = [];
  // On a busy machine it takes more rounds to see as many.
  pane.clock.setLoop({ start: timeIn(2), end: timeIn(150) });
  pane.clock.play(1);
  await until(() => {
    const frame = Number(overlays?.dataset['frame']);
    // The marks are those of the frame that they say they belong to, whatever the clock says meanwhile.
    // In the long one the trail is gone before it ends.
    if (frame >= 0 && frame !== LONG) off.push(apart(headIn(pane), dotOf(frame)));
    return off.length > 40;
  });
  pane.clock.pause();
  await pane.clock.settled();
  expect(off.filter((value) => !(value <= 1))).toEqual([]);
});

it('stays sharp and in its place when its size, zoom and pixels change', async () => {
  const pane = await open();
  await pane.go(timeIn(30));
  const overlays = marksOf(pane);
  await until(() => overlays?.width === Math.round((overlays?.clientWidth ?? 0) * devicePixelRatio));
  expect(overlays?.getAttribute('aria-hidden')).toBe('true');
  pane.host.style.width = '520px';
  await until(() => overlays?.width === Math.round(520 * devicePixelRatio));
  expect(apart(headIn(pane), dotOf(30))).toBeLessThanOrEqual(1);
  pane.host.querySelector<HTMLElement>('[aria-label="Actual size, 100 %"]')?.click();
  await until(() => overlays?.width === 320);
  expect(apart(headIn(pane), dotOf(30))).toBeLessThanOrEqual(1);
});
