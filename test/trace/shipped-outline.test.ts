import { describe, expect, it } from 'vitest';
import { MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import type { Manifest } from '../../src/schema/generated/types.ts';
import { MAX_WAVEFORM_BYTES, writeWaveform } from '../../src/trace/audiowaveform.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { bundleFiles, sourceOf } from '../fixtures/build-bundle.ts';

const PATH = 'layers/voice/voice.dat';
const OUTLINE = writeWaveform(
  { min: Float32Array.of(-0.5), max: Float32Array.of(0.25), sliceSeconds: 0.02 },
  8_000,
);

/** A trace with one voice that names `PATH`; `content`: what lies there. */
async function open(content: Uint8Array | undefined) {
  const files = bundleFiles({
    layers: [{ id: 'voice', kind: 'speech_audio', content: 'sound', peaks: PATH }],
    ...(content && { files: { [PATH]: content } }),
  });
  const trace = await openTrace(sourceOf(files));
  const voice = await trace.voices[0]?.content.get();
  if (!voice) throw new Error('there is no voice');
  return { trace, voice, files };
}

describe('the outline in a bundle', () => {
  it('is read', async () => {
    const { trace, voice } = await open(OUTLINE);
    const outline = await voice.shippedOutline();
    expect([outline?.min[0], outline?.max[0]]).toEqual([-0.5, 0.25]);
    expect(trace.problems.all).toEqual([]);
  });

  it('is not missed where none is named', async () => {
    const files = bundleFiles({ layers: [{ id: 'voice', kind: 'speech_audio', content: 'sound' }] });
    const trace = await openTrace(sourceOf(files));
    const voice = await trace.voices[0]?.content.get();
    expect(await voice?.shippedOutline()).toBeUndefined();
    expect(trace.problems.all).toEqual([]);
  });

  it.each([
    ['torn', OUTLINE.subarray(0, 27), 'format-broken'],
    ['something else', new TextEncoder().encode('no outline at all, and long enough'), 'format-broken'],
    ['not in the bundle', undefined, 'artifact-unlisted'],
  ])('that is %s is a problem, and is done without', async (_, content, code) => {
    const { trace, voice } = await open(content);
    expect(await voice.shippedOutline()).toBeUndefined();
    expect(trace.problems.all).toMatchObject([{ severity: 'warning', code, details: { path: PATH } }]);
  });

  it('that is too large is never read', async () => {
    const { files } = await open(OUTLINE);
    const source = sourceOf(files);
    let reads = 0;
    const trace = await openTrace({
      label: source.label,
      open: async (path, signal) => {
        const artifact = await source.open(path, signal);
        if (path !== PATH) return artifact;
        const bytes = (): Promise<Uint8Array> => {
          reads += 1;
          return artifact.bytes();
        };
        return { ...artifact, size: MAX_WAVEFORM_BYTES + 1, bytes };
      },
    });
    const voice = await trace.voices[0]?.content.get();
    expect(await voice?.shippedOutline()).toBeUndefined();
    expect(trace.problems.all).toMatchObject([{ code: 'format-broken' }]);
    expect(reads).toBe(0);
  });

  it('that was changed is shown, and reported', async () => {
    const { files } = await open(OUTLINE);
    const manifest = JSON.parse(new TextDecoder().decode(files.get(MANIFEST_PATH))) as Manifest;
    const changed = manifest.files.map((file) =>
      file.path === PATH ? { ...file, sha256: '0'.repeat(64) } : file,
    );
    files.set(MANIFEST_PATH, new TextEncoder().encode(JSON.stringify({ ...manifest, files: changed })));
    const trace = await openTrace(sourceOf(files));
    const voice = await trace.voices[0]?.content.get();
    expect(await voice?.shippedOutline()).toBeDefined();
    expect(trace.problems.all).toMatchObject([{ code: 'artifact-hash' }]);
  });
});
