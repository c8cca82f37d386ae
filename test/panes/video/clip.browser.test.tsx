/** Clips are decoded again, and the number of each frame is read off its pixels. */
import { ALL_FORMATS, AudioSampleSink, BlobSource, Input, VideoSampleSink } from 'mediabunny';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Lazy } from '../../../src/base/lazy.ts';
import type { TraceTime } from '../../../src/base/time.ts';
import { burnIn } from '../../../src/panes/video/burn-in.ts';
import type { FrameSpan } from '../../../src/panes/video/clip-voice.ts';
import { framesIn, makeClip, type ClipWish } from '../../../src/panes/video/clip.client.ts';
import { sceneAt, type SceneSources } from '../../../src/panes/video/scene.ts';
import { atOnce } from '../../../src/base/slices.ts';
import { splitInput } from '../../../src/panes/video/input-tracks.ts';
import { DEFAULT_OPTIONS } from '../../../src/panes/video/view-options.ts';
import type { FrameTable } from '../../../src/trace/frame-table.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import type { Voice } from '../../../src/trace/trace.ts';
import type { TraceLayer, Video } from '../../../src/trace/layers.ts';
import dotUrl from '../../fixtures/video/dot.mp4?url';
import rotatedUrl from '../../fixtures/video/rotated-h264.mp4?url';
import vfrUrl from '../../fixtures/video/vfr-h264.mp4?url';
import vp9Url from '../../fixtures/video/cfr-vp9.webm?url';
import { centroid, core, dotData, dotOf } from './dot.ts';
import { fetchBlob, layerOf, stampOf } from './harness.tsx';

interface Decoded {
  readonly seconds: number;
  readonly duration: number;
  readonly stamp: number | undefined;
  readonly image: ImageData;
}

afterEach(() => vi.restoreAllMocks());

function wishOf(layer: TraceLayer<Video>, video: Video, span: FrameSpan, sources?: SceneSources): ClipWish {
  const empty = {
    info: undefined,
    size: video,
    displays: [],
    inputs: [],
    cues: [],
    options: DEFAULT_OPTIONS,
  };
  return {
    ...span,
    snapshot: {
      layer,
      video,
      sources: { ...(sources ?? empty), inputs: [] },
      inputs: () => Promise.resolve(sources?.inputs ?? []),
    },
    withOverlays: sources !== undefined,
    voice: undefined,
    onProgress: () => undefined,
    signal: new AbortController().signal,
  };
}

async function decoded(file: Blob): Promise<readonly Decoded[]> {
  using input = new Input({ formats: ALL_FORMATS, source: new BlobSource(file) });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('no video in the clip');
  const frames: Decoded[] = [];
  for await (using sample of new VideoSampleSink(track).samples()) {
    const canvas = new OffscreenCanvas(sample.displayWidth, sample.displayHeight);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    sample.draw(context, 0, 0);
    const image = context.getImageData(0, 0, canvas.width, canvas.height);
    const stamp = stampOf(canvas.height > canvas.width ? turnedBack(canvas) : canvas);
    frames.push({ seconds: sample.timestamp, duration: sample.duration, stamp, image });
  }
  return frames;
}

/** A picture that was turned to the left, as it was. */
function turnedBack(picture: OffscreenCanvas): OffscreenCanvas {
  const canvas = new OffscreenCanvas(picture.height, picture.width);
  const context = canvas.getContext('2d');
  context?.translate(picture.height, 0);
  context?.rotate(Math.PI / 2);
  context?.drawImage(picture, 0, 0);
  return canvas;
}

/** The furthest that a frame's time is from the original's, in seconds. */
function mostOff(frames: readonly Decoded[], table: FrameTable, first: number): number {
  const off = frames.map(({ seconds }, index) =>
    Math.abs(seconds - (table.mediaTime(first + index) - table.mediaTime(first))),
  );
  return Math.max(...off);
}

