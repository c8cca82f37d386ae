/** `playhead batch qc`: results as lines and as a table, crashes, parts, and what is not judged again. */
import { execFile } from 'node:child_process';
import { appendFile, copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { build } from 'vite';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type * as OwnCommand from '../../../src/cli/batch/own-command.ts';
import { readBatch } from '../../../src/review/batch/batch-file.ts';
import { readResultLine, type CheckedResult } from '../../../src/review/batch/result-lines.ts';
import { writeReview } from '../../../src/review/review-file.ts';
import type { BatchFile } from '../../../src/schema/generated/types.ts';
import { standardProfile } from '../../../src/qc/profile.ts';
import { playhead, scratch } from '../helpers.ts';
import { titled, writeBundle } from './bundles.ts';

/** Where the program is built for these tests: below the repository, to find its packages. */
const BUILT = vi.hoisted(() => `${process.cwd()}/test-results/cli-of-batch-qc`);
// Built once, since each of many processes would take four times as long to read its source.
vi.mock('../../../src/cli/batch/own-command.ts', () => ({
  OWN_COMMAND: [process.execPath, `${BUILT}/playhead.js`],
}));

let folder: string;
let batch: string;
let profile: string;
beforeAll(async () => {
  await build({ configFile: 'vite.cli.config.ts', logLevel: 'error', build: { outDir: BUILT } });
  folder = await scratch();
  batch = join(folder, 'batch.json');
  profile = join(folder, 'quick.json');
  const { file } = standardProfile();
  await writeFile(
    profile,
    JSON.stringify({ ...file, id: 'quick', rules: { artifacts: file.rules['artifacts'] }, families: {} }),
  );
  await writeBundle(join(folder, 'a'), titled('a'));
  await writeBundle(join(folder, 'b.trace.zip'), titled('b'));
  await writeBundle(join(folder, 'c'), titled('c'));
  await writeFile(join(folder, 'c', 'notes.txt'), 'C');
  await writeFile(join(folder, 'd.trace.zip'), 'no zip');
  await playhead('batch', 'index', folder);
});

const qc = (...args: readonly string[]) => playhead('batch', 'qc', batch, '--profile', profile, ...args);
const read = async (): Promise<BatchFile> => readBatch(JSON.parse(await readFile(batch, 'utf8')), batch);
async function linesOf(name: string): Promise<readonly (CheckedResult | undefined)[]> {
  return (await readFile(join(folder, name), 'utf8')).trimEnd().split('\n').map(readResultLine);
}

describe('playhead batch qc', () => {
  it('judges each trace, keeps results as lines, and puts them in short into the batch', async () => {
    const { code, out, err } = await qc();
    expect(code).toBe(4);
    expect(out).toContain(
      '4 traces: 2 pass, 1 do not, 1 could not be judged.\nTRACEQC_COMPLETE 2 of 4, TRACEQC_VERBAL_90 0 of 4, TRACEQC_OUTCOME_VERIFIED 0 of 4.\n0 of them had been judged before.',
    );
    expect(
      err
        .split('\n')
        .map((line) => line.replace(/^\d+: /, ''))
        .sort(),
    ).toEqual(['a: pass', 'b: pass', 'c: FAIL artifacts']);
    const lines = await linesOf('batch.qc.jsonl');
    expect(lines.map((line) => [line?.name, line?.result, line?.report?.result]).sort()).toEqual([
      ['a', 'pass', 'pass'],
      ['b', 'pass', 'pass'],
      ['c', 'fail', 'fail'],
    ]);
    const { traces } = await read();
    expect(traces.map(({ name, qc: summary }) => [name, summary?.result, summary?.stops])).toEqual([
      ['a', 'pass', []],
      ['b', 'pass', []],
      ['c', 'fail', ['artifacts']],
      ['d', undefined, undefined],
    ]);
    expect(traces[2]?.qc).toMatchObject({ profile: { id: 'quick' }, findings: { S1: 1, S2: 0, S3: 0 } });
  });

  it('tells which traces pass by waivers of their reviews', async () => {
    const place = await scratch();
    const own = join(place, 'batch.json');
    await writeBundle(join(place, 'x'), titled('x'));
    await rm(join(place, 'x', 'notes.txt'));
    await playhead('batch', 'index', place);
    const run = (...args: readonly string[]) => playhead('batch', 'qc', own, '--profile', profile, ...args);
    expect((await run()).out).not.toContain('waived');
    const { traces } = readBatch(JSON.parse(await readFile(own, 'utf8')), own);
    const [found] = traces[0]?.qc?.waivable ?? [];
    const bundleId = traces[0]?.bundle_id ?? '';
    const waive = {
      id: '00000000-0000-4000-8000-000000000001',
      clock: 1,
      at: '2026-01-05T10:00:00.000Z',
      by: 'Ada',
      kind: 'waive',
      finding: found?.id ?? '',
      reason: 'The client wants it.',
      replaces: [],
    } as const;
    await writeFile(join(place, 'x.review.json'), writeReview({ bundleId, events: [waive] }));
    await playhead('batch', 'index', place);
    const { code, out } = await run();
    expect([code, out]).toEqual([1, expect.stringContaining('but for what reviewers waived: x')]);
    expect(JSON.parse((await run('--json')).out)).toMatchObject({ pass: 0, fail: 1, by_waivers: ['x'] });
  });

  it('starts itself from its source, too, where it is not built', async () => {
    const { OWN_COMMAND } = await vi.importActual<typeof OwnCommand>('../../../src/cli/batch/own-command.ts');
    const [program = '', ...first] = OWN_COMMAND;
    const args = [...first, 'qc', join(folder, 'a'), '--json', '--profile', profile];
    const { stdout } = await promisify(execFile)(program, args, { cwd: folder });
    expect(first.at(-1)).toMatch(/playhead\.ts$/);
    expect(JSON.parse(stdout)).toMatchObject({ result: 'pass' });
  });

  it('does not judge again what it has judged, and goes on after a line that was broken off', async () => {
    await appendFile(join(folder, 'batch.qc.jsonl'), '{"schema":{"name":"playhead-ba');
    const { out, err } = await qc();
    expect(err).toBe('1 broken lines of earlier results are judged again.');
    expect(out).toContain('3 of them had been judged before.');
    expect(await linesOf('batch.qc.jsonl')).toHaveLength(4);
    // Another way to judge is another result, and the next line is whole.
    const { err: again } = await qc('--reviewless');
    expect(again).toContain('3: ');
    const lines = await linesOf('batch.qc.jsonl');
    expect(lines.map((line) => line === undefined)).toEqual([false, false, false, true, false, false, false]);
  });

  it('writes a table that others can read, each column of one plain type', async () => {
    const file = join(folder, 'results.parquet');
    await qc('--parquet', file);
    const bytes = new Uint8Array(await readFile(file)).buffer;
    const schema = parquetSchema(parquetMetadata(bytes));
    const typeOf = new Map(schema.children.map(({ element }) => [element.name, element.type]));
    expect(schema.children.every(({ children }) => children.length === 0)).toBe(true);
    expect(
      [
        'name',
        'bytes',
        'duration_us',
        'coverage',
        'findings_s1',
        'reviewless',
        'rule_artifacts',
        'artifacts__art',
      ].map((name) => typeOf.get(name)),
    ).toEqual(['BYTE_ARRAY', 'INT64', 'INT64', 'DOUBLE', 'INT32', 'BOOLEAN', 'BYTE_ARRAY', 'DOUBLE']);
    const rows: readonly Record<string, unknown>[] = await parquetReadObjects({ file: bytes });
    const { traces } = await read();
    expect(rows.map((row) => [row['name'], row['bundle_id'] ?? undefined])).toEqual(
      traces.map(({ name, bundle_id }) => [name, bundle_id]),
    );
    const told = ['result', 'stops', 'findings_s1', 'artifacts__art', 'duration_us'];
    expect(rows.map((row) => told.map((column) => row[column]))).toEqual([
      ['pass', '', 0, 1, 10_000_000n],
      ['pass', '', 0, 1, 10_000_000n],
      ['fail', 'artifacts', 1, 0, 10_000_000n],
      ['error', null, null, null, null],
    ]);
    expect(rows[0]?.['judged_at']).toBeInstanceOf(Date);
  });

  it('judges parts, which come together without being judged again', async () => {
    await rm(join(folder, 'batch.qc.jsonl'));
    const before = await readFile(batch, 'utf8');
    const { out } = await qc('--shard', '1/2', '--json');
    expect(JSON.parse(out)).toMatchObject({
      shard: '1/2',
      traces: 2,
      pass: 1,
      fail: 1,
      each: [
        { name: 'a', result: 'pass' },
        { name: 'c', result: 'fail', stops: ['artifacts'] },
      ],
    });
    expect((await qc('--shard', '2/2')).code).toBe(4);
    expect(await readFile(batch, 'utf8')).toBe(before);
    expect(
      [await linesOf('batch.qc.1-of-2.jsonl'), await linesOf('batch.qc.2-of-2.jsonl')].map(
        (all) => all.length,
      ),
    ).toEqual([2, 1]);
    const { out: all, err } = await qc();
    expect([all, err]).toEqual([expect.stringContaining('3 of them had been judged before.'), '']);
  });

  it('tells of a bundle that is another one than was indexed, and judges it once it is indexed', async () => {
    await writeBundle(join(folder, 'a'), titled('another'));
    const { code, out } = await qc();
    expect([code, out]).toEqual([
      4,
      expect.stringContaining('Not judged: a: It has changed since it was indexed'),
    ]);
    await playhead('batch', 'index', folder);
    expect((await qc('--json')).out).toContain('"kept": 2');
    await writeBundle(join(folder, 'a'), titled('a'));
    await playhead('batch', 'index', folder);
  });

  it('goes on when a process crashes, hangs or is killed, and tells how it ended', async () => {
    // Runs before the program, in each process.
    const trouble = join(folder, 'trouble.mjs');
    await writeFile(
      trouble,
      `const of = (name) => process.argv.some((arg) => arg.endsWith(name));
       if (of('/a')) process.kill(process.pid, 'SIGKILL');
       if (of('/b.trace.zip')) throw new RangeError('out of room');
       if (process.env.HANG && of('/c')) await new Promise((done) => setTimeout(done, 3_600_000));`,
    );
    const own = join(folder, 'own.jsonl');
    vi.stubEnv('NODE_OPTIONS', `--import ${trouble}`);
    const ran = await qc('--again', '--out', own);
    // The limit is for the one that hangs alone: it would end the others, too, on a machine that is busy.
    vi.stubEnv('HANG', '1');
    const hung = join(folder, 'hung.jsonl');
    const slow = await qc('--again', '--shard', '3/3', '--timeout', '1', '--out', hung).finally(() =>
      vi.unstubAllEnvs(),
    );
    expect([ran.code, slow.code]).toEqual([4, 4]);
    expect((await linesOf('hung.jsonl')).map((line) => [line?.name, line?.problem])).toEqual([
      ['c', 'It took longer than 1 s.'],
    ]);
    const problems = new Map((await linesOf('own.jsonl')).map((line) => [line?.name, line?.problem]));
    expect(problems).toEqual(
      new Map([
        ['a', 'Its process was ended by SIGKILL.'],
        [
          'b',
          expect.stringMatching(
            /^Its process ended with exit code 1 and without a report\. RangeError: out of room$/,
          ),
        ],
        ['c', undefined],
      ]),
    );
    expect((await read()).traces[0]?.qc).toMatchObject({ result: 'error', problem: problems.get('a') });
    // What could not be judged is judged again: its cause may be gone.
    const { out } = await qc('--out', own, '--json');
    expect(JSON.parse(out)).toMatchObject({ pass: 2, fail: 1, error: 1 });
    await rm(own);
    await rm(hung);
  });

  it.each([
    ['no batch', [], 2, 'The batch is missing'],
    ['a part that is none', ['batch.json', '--shard', '3/2'], 2, '--shard takes I/N'],
    ['a number that is none', ['batch.json', '--jobs', '0'], 2, '--jobs takes a whole number from 1'],
    ['a batch that is not there', ['nowhere.json'], 3, 'nowhere.json does not exist'],
    ['a file that is no batch', ['package.json'], 3, 'package.json cannot be read as a batch'],
  ])('judges nothing for %s', async (_what, args, code, message) => {
    const ran = await playhead('batch', 'qc', ...args);
    expect([ran.code, ran.out]).toEqual([code, '']);
    expect(ran.err).toContain(message);
  });

  it('leaves no results behind for a profile that cannot be used', async () => {
    const copy = join(folder, 'copy.json');
    await copyFile(batch, copy);
    const { code } = await playhead('batch', 'qc', copy, '--profile', 'package.json');
    expect(code).toBe(3);
    await expect(readFile(join(folder, 'copy.qc.jsonl'))).rejects.toThrow('ENOENT');
  });
});
