/** A voice without an address, as in a remote zip: heard from parts, wherever it is sent to; else downloaded, which is said. */
import {
  AudioBufferSource,
  BufferTarget,
  OggOutputFormat,
  Output,
  Quality,
  WebMOutputFormat,
  type OutputFormat,
} from 'mediabunny';
import { userEvent } from 'vitest/browser';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Lazy } from '../../../src/base/lazy.ts';
import { fromSeconds } from '../../../src/base/time.ts';
import type { TraceLayer } from '../../../src/trace/layers.ts';
import type { Voice } from '../../../src/trace/trace.ts';
import { Bench, voiceLayer } from './pane-bench.tsx';
import { toneWav } from './tone-wav.ts';

const SECONDS = 120;

/** A tone as a file of its own kind. */
async function toneFile(format: OutputFormat): Promise<Uint8Array<ArrayBuffer>> {
  const target = new BufferTarget();
  const output = new Output({ format, target });
  const source = new AudioBufferSource({ codec: 'opus', quality: new Quality('low') });
  output.addAudioTrack(source);
  await output.start();
  const rate = 48_000;
  const buffer = new AudioBuffer({ length: rate * 10, sampleRate: rate, numberOfChannels: 1 });
  buffer.copyToChannel(
    Float32Array.from({ length: rate * 10 }, (_, at) => 0.3 * Math.sin((at / rate) * 2_764) * Math.random()),
    0,
  );
  for (let part = 0; part < SECONDS / 10; part += 1) await source.add(buffer);
  await output.finalize();
  return new Uint8Array(target.buffer ?? new ArrayBuffer(0));
}

/** The layer without its address; counts what is read of it in parts. */
function inParts(layer: TraceLayer<Voice>, read: { bytes: number }): TraceLayer<Voice> {
  const content = new Lazy(async (): Promise<Voice> => {
    const voice = await layer.content.get();
    return {
      ...voice,
      isDirect: () => Promise.resolve(false),
      // The outline is not what is looked at here.
      shippedOutline: () =>
        Promise.resolve({
          min: new Float32Array(SECONDS),
          max: new Float32Array(SECONDS),
          sliceSeconds: 1,
          seconds: SECONDS,
        }),
      file: async (signal) => {
        const file = await voice.file(signal);
        return {
          ...file,
          read: (start, end) => {
            read.bytes += end - start;
            return file.read(start, end, signal);
          },
        };
      },
    };
  });
  return { ...layer, content };
}

let bench: Bench | undefined;

afterEach(async () => {
  await bench?.close();
  bench = undefined;
});

const KINDS: readonly (readonly [string, OutputFormat])[] = [
  ['opus in ogg', new OggOutputFormat()],
  ['opus in webm', new WebMOutputFormat()],
];

describe.each(KINDS)('%s', (_name, format) => {
  it('is heard from parts, near the clock, and read only where it is', async () => {
    const bytes = await toneFile(format);
    const read = { bytes: 0 };
    const open = new Bench({ voices: [inParts(voiceLayer(bytes), read)] }, fromSeconds(SECONDS));
    bench = open;
    await vi.waitFor(() => expect(open.audio.readyState).toBeGreaterThanOrEqual(3));
    expect((await open.at(2))?.['media']).toBe('parts');
    // Of Ogg the length is not known before its end is read.
    const { duration } = open.audio;
    if (Number.isFinite(duration)) expect(duration).toBeCloseTo(SECONDS, 0);
    expect(read.bytes / bytes.length).toBeLessThan(0.75);
    // Browsers let nothing be heard before a person has clicked.
    await userEvent.click(open.find('[role=slider]'));
    for (const seconds of [80, 15]) {
      await open.at(seconds);
      await vi.waitFor(() => expect(Number(open.shown?.['audioTime'])).toBeCloseTo(seconds, 1));
      open.clock.play(1);
      await vi.waitFor(() => expect(open.shown?.['audible']).toBe(true));
      await vi.waitFor(() => expect(open.clock.now()).toBeGreaterThan(fromSeconds(seconds + 1)));
      await vi.waitFor(() =>
        expect(Math.abs(open.audio.currentTime - open.clock.now() / 1e6)).toBeLessThan(0.3),
      );
      open.clock.pause();
    }
  });
});

it('is downloaded where the browser takes no parts of it', async () => {
  const layer = inParts(voiceLayer(toneWav(20, [0, 20])), { bytes: 0 });
  const open = new Bench({ voices: [layer] }, fromSeconds(20));
  bench = open;
  await vi.waitFor(() => expect(open.audio.readyState).toBeGreaterThanOrEqual(1));
  await open.at(5);
  await vi.waitFor(() => expect(open.shown).toMatchObject({ media: 'whole', audioTime: 5 }));
});
