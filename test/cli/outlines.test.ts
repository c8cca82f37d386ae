/** Outlines of sounds: made by `new` and `pack --peaks`, checked by `validate`. */
import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accompany } from '../../src/cli/pack-companions.ts';
import { OUTLINE as SOUND_OUTLINE, soundOutline } from '../../src/cli/sound-outline.ts';
import type { Manifest } from '../../src/schema/generated/types.ts';
import { readWaveform, writeWaveform } from '../../src/trace/audiowaveform.ts';
import { toneWav } from '../panes/voice/tone-wav.ts';
import type { Result } from './bendable.ts';
import { canRun, contents, playhead, scratch } from './helpers.ts';

const hasFfmpeg = canRun('ffmpeg');
const PATH = process.env['PATH'];
const OUTLINE = 'layers/voice/my-voice.dat';

let folder: string;
let sound: string;
const at = (...parts: readonly string[]): string => join(folder, ...parts);

beforeAll(async () => {
  folder = await scratch();
  sound = at('My voice.wav');
  await writeFile(sound, toneWav(4, [1, 2]));
});

afterEach(() => {
  process.env['PATH'] = PATH;
});

/** The programs of this machine, ffmpeg not among them. */
const withoutFfmpeg = (): void => {
  process.env['PATH'] = folder;
};

const manifestOf = async (path: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(path, 'trace_schema_v2.json'), 'utf8')) as Manifest;

async function validate(path: string): Promise<Result & { readonly exit: number }> {
  const { code, out } = await playhead('validate', path, '--json', '--strict');
  return { ...(JSON.parse(out) as Result), exit: code };
}

/** A bundle of the sound without an outline. */
async function bare(name: string): Promise<string> {
  withoutFfmpeg();
  expect(await playhead('new', '--audio', sound, '-o', at(name))).toMatchObject({ code: 0 });
  process.env['PATH'] = PATH;
  return at(name);
}

/** The same with this file as its outline. */
async function outlined(name: string, outline: Uint8Array, path = OUTLINE): Promise<string> {
  const bundle = await bare(name);
  await writeFile(join(bundle, OUTLINE), outline);
  const manifest = await manifestOf(bundle);
  const sha256 = createHash('sha256').update(outline).digest('hex');
  const entry = { path: OUTLINE, bytes: outline.length, sha256, media_type: 'application/octet-stream' };
  const layers = manifest.layers.map((layer) => ({ ...layer, peaks: path }));
  const changed = { ...manifest, layers, files: [entry, ...manifest.files] };
  await writeFile(join(bundle, 'trace_schema_v2.json'), JSON.stringify(changed));
  return bundle;
}

function slices(count: number): Uint8Array {
  return writeWaveform(
    { min: new Float32Array(count), max: new Float32Array(count), sliceSeconds: 0.02 },
    8_000,
  );
}

describe('without ffmpeg', () => {
  it('new says so in one sentence, and makes a valid bundle', async () => {
    withoutFfmpeg();
    const { code, err } = await playhead('new', '--audio', sound, '-o', at('plain'));
    expect(code).toBe(0);
    expect(err.split('\n').filter((line) => line.includes('outline'))).toEqual([
      `No outline of ${sound} was made, since ffmpeg is not installed: the viewer computes it when it shows the sound.`,
    ]);
    const { layers, provenance } = await manifestOf(at('plain'));
    expect(layers[0]?.peaks).toBeUndefined();
    expect(provenance.chain).toHaveLength(1);
    expect(await validate(at('plain'))).toMatchObject({ exit: 0, valid: true });
  });

  it('pack --peaks packs what there is, and says so', async () => {
    const bundle = await bare('bare');
    expect(await playhead('pack', bundle, '-o', at('as-is.zip'))).toMatchObject({ code: 0, err: '' });
    withoutFfmpeg();
    const { code, err } = await playhead('pack', bundle, '--peaks', '-o', at('asked.zip'));
    expect({ code, err }).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^No outline of layers\/voice\/my-voice\.wav was made/) as string,
    });
    expect(await readFile(at('asked.zip'))).toEqual(await readFile(at('as-is.zip')));
  });
});

