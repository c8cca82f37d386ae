import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import { fsBundle, openLocal } from '../../src/cli/fs-bundle.ts';
import { validateBundle } from '../../src/cli/validate-bundle.ts';
import type { Manifest } from '../../src/schema/generated/types.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { WorkspaceTexts } from '../../src/trace/workspace-texts.ts';
import { stateAt, Workspace } from '../../src/trace/workspace.ts';
import type { TraceTime } from '../../src/base/time.ts';
import { BundleFolder } from '../../tools/make-trace/folder.ts';
import { makeTrace } from '../../tools/make-trace/make.ts';
import { readTraceOptions } from '../../tools/make-trace/options.ts';

const SMALL = ['--hours', '0.05', '--input', '4000', '--terminal', '60KB', '--edits', '220'];

// Some of these make and check a whole bundle.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'make-trace-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function made(name: string, ...args: readonly string[]): Promise<string> {
  const root = join(folder, name);
  const options = readTraceOptions(['--out', root, ...SMALL, '--no-video', '--no-voice', ...args]);
  if (!options) throw new Error('no options');
  if (!existsSync(root)) await makeTrace(options, new BundleFolder(root), () => undefined);
  return root;
}

async function manifestOf(root: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(root, MANIFEST_PATH), 'utf8')) as Manifest;
}

describe('make-trace', () => {
  it('makes a bundle without any problem', async () => {
    const { problems, valid } = await validateBundle(await made('one'), true);
    expect(problems).toEqual([]);
    expect(valid).toBe(true);
  });

  it('makes the same bytes of the same seed, and others of another', async () => {
    // A manifest tells the SHA-256 of every file.
    const [one, same, other] = await Promise.all(
      [await made('one'), await made('same'), await made('other', '--seed', '2')].map(manifestOf),
    );
    expect(same).toEqual(one);
    if (!one || !other) throw new Error('no manifests');
    const unlike = one.layers.filter(({ id }) => {
      const file = ({ layers, files }: Manifest): string | undefined =>
        files.find(({ path }) => path === layers.find((layer) => layer.id === id)?.paths?.[0])?.sha256;
      return file(one) !== file(other);
    });
    expect(unlike.map(({ id }) => id)).toEqual(one.layers.map(({ id }) => id));
  });

  it('holds as much as was asked for', async () => {
    const { layers, files, clock } = await manifestOf(await made('one'));
    expect(clock.duration).toBe(180_000_000);
    expect(layers.find(({ id }) => id === 'input')?.records).toBe(4_000);
    const cast = files.find(({ path }) => path.endsWith('.cast'))?.bytes ?? 0;
    expect(cast / 60_000).toBeCloseTo(1, 0.3);
    const edits = await readFile(join(await made('one'), 'layers/edits/ide-edits.jsonl'), 'utf8');
    const kinds = edits.match(/"type":"(?:save|create|delete|rename)"/g) ?? [];
    expect(kinds).toHaveLength(220);
  });

  it('keeps to few events, where typing alone would be more', async () => {
    const root = await made('few', '--input', '600');
    expect((await manifestOf(root)).layers.find(({ id }) => id === 'input')?.records).toBe(600);
    expect((await validateBundle(root)).problems).toEqual([]);
  });

  it('replays its edits to exactly what was saved', async () => {
    const trace = await openTrace(fsBundle(await made('one')));
    const [edits] = trace.edits;
    if (!edits) throw new Error('no edits');
    const items = (await edits.content.get()).items;
    const texts = new WorkspaceTexts(trace.bundle);
    const workspace = new Workspace(items);
    let compared = 0;
    for (const file of workspace.files)
      for (const version of file.versions) {
        if (version.kind !== 'saved') continue;
        const before = stateAt(file, (version.time - 1) as TraceTime);
        if (before.unsaved === 0) continue;
        const typed = await texts.state(file, before);
        expect(typed.kind === 'text' ? typed.sha256 : typed.kind).toBe(version.sha256);
        expect(typed).not.toHaveProperty('outside');
        compared += 1;
      }
    expect(compared).toBeGreaterThan(60);
  });

  it('lets the base commit be made of the first save of each file and its diff', async () => {
    const trace = await openTrace(fsBundle(await made('all', '--diffs', 'all')));
    const items = (await trace.edits[0]?.content.get())?.items ?? [];
    const texts = new WorkspaceTexts(trace.bundle);
    const bases = await Promise.all(
      new Workspace(items).files
        .filter(({ versions }) => versions.length > 0)
        .map((file) => texts.base(file)),
    );
    expect(new Set(bases.map(({ kind }) => kind))).toEqual(new Set(['text', 'absent']));
    const [layer] = trace.diffs;
    expect((await layer?.content.get())?.length).toBeGreaterThan(20);
    expect(trace.problems.all).toEqual([]);
  });

  it('has files of 50,000 lines and of lines of a million characters', async () => {
    const root = await made('one');
    const text = await readFile(join(root, 'layers/edits/ide-edits.jsonl'), 'utf8');
    const contentOf = async (file: string): Promise<string> => {
      const path = new RegExp(`"type":"save","file":"${file}".*?"content":"([^"]+)"`).exec(text)?.[1] ?? '';
      return readFile(join(root, path), 'utf8');
    };
    expect((await contentOf('data/measurements.csv')).split('\n').length).toBeGreaterThan(49_000);
    const lines = (await contentOf('vendor/bundle.min.js')).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeGreaterThan(900_000);
  });

  it.skipIf(spawnSync('ffmpeg', ['-version']).error !== undefined)(
    'names the hashes of the parts of a large video, as a recorded one has them (skipped without ffmpeg)',
    async () => {
      const root = join(folder, 'large-video');
      const small = ['--hours', '0.05', '--input', '100', '--terminal', '60KB', '--edits', '5', '--no-voice'];
      const options = readTraceOptions(['--out', root, ...small, '--video', '6MB', '--size', '640x360']);
      if (!options) throw new Error('no options');
      await makeTrace(options, new BundleFolder(root), () => undefined);
      const video = (await manifestOf(root)).files.find(({ media_type }) => media_type === 'video/mp4');
      const hashes = await readFile(join(root, video?.chunk_hashes?.path ?? ''));
      const content = await readFile(join(root, video?.path ?? ''));
      const second = content.subarray(256 * 1_024, 512 * 1_024);
      expect(hashes.subarray(32, 64)).toEqual(createHash('sha256').update(second).digest());
      expect((await validateBundle(root, true)).problems).toEqual([]);
    },
  );

  it('tells the commands of its terminal, as they were typed', async () => {
    const trace = await openTrace(fsBundle(await made('one')));
    const commands = (await trace.commands[0]?.content.get())?.items ?? [];
    const terminal = await trace.terminals[0]?.content.get();
    const texts = (await terminal?.player.texts(0, terminal.chunks.length)) ?? [];
    const records = (await readFile(join(await made('one'), 'layers/commands/commands.jsonl'), 'utf8'))
      .trim()
      .split('\n');
    expect(commands.length).toBeGreaterThan(3);
    for (const [index, record] of records.entries()) {
      const { cast_from, cast_to, command } = JSON.parse(record) as Record<string, unknown>;
      expect(commands[index]?.command).toBe(command);
      expect(texts[Number(cast_from) - 1]).toContain('\x1b]133;C');
      expect(texts[Number(cast_to) - 1]).toContain('\x1b]133;D');
    }
  });
});

