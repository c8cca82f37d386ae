/** The small decisions of `playhead new`. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../src/schema/generated/types.ts';
import { audioFormat, videoMediaType } from '../../src/bundle/media-type.ts';
import { cleanName, withEnding } from '../../src/bundle/file-name.ts';
import { parseInput } from '../../src/cli/new-inputs.ts';
import { guessUnit } from '../../src/cli/time-unit.ts';
import { videoAdvice } from '../../src/cli/video-advice.ts';
import { blobBytes } from '../../src/bundle/byte-source.ts';
import type { Layer } from '../../src/schema/generated/types.ts';
import { playhead, scratch } from './helpers.ts';

const folder = await scratch();
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

describe('names', () => {
  it.each([
    ['My Session (1).CAST', 'my-session-1-.cast'],
    ['../../etc/passwd', 'etc-passwd'],
    ['.hidden', 'hidden'],
    ['Überblick.webm', 'uberblick.webm'],
    ['録画', 'file'],
    ['--x', 'x'],
    ['a'.repeat(300), 'a'.repeat(80)],
  ])('%s becomes %s', (name, clean) => {
    expect(cleanName(name)).toBe(clean);
    expect(clean).toMatch(/^[a-z0-9_][a-z0-9._-]*$/);
  });

  it('get the ending of what they are', () => {
    expect([withEnding('a.txt', 'vtt'), withEnding('a.vtt', 'vtt'), withEnding('a', 'cast')]).toEqual([
      'a.vtt',
      'a.vtt',
      'a.cast',
    ]);
  });
});

describe('FILE@SECONDS', () => {
  it.each([
    ['a.cast', 0, false],
    ['a.cast@1.5', 1_500_000, true],
    ['a.cast@-0.000001', -1, true],
    ['a.cast@+3', 3_000_000, true],
    ['a.cast@.5', 500_000, true],
    ['b@2', 0, false],
    ['b@2@4', 4_000_000, true],
  ])('%s', async (input, offset, offsetGiven) => {
    await writeFile(join(folder, 'a.cast'), '');
    await writeFile(join(folder, 'b@2'), '');
    expect(await parseInput('terminal', join(folder, input))).toMatchObject({ offset, offsetGiven });
  });
});

describe('the unit of times', () => {
  it.each([
    [0, 58, 60, 's', false],
    [120, 58_000, 60, 'ms', false],
    [1_000, 58_000_000, 60, 'us', false],
    [90_000, 1_800_000_000, 1_800, 'us', false],
    [1_767_225_600, 1_767_225_660, 60, 's', true],
    [1_767_225_600_000, 1_767_225_660_000, undefined, 'ms', true],
    [1_767_225_600_000_000, 1_767_225_660_000_000, 60, 'us', true],
    [0.5, 300.25, undefined, 's', false],
  ] as const)('%d to %d beside %s s of media: %s', (first, last, media, unit, epoch) => {
    expect(guessUnit(first, last, media)).toEqual({ unit, epoch });
  });
});

describe('kinds of media', () => {
  it('are known by their first bytes', () => {
    expect(videoMediaType(text('\0\0\0\x20ftypisom'))?.mediaType).toBe('video/mp4');
    expect(videoMediaType(text('\0\0\0\x20ftypqt  '))?.mediaType).toBe('video/quicktime');
    expect(videoMediaType(Uint8Array.from([0x1a, 0x45, 0xdf, 0xa3, ...text('..webm')]))?.mediaType).toBe(
      'video/webm',
    );
    expect(videoMediaType(text('%PDF-1.7'))).toBeUndefined();
    expect(
      [text('ID3'), text('OggS'), text('RIFF....WAVE'), Uint8Array.of(0xff, 0xfb), text('x')].map(
        (head) => audioFormat(head)?.ending,
      ),
    ).toEqual(['mp3', 'ogg', 'wav', 'mp3', undefined]);
  });

  it.each([
    [
      'HEVC',
      { codec: 'hvc1.1.6.L93', keys: [0], items: 30 },
      'mdat',
      /hvc1.*ffmpeg -copyts -i 'my film\.mp4'.*libx264/,
    ],
    ['fragments', { codec: 'avc1.64001f', keys: [0], items: 30 }, 'moof', /fragmented mp4.*-c copy/],
    [
      'sparse key frames',
      { codec: 'avc1.64001f', keys: [0, 900], items: 1000 },
      'mdat',
      /900 frames.*force_key_frames/,
    ],
  ])('%s bring advice', async (_what, facts, box, advice) => {
    const file = new Blob([Uint8Array.of(0, 0, 0, 16), box, new Uint8Array(8)]);
    const found = await videoAdvice('my film.mp4', blobBytes(file, 'a'), {
      ...facts,
      layer: {} as Layer,
      end: undefined,
    });
    expect(found).toEqual([expect.stringMatching(advice)]);
  });
});

describe('several files together', () => {
  it('keeps the distance between files that hold dates', async () => {
    const key = (t: number): string => `{"t":${t},"type":"key_down","key":"a"}\n`;
    await writeFile(join(folder, 'one.jsonl'), key(1_767_225_600_000) + key(1_767_225_605_000));
    await writeFile(join(folder, 'two.jsonl'), key(1_767_225_602_000));
    const made = await playhead(
      'new',
      '--input',
      join(folder, 'one.jsonl'),
      '--input',
      join(folder, 'two.jsonl'),
      '-o',
      join(folder, 'dated'),
    );
    expect(made).toMatchObject({ code: 0, err: expect.stringContaining('as dates') as string });
    const { layers, clock } = JSON.parse(
      await readFile(join(folder, 'dated', 'trace_schema_v2.json'), 'utf8'),
    ) as Manifest;
    expect(layers.map(({ id }) => id)).toEqual(['input', 'input-2']);
    expect(layers.map((layer) => layer.clock.map?.[0]?.native)).toEqual([
      1_767_225_600_000, 1_767_225_600_000,
    ]);
    expect(clock.duration).toBe(5_000_000);
  });

  it('takes the diff of a repository', async () => {
    const repo = join(folder, 'repo');
    await mkdir(repo);
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
    const git = (...args: readonly string[]) =>
      promisify(execFile)('git', ['-C', repo, ...identity, ...args]);
    await git('init', '--quiet');
    for (const line of ['one', 'two']) {
      await writeFile(join(repo, 'a.txt'), `${line}\n`);
      await git('add', '.');
      await git('commit', '--quiet', '--no-verify', '-m', line);
    }
    const made = await playhead(
      'new',
      '--repo',
      repo,
      '--base',
      'HEAD~1',
      '--duration',
      '5',
      '-o',
      join(folder, 'diffed'),
    );
    expect(made).toMatchObject({ code: 0 });
    expect(await readFile(join(folder, 'diffed', 'layers', 'diff', 'changes.patch'), 'utf8')).toContain(
      '-one\n+two',
    );
    const { task } = JSON.parse(
      await readFile(join(folder, 'diffed', 'trace_schema_v2.json'), 'utf8'),
    ) as Manifest;
    expect(task.repos?.[0]).toMatchObject({
      name: 'repo',
      diff_path: 'layers/diff/changes.patch',
      head_commit: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
    });
  });
});
