/** What the kit keeps of several repositories, and what is read of it again. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editEvents } from '../../capture/bundle/edits.ts';
import { finalDiffLayers, repositoryRecords } from '../../capture/bundle/repositories.ts';
import { BundleWriter } from '../../capture/bundle/writer.ts';
import type { Account } from '../../capture/record/process.ts';
import { Workspaces, type Repositories } from '../../capture/record/repositories.ts';
import type { Recording } from '../../capture/recording.ts';
import { refactorMigration } from '../../capture/scenarios/refactor-migration.ts';
import type { TraceTime } from '../../src/base/time.ts';
import type { EditEvent } from '../../src/schema/generated/types.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { parseDiff } from '../../src/trace/unified-diff.ts';
import { Workspace } from '../../src/trace/workspace.ts';
import { WorkspaceTexts } from '../../src/trace/workspace-texts.ts';
import { buildBundle, lines, type LayerSpec } from '../fixtures/build-bundle.ts';
import { judgeBy } from '../qc/one-rule.ts';

const home = mkdtempSync(join(tmpdir(), 'playhead-repositories-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const account: Account = {
  uid: process.getuid?.() ?? 0,
  gid: process.getgid?.() ?? 0,
  env: { HOME: home, GIT_CONFIG_NOSYSTEM: '1' },
};
const SETTINGS = ['-c', 'user.name=Dev', '-c', 'user.email=dev@example.org', '-c', 'init.defaultBranch=main'];
const git = (name: string, ...args: readonly string[]): string =>
  execFileSync('git', [...SETTINGS, ...args], {
    cwd: join(home, name),
    env: { ...account.env, PATH: process.env['PATH'] ?? '' },
    encoding: 'utf8',
  }).trim();
const write = (name: string, path: string, text: string): void => writeFileSync(join(home, name, path), text);

const YEAR_2020 = 1_577_836_800;

/** Two repositories in which one file has the same name, an edit in each, and a file that moved. */
async function record(): Promise<Recording> {
  const repositories: Repositories = [
    { name: 'shelf', root: join(home, 'shelf') },
    { name: 'loans', root: join(home, 'loans') },
  ];
  for (const { name, root } of repositories) {
    mkdirSync(join(root, 'src'), { recursive: true });
    write(name, 'src/main.js', `// ${name}\n`);
    write(name, 'src/old.js', 'old\n');
    utimesSync(join(root, 'src/old.js'), YEAR_2020, YEAR_2020);
    git(name, 'init', '-q');
    git(name, 'add', '.');
    git(name, 'commit', '-qm', 'base');
  }
  const copies = join(home, 'raw');
  mkdirSync(copies);
  const workspaces = await Workspaces.watch(repositories, account, copies);
  write('shelf', 'src/main.js', '// shelf 2\n');
  git('shelf', 'commit', '-qam', 'Shelf 2');
  write('loans', 'src/main.js', '// loans 2\n');
  renameSync(join(home, 'loans/src/old.js'), join(home, 'loans/src/new.js'));
  await workspaces.stop();
  git('loans', 'add', '-A');
  git('loans', 'commit', '-qm', 'Loans 2');
  const rest = { account, titles: [], startUs: 0 };
  return { ...rest, ...workspaces.recorded } as unknown as Recording;
}

describe('two repositories', () => {
  let recording: Recording;
  let writer: BundleWriter;
  beforeAll(async () => {
    recording = await record();
    const folder = join(home, 'bundle');
    mkdirSync(folder);
    writer = new BundleWriter(folder);
  });

  it('are watched together, and every path begins with the name of its own', () => {
    const kinds = recording.saves.map(({ kind, file }) => `${kind} ${file}`).sort();
    expect(kinds).toEqual([
      'create loans/src/new.js',
      'delete loans/src/old.js',
      'save loans/src/main.js',
      'save shelf/src/main.js',
    ]);
    const [came, went] = ['create', 'delete'].map((kind) =>
      recording.saves.find((save) => save.kind === kind),
    );
    expect(came?.atUs).toBeGreaterThan((YEAR_2020 + 1) * 1e6);
    // Both ends of one move.
    expect(Math.abs((came?.atUs ?? 0) - (went?.atUs ?? Infinity))).toBeLessThan(1e6);
    expect(recording.commits).toMatchObject([{ repository: 'shelf', message: 'Shelf 2' }]);
  });

  const readEvents = (): readonly EditEvent[] => {
    const first = Math.min(...recording.saves.map(({ atUs }) => atUs));
    const wall = { monotonic: (us: number) => us - first };
    return editEvents(refactorMigration, recording, wall, [], writer) as readonly EditEvent[];
  };

  it('are read back with the base text of each file', async () => {
    const events = readEvents();
    const workspace = new Workspace(
      events.map((event) => ({ time: event.t as TraceTime, event })),
      ['shelf', 'loans'],
    );
    const texts = new WorkspaceTexts({
      files: new Map(),
      read: (path) => Promise.resolve(readFileSync(join(writer.root, path))),
    });
    const written = workspace.files.filter(({ versions }) => versions.length > 0);
    const bases = await Promise.all(
      written.map(async (file) => {
        const content = await texts.base(file);
        return `${file.names[0]?.path}: ${content.kind === 'text' ? content.text.trim() : content.kind}`;
      }),
    );
    expect(bases.sort()).toEqual([
      'loans/src/main.js: // loans',
      'loans/src/new.js: absent',
      'loans/src/old.js: old',
      'shelf/src/main.js: // shelf',
    ]);
  });

  it('have a git bundle and a final diff each', async () => {
    const records = await repositoryRecords(recording, writer);
    expect(records).toMatchObject([
      { name: 'shelf', bundle_path: 'task/shelf.bundle', diff_path: 'layers/diff/shelf.diff' },
      { name: 'loans', bundle_path: 'task/loans.bundle', diff_path: 'layers/diff/loans.diff' },
    ]);
    const heads = ['shelf', 'loans'].map((name) => ({ head_commit: git(name, 'rev-parse', 'HEAD') }));
    expect(records).toMatchObject(heads);
    const layers = await finalDiffLayers(recording, writer, 'engineer');
    expect(layers.map(({ id, title }) => [id, title])).toEqual([
      ['diff-shelf', 'Final diff of shelf'],
      ['diff-loans', 'Final diff of loans'],
    ]);
    const diff = readFileSync(join(writer.root, 'layers/diff/loans.diff'), 'utf8');
    const paths = parseDiff(diff, 'loans.diff').map(({ oldPath, newPath }) => newPath ?? `${oldPath} went`);
    expect(paths).toEqual(['src/main.js', 'src/new.js', 'src/old.js went']);
    // Every write leads from the base to that end.
    const edits: LayerSpec = { id: 'edits', kind: 'ide_edits', content: lines(...readEvents()) };
    const files = Object.fromEntries(
      writer.files.map(({ path }) => [path, readFileSync(join(writer.root, path))]),
    );
    const task = { family: 'refactor_migration', title: 'A test', criteria: [], repos: records };
    const bundle = buildBundle({ layers: [edits, ...(layers as LayerSpec[])], files, manifest: { task } });
    const judged = await judgeBy(await openTrace(bundle), 'state-chain');
    expect(judged).toMatchObject({ result: 'pass', findings: [] });
    // Cloned anew, a bundle has both ends.
    git('.', 'clone', '-q', join(writer.root, 'task/loans.bundle'), 'clone');
    expect(git('clone', 'log', '--format=%s')).toBe('Loans 2\nbase');
  });
});
