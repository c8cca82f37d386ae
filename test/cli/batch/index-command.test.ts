/** `playhead batch index`: what it finds, what it says of it, and what stays when it is run again. */
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readBatch } from '../../../src/review/batch/batch-file.ts';
import { writeReview } from '../../../src/review/review-file.ts';
import type { BatchFile } from '../../../src/schema/generated/types.ts';
import { qcOf } from '../../review/batch/rows.ts';
import { contents, playhead, scratch } from '../helpers.ts';
import { titled, writeBundle } from './bundles.ts';

let root: string;
beforeAll(async () => {
  root = await scratch();
});
let folder: string;
let number = 0;
beforeEach(async () => {
  number += 1;
  folder = join(root, `batch-${number}`);
  await mkdir(folder);
});

async function batchAt(path = join(folder, 'batch.json')): Promise<BatchFile> {
  return readBatch(JSON.parse(await readFile(path, 'utf8')), path);
}

describe('playhead batch index', () => {
  it('finds folders and zips at any depth, in the order of their numbers, and nothing else', async () => {
    await writeBundle(join(folder, 'trace 10'), titled('ten'));
    await writeBundle(join(folder, 'trace 9.trace.zip'), titled('nine'));
    await writeBundle(join(folder, 'later', 'inner'), titled('inner'));
    await writeBundle(join(folder, 'trace 10', 'layers', 'nested'), titled('inside another'));
    await writeBundle(join(folder, '.hidden'), titled('hidden'));
    await writeFile(join(folder, 'readme.txt'), 'no bundle');
    await writeFile(join(folder, 'other.zip'), 'no bundle');
    await symlink(join(folder, 'trace 10'), join(folder, 'zz-link'));
    const { code, out, err } = await playhead('batch', 'index', folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(`${join(folder, 'batch.json')}: 3 traces, 3 new, 0 changed, 0 gone, 0 unreadable`);
    const { name, traces } = await batchAt();
    expect(name).toBe(`batch-${number}`);
    expect(traces.map((trace) => [trace.name, trace.href, trace.title])).toEqual([
      ['later/inner', 'later/inner/', 'inner'],
      ['trace 9', 'trace%209.trace.zip', 'nine'],
      ['trace 10', 'trace%2010/', 'ten'],
    ]);
  });

  it('lists what cannot be read with the reason, and goes on', async () => {
    await writeBundle(join(folder, 'a'), titled('good'));
    await mkdir(join(folder, 'b'));
    await writeFile(join(folder, 'b', 'trace_schema_v2.json'), '{');
    await writeFile(join(folder, 'c.trace.zip'), 'no zip');
    await writeBundle(join(folder, 'd'), {
      manifest: {
        session: { mode: 'live', actors: [{ id: 'x', kind: 'human', pseudonym: 'y'.repeat(9000) }] },
      },
    });
    const { code, out, err } = await playhead('batch', 'index', folder, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      traces: 4,
      problems: [
        { name: 'b', code: 'manifest-not-json' },
        { name: 'c', code: 'zip-invalid' },
        { name: 'd', code: 'manifest-invalid' },
      ],
    });
    expect(err.split('\n').map((line) => line.slice(0, 3))).toEqual(['b: ', 'c: ', 'd: ']);
    expect((await batchAt()).traces.map(({ name, problem }) => [name, problem?.code])).toEqual([
      ['a', undefined],
      ['b', 'manifest-not-json'],
      ['c', 'zip-invalid'],
      ['d', 'manifest-invalid'],
    ]);
  });

  it.skipIf(process.platform === 'win32')(
    'names a bundle whose name would break the lines of the batch, and goes on',
    async () => {
      await writeBundle(join(folder, 'a'), titled('good'));
      await writeBundle(join(folder, 'a\nb'), titled('over two lines'));
      await writeBundle(join(folder, 'a\u240ab'), titled('looks the same'));
      await writeBundle(join(folder, 'c\u0085', 'in'), titled('below such a folder'));
      await writeFile(join(folder, 'a\nb.review.json'), '');
      const { code, out, err } = await playhead('batch', 'index', folder);
      expect(code).toBe(1);
      expect(out).toContain('4 traces, 4 new, 0 changed, 0 gone, 2 unreadable');
      expect(err.split('\n').map((line) => line.split(' ')[0])).toEqual(['a␊b:', 'c\uFFFD/in:']);
      expect(err).toContain('Rename its folder or file');
      const { traces } = await batchAt();
      expect(traces.map(({ name, href, problem }) => [name, href, problem?.code])).toEqual([
        ['a', 'a/', undefined],
        ['a␊b', 'a%0Ab/', 'bundle-name'],
        ['a␊b (2)', 'a%E2%90%8Ab/', undefined],
        ['c\uFFFD/in', 'c%C2%85/in/', 'bundle-name'],
      ]);
      // It is read again as it stands there.
      expect((await playhead('batch', 'index', folder)).out).toContain('0 new, 0 changed, 0 gone');
    },
  );

  it('takes no name of a batch or reviewer over two lines, and no capturer', async () => {
    await writeBundle(join(folder, 'a'), {
      manifest: { session: { mode: 'live', actors: [{ id: 'x', kind: 'human', pseudonym: 'Dev\nLin' }] } },
    });
    expect((await playhead('batch', 'index', folder, '--name', 'a\nb')).code).toBe(2);
    const { err } = await playhead('batch', 'index', folder);
    expect(err).toContain('the name of one who worked in it holds a line break');
    expect((await batchAt()).traces[0]?.problem?.code).toBe('manifest-invalid');
    const path = join(folder, 'batch.json');
    expect((await playhead('batch', 'assign', path, '--reviewers', 'Ada\tLin')).code).toBe(2);
  });

  it('names what lies beside a bundle', async () => {
    await writeBundle(join(folder, 'in', 'a.trace.zip'));
    await writeBundle(join(folder, 'in', 'b'));
    for (const name of ['a.verifications.jsonl', 'a.poster.png', 'b.poster.jpg', 'c.review.json'])
      await writeFile(join(folder, 'in', name), '');
    const out = join(folder, 'all.json');
    await playhead('batch', 'index', join(folder, 'in'), '--out', out, '--name', 'Autumn');
    const { name, traces } = await batchAt(out);
    expect(name).toBe('Autumn');
    expect(
      traces.map(({ href, review, poster, verifications }) => [href, review, poster, verifications]),
    ).toEqual([
      ['in/a.trace.zip', undefined, 'in/a.poster.png', 'in/a.verifications.jsonl'],
      ['in/b/', undefined, 'in/b.poster.jpg', undefined],
    ]);
  });

  it('takes verdicts and waivers from reviews of that bundle, and no others', async () => {
    await writeBundle(join(folder, 'a'));
    await writeBundle(join(folder, 'b'), titled('b'));
    await playhead('batch', 'index', folder);
    const bundleId = (await batchAt()).traces[0]?.bundle_id ?? '';
    const event = {
      id: '00000000-0000-4000-8000-000000000001',
      clock: 1,
      at: '2026-01-05T10:00:00.000Z',
      by: 'Ada',
    };
    const events = [
      { ...event, kind: 'verdict', verdict: 'recapture', note: '', replaces: [] } as const,
      {
        ...event,
        id: '00000000-0000-4000-8000-000000000002',
        clock: 2,
        kind: 'waive',
        finding: 'artifacts/x',
        reason: 'fine',
        replaces: [],
      } as const,
    ];
    for (const name of ['a', 'b'])
      await writeFile(join(folder, `${name}.review.json`), writeReview({ bundleId, events }));
    const { code, err } = await playhead('batch', 'index', folder);
    expect([code, err]).toEqual([0, expect.stringMatching(/^b: b\.review\.json reviews another bundle/)]);
    expect((await batchAt()).traces.map(({ verdicts, waivers }) => [verdicts, waivers])).toEqual([
      [
        [{ by: 'Ada', verdict: 'recapture', at: '2026-01-05T10:00:00.000Z' }],
        [{ finding: 'artifacts/x', by: 'Ada', at: '2026-01-05T10:00:00.000Z' }],
      ],
      [[], undefined],
    ]);
  });

  it('tells a folder and a zip of one name apart', async () => {
    await writeBundle(join(folder, 'a'), titled('folder'));
    await writeBundle(join(folder, 'a.trace.zip'), titled('zip'));
    await playhead('batch', 'index', folder);
    expect((await batchAt()).traces.map(({ name }) => name)).toEqual(['a', 'a.trace.zip']);
  });

  it('keeps its id and what was found of bundles that are the same', async () => {
    for (const name of ['a', 'b', 'c']) await writeBundle(join(folder, name), titled(name));
    await playhead('batch', 'index', folder, '--name', 'First');
    const first = await batchAt();
    const judged = {
      ...first,
      traces: first.traces.map((trace) => ({ ...trace, qc: qcOf(), assigned: ['Ada'] })),
    };
    await writeFile(join(folder, 'batch.json'), JSON.stringify(judged));
    await writeBundle(join(folder, 'b'), titled('b'.repeat(2)));
    await rm(join(folder, 'c'), { recursive: true });
    await writeBundle(join(folder, 'd'), titled('d'));
    const { out } = await playhead('batch', 'index', folder);
    expect(out).toContain('3 traces, 1 new, 1 changed, 1 gone, 0 unreadable');
    const second = await batchAt();
    expect([second.batch_id, second.created, second.name]).toEqual([first.batch_id, first.created, 'First']);
    expect(second.traces.map(({ name, qc, assigned }) => [name, qc?.result, assigned])).toEqual([
      ['a', 'pass', ['Ada']],
      ['b', undefined, ['Ada']],
      ['d', undefined, undefined],
    ]);
  });

  it('writes nothing but its file', async () => {
    await writeBundle(join(folder, 'a'));
    const before = [...(await contents(folder)).keys()];
    await playhead('batch', 'index', folder);
    expect([...(await contents(folder)).keys()]).toEqual([...before, 'batch.json'].sort());
  });

  it('does not take another file for its own', async () => {
    await writeBundle(join(folder, 'a'));
    await writeFile(join(folder, 'batch.json'), '{"mine":true}');
    const { code, err } = await playhead('batch', 'index', folder);
    expect([code, err]).toEqual([3, expect.stringContaining('cannot be read as a batch')]);
    expect(await readFile(join(folder, 'batch.json'), 'utf8')).toBe('{"mine":true}');
  });

  it.each([
    ['no folder', [], 2, 'The folder of the bundles is missing'],
    ['a folder that is not there', ['nowhere'], 3, 'nowhere does not exist'],
    ['a file', ['package.json'], 3, 'package.json is no folder'],
    ['a bundle itself', ['public/samples/bug-fix'], 3, 'is itself a bundle'],
    ['a folder without bundles', ['src/qc'], 3, 'No bundle lies below'],
    ['a file in another folder', ['src/qc', '--out', 'test/batch.json'], 3, 'its links could not lead'],
  ])('indexes nothing for %s', async (_what, args, code, message) => {
    const ran = await playhead('batch', 'index', ...args);
    expect([ran.code, ran.out]).toEqual([code, '']);
    expect(ran.err).toContain(message);
  });

  it('tells its commands', async () => {
    expect((await playhead('batch', '--help')).out).toContain('index   list the bundles');
    expect((await playhead('batch', 'index', '--help')).out).toContain('Usage: playhead batch index');
    const { code, err } = await playhead('batch', 'make');
    expect([code, err]).toEqual([2, expect.stringContaining('"make"')]);
    expect((await playhead('batch')).code).toBe(2);
  });
});