describe('npm run make-trace', () => {
  it('packs a zip, in far less memory than it makes', async () => {
    const out = join(folder, 'large.trace.zip');
    const options = ['--hours', '0.5', '--input', '250000', '--terminal', '4MB', '--edits', '30'];
    const args = [
      '--max-old-space-size=48',
      '--import',
      'tsx',
      'tools/make-trace.ts',
      '--out',
      out,
      ...options,
    ];
    await promisify(execFile)(process.execPath, [...args, '--no-video', '--no-voice']);
    const bundle = await openLocal(out);
    const { layers } = (await openTrace(bundle.source)).manifest;
    expect(layers.find(({ id }) => id === 'input')?.records).toBe(250_000);
    await bundle.close();
    const refused = promisify(execFile)(process.execPath, [
      '--import',
      'tsx',
      'tools/make-trace.ts',
      '--out',
      out,
    ]);
    await expect(refused).rejects.toThrow('exists already');
  });
});

describe('readTraceOptions', () => {
  it('reads sizes', () => {
    const options = readTraceOptions([
      '-o',
      'x',
      '--hours',
      '8',
      '--video',
      '4GB',
      '--terminal',
      '1.5 MiB',
      '--input',
      '1e6',
    ]);
    expect(options).toMatchObject({
      hours: 8,
      video: 4e9,
      terminal: 1_572_864,
      input: 1_000_000,
      edits: 20_000,
    });
  });

  it.each([
    [['--hours', '2'], 'Say where to'],
    [['-o', 'x', '--video', '1 furlong'], '--video takes a size'],
    [['-o', 'x', '--edits', '1.5'], '--edits takes a whole number'],
    [['-o', 'x', '--size', '3x3'], '--size takes two even numbers'],
    [['-o', 'x', '--diffs', 'none'], '--diffs takes first or all'],
  ])('refuses %j', (args, sentence) => {
    expect(() => readTraceOptions(args)).toThrow(sentence);
  });
});
