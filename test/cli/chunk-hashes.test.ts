/** Hashes of the parts of large media: made by `new` and `pack --hashes`, checked by `validate`. */
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { accompany } from '../../src/cli/pack-companions.ts';
import type { BundleFile, Manifest } from '../../src/schema/generated/types.ts';
import type { Result } from './bendable.ts';
import { playhead, scratch } from './helpers.ts';

const VIDEO = resolve('test/fixtures/video/cfr30-h264.mp4');
const PATH = 'layers/screen/large.mp4';
const LIST = 'layers/screen/large.sha256';
const CHUNK = 262_144;

let folder: string;
let large: string;
const at = (...parts: readonly string[]): string => join(folder, ...parts);
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A box that players pass over: the video is then large, and the same. */
function padding(size: number): Buffer {
  const box = Buffer.alloc(size, 7);
  box.writeUInt32BE(size, 0);
  box.write('free', 4, 'latin1');
  return box;
}

beforeAll(async () => {
  folder = await scratch();
  large = at('large.mp4');
  await writeFile(large, Buffer.concat([await readFile(VIDEO), padding(4 * 1024 * 1024)]));
});

const manifestOf = async (path: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(path, 'trace_schema_v2.json'), 'utf8')) as Manifest;

async function make(name: string): Promise<string> {
  expect(await playhead('new', '--video', large, '-o', at(name))).toMatchObject({ code: 0 });
  return at(name);
}

async function validate(path: string): Promise<Result & { readonly exit: number }> {
  const { code, out } = await playhead('validate', path, '--json', '--strict');
  return { ...(JSON.parse(out) as Result), exit: code };
}

describe('hashes of the parts of large media', () => {
  it('are made by new, 32 bytes a chunk', async () => {
    const bundle = await make('new');
    const { files, schema, provenance } = await manifestOf(bundle);
    expect(schema.version).toBe('2.3.0');
    expect(files.find(({ path }) => path === PATH)?.chunk_hashes).toEqual({ path: LIST, bytes: CHUNK });
    expect(provenance.chain.map(({ step }) => step)).toEqual(['assemble', 'chunk-hashes', 'frame-table']);
    const [bytes, list] = [await readFile(large), await readFile(join(bundle, LIST))];
    expect(list.length).toBe(Math.ceil(bytes.length / CHUNK) * 32);
    for (let index = 0; index * 32 < list.length; index += 1)
      expect(list.subarray(index * 32, (index + 1) * 32).toString('hex')).toBe(
        hashOf(bytes.subarray(index * CHUNK, (index + 1) * CHUNK)),
      );
    expect(await validate(bundle)).toMatchObject({ exit: 0, valid: true });
  });

  it('are not made for what is small', async () => {
    expect(await playhead('new', '--video', VIDEO, '-o', at('small'))).toMatchObject({ code: 0 });
    const { files } = await manifestOf(at('small'));
    expect(files.filter((file) => file.chunk_hashes)).toEqual([]);
  });

  it('are not added where the medium is lost meanwhile, which is told', async () => {
    const bundle = await make('lost');
    const manifest = await manifestOf(bundle);
    const files = manifest.files.map(({ path, bytes, sha256, media_type }): BundleFile => ({
      path,
      bytes,
      sha256,
      media_type,
    }));
    await rm(join(bundle, PATH));
    const wanted = { companions: [], hashes: true };
    const { added, remarks } = await accompany(bundle, { ...manifest, files }, wanted);
    expect([...added]).toEqual([]);
    expect(remarks).toEqual([
      `No hashes of the parts of ${PATH} were made, since it is not in the folder: it is checked as a whole only.`,
    ]);
  });

  it('are added by pack --hashes, always the same', async () => {
    const bundle = await make('bare');
    const manifest = await manifestOf(bundle);
    const files = manifest.files
      .filter(({ path }) => path !== LIST)
      .map((file) => ({ ...file, chunk_hashes: undefined }));
    await rm(join(bundle, LIST));
    const schema = { ...manifest.schema, version: '2.2.0' };
    await writeFile(join(bundle, 'trace_schema_v2.json'), JSON.stringify({ ...manifest, schema, files }));
    for (const name of ['once.zip', 'twice.zip'])
      expect(await playhead('pack', bundle, '--hashes', '-o', at(name))).toMatchObject({ code: 0, err: '' });
    expect(hashOf(await readFile(at('once.zip')))).toBe(hashOf(await readFile(at('twice.zip'))));
    await playhead('unpack', at('once.zip'), '-o', at('out'));
    const packed = await manifestOf(at('out'));
    expect([packed.schema.version, packed.supersedes]).toEqual(['2.3.0', manifest.bundle_id]);
    expect(packed.files.find(({ path }) => path === PATH)?.chunk_hashes).toEqual({
      path: LIST,
      bytes: CHUNK,
    });
    expect(await validate(at('out'))).toMatchObject({ exit: 0, valid: true });
  });

  it('are compared by validate, chunk by chunk', async () => {
    const bundle = await make('damaged');
    const list = await readFile(join(bundle, LIST));
    list[32] = (list[32] ?? 0) ^ 1;
    await writeFile(join(bundle, LIST), list);
    const manifest = await manifestOf(bundle);
    const files = manifest.files.map((file) =>
      file.path === LIST ? { ...file, sha256: hashOf(list) } : file,
    );
    await writeFile(join(bundle, 'trace_schema_v2.json'), JSON.stringify({ ...manifest, files }));
    const { exit, problems } = await validate(bundle);
    expect(exit).toBe(1);
    expect(problems).toMatchObject([
      { code: 'artifact-chunk-hash', details: { path: PATH, start: CHUNK, end: 2 * CHUNK, count: 1 } },
    ]);
  });

  it('must be listed', async () => {
    const bundle = await make('unlisted');
    const manifest = await manifestOf(bundle);
    const files = manifest.files.filter(({ path }) => path !== LIST);
    await rm(join(bundle, LIST));
    await writeFile(join(bundle, 'trace_schema_v2.json'), JSON.stringify({ ...manifest, files }));
    const { exit, problems } = await validate(bundle);
    expect(exit).toBe(1);
    expect(JSON.stringify(problems)).toContain('chunk_hashes/path');
  });
});