describe('soundOutline', () => {
  it('says why there is none', async () => {
    expect(await soundOutline(sound, { program: at('nothing') })).toEqual({
      made: false,
      reason: 'ffmpeg is not installed',
    });
  });

  it.skipIf(process.platform === 'win32')('ends a program that hangs, and one that fails', async () => {
    const program = at('stubborn');
    const script = (body: string): Promise<void> =>
      writeFile(program, `#!/bin/sh\n[ "$1" = -version ] && exit 0\n${body}\n`);
    await script('exec sleep 60');
    await chmod(program, 0o755);
    const hung = soundOutline(sound, { program, timeLimit: 200 });
    expect(await hung).toEqual({ made: false, reason: 'ffmpeg took too long' });
    // One that is killed by somebody else, or crashes, took no time that is worth a word.
    for (const body of ['exit 3', 'kill -9 $$', 'kill -SEGV $$']) {
      await script(body);
      expect(await soundOutline(sound, { program })).toEqual({
        made: false,
        reason: 'ffmpeg cannot decode it',
      });
    }
  });

  it.skipIf(process.platform === 'win32')(
    'hands the file over as it is called, and no shell reads it',
    async () => {
      const program = at('shows');
      await writeFile(
        program,
        `#!/bin/sh\n[ "$1" = -version ] && exit 0\nprintf '%s\\n' "$@" > '${at('args')}'\n`,
      );
      await chmod(program, 0o755);
      const name = at('-i $(touch gone) `x`.wav');
      await cp(sound, name);
      await soundOutline(name, { program });
      const args = (await readFile(at('args'), 'utf8')).split('\n');
      expect(args[args.indexOf('-i') + 1]).toBe(`file:${name}`);
      expect(args[args.indexOf('-protocol_whitelist') + 1]).toBe('file');
      expect(args.indexOf('-protocol_whitelist')).toBeLessThan(args.indexOf('-i'));
      expect(args[args.indexOf('-f') + 1]).toBe('wav');
    },
  );
});

describe('validate', () => {
  it('accepts an outline as long as its sound', async () => {
    expect(await validate(await outlined('sound', slices(200)))).toMatchObject({ exit: 0, valid: true });
  });

  it.each([
    [
      'one of another sound',
      () => slices(400),
      OUTLINE,
      'format-broken',
      /8\.0 s long, and the sound .* is 4\.0 s/,
    ],
    ['a torn one', () => slices(200).subarray(0, 500), OUTLINE, 'format-broken', /promises 800 bytes/],
    ['what is none', () => new Uint8Array(64), OUTLINE, 'format-broken', /version 0/],
    [
      'one that is not listed',
      () => slices(200),
      'layers/voice/other.dat',
      'manifest-invalid',
      /files\[\] does not list/,
    ],
  ] as const)('finds %s', async (what, make, path, code, reason) => {
    const { exit, problems } = await validate(await outlined(what.replaceAll(' ', '-'), make(), path));
    expect(problems).toContainEqual(
      expect.objectContaining({ severity: 'error', code, title: expect.stringMatching(reason) as string }),
    );
    expect(exit).toBe(1);
  });

  it('finds one in a layer that is no sound', async () => {
    const bundle = await outlined('elsewhere', slices(200));
    const manifest = await manifestOf(bundle);
    const [layer] = manifest.layers;
    const { peaks } = layer ?? {};
    const notes = { id: 'notes', kind: 'annotations', status: 'not_captured', clock: layer?.clock, peaks };
    const changed = { ...manifest, layers: [...manifest.layers, notes] };
    await writeFile(join(bundle, 'trace_schema_v2.json'), JSON.stringify(changed));
    const { problems } = await validate(bundle);
    expect(problems).toContainEqual(
      expect.objectContaining({
        title: expect.stringContaining('only speech_audio has an outline') as string,
      }),
    );
  });
});