const count = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe.each([
  ['VFR H.264 with B-frames', vfrUrl, 'a.mp4', { first: 11, last: 52 }],
  ['its first and last frames', vfrUrl, 'a.mp4', { first: 0, last: 68 }],
  ['one frame of VP9', vp9Url, 'a.webm', { first: 77, last: 77 }],
  ['turned by its container', rotatedUrl, 'a.mp4', { first: 3, last: 9 }],
] as const)('%s', (_, url, path, span) => {
  it('gives exactly the frames asked for, in order, each at its own time', async () => {
    const layer = layerOf(await fetchBlob(url), path);
    const video = await layer.content.get();
    const told: number[] = [];
    const onProgress = ({ done }: { readonly done: number }): void => void told.push(done);
    const clip = await makeClip({ ...wishOf(layer, video, span), onProgress });
    const frames = await decoded(clip.file);
    expect(frames.map(({ stamp }) => stamp)).toEqual(count(span.first, span.last));
    // A container's ticks: 1/57,600 s in mp4, whole milliseconds in webm.
    expect(mostOff(frames, video.frames, span.first)).toBeLessThan(
      clip.extension === 'mp4' ? 0.000_02 : 0.000_6,
    );
    expect(frames[0]?.image).toMatchObject({ width: video.width, height: video.height });
    expect(told).toHaveLength(span.last - span.first + 1);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });
});

/** How far the head of the trail is from the dot of frame `index`, in pixels of the video. */
function offIn(image: ImageData, index: number): number {
  // The stamp is as white as the marks.
  for (let at = 0; at < 25 * image.width; at += 1)
    if (at % image.width < 109) image.data.fill(0, at * 4, at * 4 + 3);
  const [dot, head] = [dotOf(index), centroid(image, core)];
  return head ? Math.hypot(head.x - dot.x, head.y - dot.y) : Infinity;
}

describe('what is burned in', () => {
  it('lies on the dot in every frame, also after the display was turned', async () => {
    const data = await dotData();
    const [layer] = data.videos;
    const [input] = data.inputs;
    if (!layer || !input) throw new Error('no layers');
    const video = await layer.content.get();
    const inputs = [atOnce(splitInput(await input.content.get()))];
    const size = { width: video.width, height: video.height };
    const sources = { ...data, info: layer.layer.video, size, inputs, cues: [], options: DEFAULT_OPTIONS };
    // The drawing itself, before an encoder blurs it: this is what the claim of one pixel stands on.
    const drawn = (await decoded(await fetchBlob(dotUrl))).map(({ image }, index) => {
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.putImageData(image, 0, 0);
      burnIn(context, sceneAt(sources, video.frames.startOf(index)));
      return offIn(context.getImageData(0, 0, image.width, image.height), index);
    });
    expect(drawn).toHaveLength(240);
    expect(drawn.filter((distance) => !(distance <= 1))).toEqual([]);
    const clip = await makeClip(wishOf(layer, video, { first: 0, last: 239 }, sources));
    // Of several pieces, which are handed over one by one.
    expect(clip.file.size).toBeGreaterThan(200_000);
    const kept = (await decoded(clip.file)).map(({ image }, index) => offIn(image, index));
    expect(kept).toHaveLength(240);
    // Colours of half the resolution, and the encoder's noise, move the centre of a mark of five pixels by up to 1.6.
    expect(kept.filter((distance) => !(distance <= 2))).toEqual([]);
  });
});

