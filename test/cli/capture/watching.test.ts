/** What is watched in the work tree: saves, commits and reports. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { headOf } from '../../../src/cli/capture/git.ts';
import { readLines } from '../../../src/cli/capture/jsonl-file.ts';
import { patternOf, ReportFiles } from '../../../src/cli/capture/report-files.ts';
import { WorkTree } from '../../../src/cli/capture/work-tree.ts';
import { scratch } from '../helpers.ts';

const folder = await scratch();
let count = 0;
let root = '';
let raw = '';

const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-C', root, '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
    encoding: 'utf8',
  });
/** A time of its own, in seconds: file systems may count coarsely. */
const write = (name: string, text: string, seconds: number): void => {
  writeFileSync(join(root, name), text);
  utimesSync(join(root, name), seconds, seconds);
};

beforeEach(() => {
  root = join(folder, `tree-${(count += 1)}`);
  raw = join(folder, `raw-${count}`);
  for (const made of [root, raw, join(root, 'reports')]) mkdirSync(made, { recursive: true });
  git('init', '--quiet');
  write('.gitignore', 'reports\n.env\n', 1000);
  write('a.txt', 'one\n', 1000);
  git('add', '.');
  git('commit', '--quiet', '-m', 'base');
});

async function watch(): Promise<{ readonly tree: WorkTree; readonly told: () => readonly object[] }> {
  const base = (await headOf(root)) ?? '';
  const log = join(raw, 'edits.jsonl');
  const tree = await WorkTree.watch({ root, base, saves: join(raw, 'saves'), log });
  return { tree, told: () => readLines(log) };
}

describe('a work tree', () => {
  it('tells of saves, new files and deletions, with their content and their change since the beginning', async () => {
    const { tree, told } = await watch();
    write('a.txt', 'one\ntwo\n', 2000);
    write('b.txt', 'new\n', 2001);
    await tree.look();
    rmSync(join(root, 'a.txt'));
    await tree.look();
    await tree.look();
    expect(told()).toMatchObject([
      { wall: 2_000_000_000, kind: 'save', file: 'a.txt', bytes: 8 },
      { wall: 2_001_000_000, kind: 'create', file: 'b.txt', bytes: 4 },
      { kind: 'delete', file: 'a.txt' },
    ]);
    const [saved, created] = told() as readonly { readonly sha256: string; readonly diff: string }[];
    expect(readFileSync(join(raw, 'saves', saved?.sha256 ?? ''), 'utf8')).toBe('one\ntwo\n');
    expect(saved?.diff).toContain('+two');
    expect(created?.diff).toContain('+new');
  });

  it('tells of commits', async () => {
    const { tree, told } = await watch();
    git('commit', '--quiet', '--allow-empty', '-m', 'second');
    git('commit', '--quiet', '--allow-empty', '-m', 'third');
    await tree.look();
    expect(told()).toMatchObject([
      { kind: 'commit', message: 'second' },
      { kind: 'commit', message: 'third', commit: git('rev-parse', 'HEAD').trim() },
    ]);
  });

  it('keeps nothing of what git ignores', async () => {
    const { tree, told } = await watch();
    write('.env', 'PASSWORD=secret\n', 2000);
    await tree.look();
    expect(told()).toEqual([]);
  });

  it('puts what changed in a pause at its end', async () => {
    const { tree, told } = await watch();
    write('a.txt', 'other\n', 2000);
    const before = Date.now() * 1000;
    tree.resume();
    await tree.look();
    const [saved] = told() as readonly { readonly wall: number }[];
    expect(saved?.wall).toBeGreaterThanOrEqual(before);
  });

  it('stands at no commit where there is none', async () => {
    expect(await headOf(folder)).toBeNull();
  });
});

describe('reports', () => {
  const reports = () =>
    ReportFiles.watch({
      ...{ root, patterns: ['reports/*.xml', 'out/**/lint.sarif'] },
      ...{ folder: join(raw, 'reports'), log: join(raw, 'reports.jsonl') },
    });
  const told = () => readLines(join(raw, 'reports.jsonl'));

  it('are kept each time they are written, but not those of before or of a pause', async () => {
    write('reports/old.xml', '<old/>', 1000);
    const watched = await reports();
    write('reports/a.xml', '<one/>', 2000);
    await watched.look();
    write('reports/a.xml', '<two/>', 3000);
    write('reports/b.txt', 'no', 3000);
    await watched.look();
    write('reports/a.xml', '<paused/>', 4000);
    await watched.resume();
    await watched.look();
    expect(told()).toEqual([
      { wall: 2_000_000_000, file: 'reports/a.xml', copy: '1.xml' },
      { wall: 3_000_000_000, file: 'reports/a.xml', copy: '2.xml' },
    ]);
    expect(readFileSync(join(raw, 'reports', '1.xml'), 'utf8')).toBe('<one/>');
  });

  it('are waited for while they may still be written, but not at the end', async () => {
    const watched = await reports();
    mkdirSync(join(root, 'out/deep/er'), { recursive: true });
    writeFileSync(join(root, 'out/deep/er/lint.sarif'), '{}');
    const soon = Date.now() / 1000 + 100;
    utimesSync(join(root, 'out/deep/er/lint.sarif'), soon, soon);
    await watched.look();
    expect(told()).toEqual([]);
    await watched.look(true);
    expect(told()).toMatchObject([{ file: 'out/deep/er/lint.sarif' }]);
  });

  it.each([
    ['reports/*.xml', 'reports/a.xml', true],
    ['reports/*.xml', 'reports/b/a.xml', false],
    ['**/*.sarif', 'a.sarif', true],
    ['**/*.sarif', 'x/y/a.sarif', true],
    ['a/**', 'a/b/c', true],
    ['a.b', 'axb', false],
    ['(a|b)', 'a', false],
  ])('%s and %s', (pattern, path, fits) => {
    expect(patternOf(pattern).test(path)).toBe(fits);
  });
});