describe.skipIf(!hasFfmpeg)('with ffmpeg (skipped where it is not installed)', () => {
  it('new writes the outline, and says what was done', async () => {
    const made = await playhead('new', '--audio', `${sound}@1.5`, '-o', at('made'));
    expect(made).toMatchObject({ code: 0, err: '' });
    const { layers, files, provenance } = await manifestOf(at('made'));
    expect(layers[0]).toMatchObject({ peaks: OUTLINE });
    expect(files.map(({ path }) => path)).toContain(OUTLINE);
    expect(provenance.chain[1]).toMatchObject({ step: 'outline', tool: 'ffmpeg', outputs: [OUTLINE] });
    const { min, max, seconds } = readWaveform(await readFile(at('made', OUTLINE)), OUTLINE);
    expect(seconds).toBeCloseTo(4, 6);
    expect([max[25], max[125]?.toFixed(2)]).toEqual([0, '0.00']);
    expect(max[75]).toBeCloseTo(0.5, 1);
    expect(min[75]).toBeCloseTo(-0.5, 1);
    expect(await validate(at('made'))).toMatchObject({ exit: 0, valid: true });
  });

  it.each([
    ['opposite channels, which cancel each other', [1, -1], 0.5],
    ['the left channel only', [1, 0], 0.5],
    ['the last of six channels only', [0, 0, 0, 0, 0, 1], 0.5],
    ['silence', [0, 0], 0],
  ] as const)('takes the extremes over all channels: %s', async (_, gains, loudest) => {
    const path = at('channels.wav');
    await writeFile(path, toneWav(4, [1, 2], gains));
    const outline = await soundOutline(path);
    if (!outline.made) throw new Error(outline.reason);
    const { min, max, seconds } = readWaveform(outline.bytes, OUTLINE);
    expect(seconds).toBeCloseTo(4, 6);
    expect(max[75]).toBeCloseTo(loudest, 1);
    expect(min[75]).toBeCloseTo(-loudest, 1);
    expect([max[25], max[125]?.toFixed(2)]).toEqual([0, '0.00']);
  });

  it('pack --peaks adds it to the file, and leaves the folder as it is', async () => {
    const bundle = await bare('folder');
    const before = await contents(bundle);
    for (const name of ['once.zip', 'twice.zip'])
      expect(await playhead('pack', bundle, '--peaks', '-o', at(name))).toMatchObject({ code: 0, err: '' });
    expect(await contents(bundle)).toEqual(before);
    expect(await readFile(at('once.zip'))).toEqual(await readFile(at('twice.zip')));
    expect(await validate(at('once.zip'))).toMatchObject({ exit: 0, valid: true });
    await mkdir(at('out'), { recursive: true });
    expect(await playhead('unpack', at('once.zip'), '-o', at('out'))).toMatchObject({ code: 0 });
    const old = await manifestOf(bundle);
    const { bundle_id, supersedes, layers, provenance, files } = await manifestOf(at('out'));
    expect(supersedes).toBe(old.bundle_id);
    expect(bundle_id).not.toBe(old.bundle_id);
    expect(layers[0]?.peaks).toBe(OUTLINE);
    expect(provenance.chain.map(({ step }) => step)).toEqual(['assemble', 'outline']);
    expect(files).toHaveLength(old.files.length + 1);
    // What has an outline gets no other.
    expect(await playhead('pack', at('out'), '--peaks', '-o', at('again.zip'))).toMatchObject({ code: 0 });
    expect(await readFile(at('again.zip'))).toEqual(await readFile(at('once.zip')));
  });

  it('pack --peaks finds a free name where another file has the one beside the sound', async () => {
    const bundle = await bare('names');
    const manifest = await manifestOf(bundle);
    const [layer] = manifest.layers;
    const [entry] = manifest.files;
    if (!layer || !entry) throw new Error('the bundle holds no sound');
    const paths = ['layers/voice/a.m4a', 'layers/voice/a.mp3', 'layers/voice/b.wav'];
    for (const path of paths) await cp(sound, join(bundle, path));
    const taken = { ...entry, path: 'layers/voice/b.dat' };
    await cp(sound, join(bundle, taken.path));
    const changed = {
      ...manifest,
      layers: paths.map((path, index) => ({ ...layer, id: `voice-${index}`, paths: [path] })),
      files: [...paths.map((path) => ({ ...entry, path })), taken],
    };
    await writeFile(join(bundle, 'trace_schema_v2.json'), JSON.stringify(changed));
    const packed = at('names.zip');
    expect(await playhead('pack', bundle, '--peaks', '-o', packed)).toMatchObject({ code: 0, err: '' });
    await playhead('unpack', packed, '-o', at('named'));
    const { layers } = await manifestOf(at('named'));
    expect(layers.map(({ peaks }) => peaks)).toEqual([
      'layers/voice/a.dat',
      'layers/voice/a-2.dat',
      'layers/voice/b-2.dat',
    ]);
    expect(await validate(packed)).toMatchObject({ exit: 0, valid: true });
  });

  it.each([
    ['2.0.0', '2.1.0'],
    ['2.1.5', '2.1.5'],
    ['2.7.0', '2.7.0'],
  ])('pack --peaks makes version %s to %s', async (old, version) => {
    const bundle = await bare(`version-${old}`);
    const manifest = await manifestOf(bundle);
    const changed = { ...manifest, schema: { ...manifest.schema, version: old } };
    await writeFile(join(bundle, 'trace_schema_v2.json'), JSON.stringify(changed));
    const { manifest: outlined } = await accompany(bundle, await manifestOf(bundle), {
      companions: [SOUND_OUTLINE],
      hashes: false,
    });
    expect(outlined?.schema.version).toBe(version);
  });

  it('pack --peaks refuses a bundle that is not valid, whatever the force', async () => {
    const bundle = await outlined('invalid', new Uint8Array(64));
    const { code, err } = await playhead('pack', bundle, '--peaks', '--force', '-o', at('no.zip'));
    expect(code).toBe(1);
    expect(err).toContain('nothing is added to it');
  });
});