describe('cancelling', () => {
  it('ends the worker and leaves nothing', async () => {
    const layer = layerOf(await fetchBlob(vfrUrl), 'a.mp4');
    const video = await layer.content.get();
    const terminate = vi.spyOn(Worker.prototype, 'terminate');
    const address = vi.spyOn(URL, 'createObjectURL');
    const controller = new AbortController();
    let calls = 0;
    const onProgress = (): void => {
      calls += 1;
      if (calls === 5) controller.abort();
    };
    const wish = { ...wishOf(layer, video, { first: 0, last: 68 }), onProgress, signal: controller.signal };
    await expect(makeClip(wish)).rejects.toMatchObject({ name: 'AbortError' });
    expect(terminate).toHaveBeenCalledTimes(1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(calls).toBe(5);
    expect(address).not.toHaveBeenCalled();
  });
});

describe('the voice', () => {
  it('goes along from where the clip begins', async () => {
    const layer = layerOf(await fetchBlob(vfrUrl), 'a.mp4');
    const video = await layer.content.get();
    // Silent but for one loud tenth of a second from 3 s on; its clock is 0.25 s behind the trace's.
    const voice = voiceLayer(tone(6, 3, 3.1), 250_000);
    const first = video.frames.indexAt(2_000_000 as TraceTime);
    const last = video.frames.indexAt(4_500_000 as TraceTime);
    const clip = await makeClip({ ...wishOf(layer, video, { first, last }), voice });
    expect(clip.voice).toBe(true);
    using input = new Input({ formats: ALL_FORMATS, source: new BlobSource(clip.file) });
    const track = await input.getPrimaryAudioTrack();
    if (!track) throw new Error('no sound');
    const loud: number[] = [];
    for await (using sample of new AudioSampleSink(track).samples()) {
      const values = new Float32Array(sample.numberOfFrames);
      sample.copyTo(values, { planeIndex: 0, format: 'f32-planar' });
      for (const [index, value] of values.entries())
        if (Math.abs(value) > 0.25) loud.push(sample.timestamp + index / sample.sampleRate);
    }
    const begins = (3_250_000 - video.frames.startOf(first)) / 1_000_000;
    expect(Math.min(...loud)).toBeCloseTo(begins, 1);
    expect(Math.max(...loud)).toBeCloseTo(begins + 0.1, 1);
  });
});

describe('a voice that runs at another speed', () => {
  it('is left out', async () => {
    const layer = layerOf(await fetchBlob(vfrUrl), 'a.mp4');
    const video = await layer.content.get();
    // Half a second more in six.
    const voice = voiceLayer(tone(6, 3, 3.1), 250_000, { native: 6, trace_us: 6_750_000 });
    const clip = await makeClip({ ...wishOf(layer, video, { first: 0, last: 60 }), voice });
    expect(clip.voice).toBe(false);
    using input = new Input({ formats: ALL_FORMATS, source: new BlobSource(clip.file) });
    expect(await input.getPrimaryAudioTrack()).toBeNull();
  });
});

/** A wav of `seconds`, 16 bit and 48 kHz, that sounds in [from, to). */
function tone(seconds: number, from: number, to: number): Blob {
  const rate = 48_000;
  const samples = Int16Array.from({ length: seconds * rate }, (_, index) =>
    index >= from * rate && index < to * rate ? Math.sin(index / 10) * 20_000 : 0,
  );
  const head = new DataView(new ArrayBuffer(44));
  const words: readonly (readonly [number, string])[] = [
    [0, 'RIFF'],
    [8, 'WAVEfmt '],
    [36, 'data'],
  ];
  for (const [at, word] of words)
    for (const [index, byte] of new TextEncoder().encode(word).entries()) head.setUint8(at + index, byte);
  head.setUint32(4, 36 + samples.byteLength, true);
  head.setUint32(16, 16, true);
  head.setUint16(20, 1, true);
  head.setUint16(22, 1, true);
  head.setUint32(24, rate, true);
  head.setUint32(28, rate * 2, true);
  head.setUint16(32, 2, true);
  head.setUint16(34, 16, true);
  head.setUint32(40, samples.byteLength, true);
  return new Blob([head, samples]);
}

function voiceLayer(
  file: Blob,
  start: number,
  ...more: readonly { readonly native: number; readonly trace_us: number }[]
): TraceLayer<Voice> {
  const clock = {
    domain: 'media',
    native_unit: 's',
    sync_quality: 'measured',
    map: [{ native: 0, trace_us: start }, ...more],
  } as const;
  const voice = {
    mediaType: 'audio/wav',
    file: () =>
      Promise.resolve({
        path: 'voice.wav',
        size: file.size,
        read: async (from: number, to: number) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
      }),
  };
  return {
    layer: { id: 'voice', kind: 'speech_audio', status: 'present', clock },
    clock: clockMap(clock),
    content: new Lazy(() => Promise.resolve(voice as unknown as Voice)),
  };
}

describe('framesIn', () => {
  it('finds the frames whose interval meets the range', async () => {
    const { frames } = await layerOf(await fetchBlob(vp9Url), 'a.webm').content.get();
    const range = (start: number, end: number) =>
      framesIn(frames, { start: start as TraceTime, end: end as TraceTime });
    expect(range(500_000, 540_000)).toEqual({ first: 0, last: 0 });
    expect(range(539_999, 540_001)).toEqual({ first: 0, last: 1 });
    expect(range(540_000, 580_000)).toEqual({ first: 1, last: 1 });
    expect(range(0, 500_000)).toBeUndefined();
    expect(range(0, 500_001)).toEqual({ first: 0, last: 0 });
    expect(range(6_460_000, 9_000_000)).toEqual({ first: 149, last: 149 });
    expect(range(6_500_000, 9_000_000)).toBeUndefined();
    expect(range(700_000, 700_000)).toBeUndefined();
  });
});
