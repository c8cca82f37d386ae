/** Frame tables of videos: made by `new` and `pack --frames`, checked by `validate`. */
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Manifest } from '../../src/schema/generated/types.ts';
import { readFrameTable, writeFrameTable } from '../../src/trace/frame-table-file.ts';
import type { VideoColumns } from '../../src/trace/read-video.ts';
import type { Result } from './bendable.ts';
import { playhead, scratch } from './helpers.ts';

const VIDEO = resolve('test/fixtures/video/fragmented-h264.mp4');
const TABLE = 'layers/screen/fragmented-h264.frames';

let folder: string;
const at = (...parts: readonly string[]): string => join(folder, ...parts);
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
  folder = await scratch();
});

const manifestOf = async (path: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(path, 'trace_schema_v2.json'), 'utf8')) as Manifest;

async function make(name: string): Promise<string> {
  expect(await playhead('new', '--video', VIDEO, '-o', at(name))).toMatchObject({ code: 0 });
  return at(name);
}

async function validate(path: string): Promise<Result & { readonly exit: number }> {
  const { code, out } = await playhead('validate', path, '--json', '--strict');
  return { ...(JSON.parse(out) as Result), exit: code };
}

/** A bundle whose video has no table, as one of schema 2.0. */
async function bare(name: string): Promise<string> {
  const bundle = await make(name);
  const manifest = await manifestOf(bundle);
  const layers = manifest.layers.map((layer) => ({ ...layer, frame_table: undefined }));
  const files = manifest.files.filter(({ path }) => path !== TABLE);
  const schema = { ...manifest.schema, version: '2.0.0' };
  await rm(join(bundle, TABLE));
  await writeFile(
    join(bundle, 'trace_schema_v2.json'),
    JSON.stringify({ ...manifest, schema, layers, files }),
  );
  return bundle;
}

/** A bundle with an altered table that its manifest lists rightly. */
async function altered(name: string, alter: (video: VideoColumns) => VideoColumns): Promise<string> {
  const bundle = await make(name);
  const { video, of } = readFrameTable(await readFile(join(bundle, TABLE)), TABLE);
  const bytes = writeFrameTable(alter(video), of, TABLE);
  await writeFile(join(bundle, TABLE), bytes);
  const manifest = await manifestOf(bundle);
  const files = manifest.files.map((file) =>
    file.path === TABLE ? { ...file, bytes: bytes.length, sha256: hashOf(bytes) } : file,
  );
  await writeFile(join(bundle, 'trace_schema_v2.json'), JSON.stringify({ ...manifest, files }));
  return bundle;
}

describe('the frame table of a video', () => {
  it('is made by new, and is of that very file', async () => {
    const bundle = await make('new');
    const { layers, schema, provenance } = await manifestOf(bundle);
    expect([layers[0]?.frame_table, schema.version]).toEqual([TABLE, '2.3.0']);
    expect(provenance.chain.map(({ step }) => step)).toEqual(['assemble', 'frame-table']);
    const { video, of } = readFrameTable(await readFile(join(bundle, TABLE)), TABLE);
    const bytes = await readFile(VIDEO);
    expect(of).toEqual({ size: bytes.length, sha256: hashOf(bytes) });
    expect([video.columns.seconds.length, video.columns.seconds[0]]).toEqual([42, 0.243]);
    expect(await validate(bundle)).toMatchObject({ exit: 0, valid: true });
  });

  it('is added by pack --frames, always the same', async () => {
    const bundle = await bare('bare');
    for (const name of ['once.zip', 'twice.zip'])
      expect(await playhead('pack', bundle, '--frames', '-o', at(name))).toMatchObject({ code: 0, err: '' });
    expect(await readFile(at('once.zip'))).toEqual(await readFile(at('twice.zip')));
    await playhead('unpack', at('once.zip'), '-o', at('out'));
    const { layers, schema, supersedes } = await manifestOf(at('out'));
    expect([layers[0]?.frame_table, schema.version]).toEqual([TABLE, '2.2.0']);
    expect(supersedes).toBe((await manifestOf(bundle)).bundle_id);
    expect(await readFile(at('out', TABLE))).toEqual(await readFile(join(await make('again'), TABLE)));
    expect(await validate(at('out'))).toMatchObject({ exit: 0, valid: true });
    expect((await manifestOf(bundle)).layers[0]?.frame_table).toBeUndefined();
  });

  it.each<[string, (video: VideoColumns) => VideoColumns, RegExp]>([
    [
      'one late frame in the middle',
      ({ columns, ...head }) => {
        const seconds = columns.seconds.slice();
        seconds[35] = ((seconds[35] ?? 0) * head.resolution + 1) / head.resolution;
        return { ...head, columns: { ...columns, seconds } };
      },
      /frame 35 is at/,
    ],
    [
      'a frame less',
      ({ columns, ...head }) => ({ ...head, columns: { ...columns, seconds: columns.seconds.slice(0, -1) } }),
      /has 42 frames, and not 41/,
    ],
    [
      'another end',
      ({ columns, ...head }) => ({ ...head, columns: { ...columns, end: columns.end + 1 } }),
      /another end/,
    ],
    ['another codec', (video) => ({ ...video, codec: 'av01' }), /codec is avc1/],
  ])('with %s is an error for validate', async (name, alter, reason) => {
    const { valid, problems } = await validate(await altered(name.replaceAll(' ', '-'), alter));
    expect(valid).toBe(false);
    expect(problems.filter(({ severity }) => severity !== 'info')).toMatchObject([
      {
        severity: 'error',
        code: 'frame-table-differs',
        details: { path: TABLE, reason: expect.stringMatching(reason) as string },
      },
    ]);
  });

  it('that stands in a layer of another kind is an error', async () => {
    const bundle = await make('kind');
    const manifest = await manifestOf(bundle);
    const layers = manifest.layers.map((layer) => ({ ...layer, kind: 'x-other' }));
    await writeFile(join(bundle, 'trace_schema_v2.json'), JSON.stringify({ ...manifest, layers }));
    const text = JSON.stringify(await validate(bundle));
    expect(text).toContain('only screen_video has a frame table');
  });

  it('is not added to a bundle that is not valid', async () => {
    const bundle = await bare('invalid');
    await writeFile(join(bundle, 'layers/screen/fragmented-h264.mp4'), 'no video');
    const { code, err } = await playhead('pack', bundle, '--frames', '--force', '-o', at('no.zip'));
    expect([code, err.includes('leave --frames out')]).toEqual([1, true]);
  });
});
