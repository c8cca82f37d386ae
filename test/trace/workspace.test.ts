import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TraceError } from '../../src/base/errors.ts';
import { fromSeconds, type TraceTime } from '../../src/base/time.ts';
import type { BundleFile, EditEvent } from '../../src/schema/generated/types.ts';
import type { TimedEdit } from '../../src/trace/layers.ts';
import {
  changesSince,
  pathAt,
  stateAt,
  versionAt,
  workedLineAt,
  Workspace,
  type FileVersion,
} from '../../src/trace/workspace.ts';
import { WorkspaceTexts, type FileContent } from '../../src/trace/workspace-texts.ts';

/** `SECONDS type file`; after it stands the new path of a rename, the line of a change or a cursor, or who wrote. */
function edits(...lines: readonly string[]): readonly TimedEdit[] {
  return lines.map((line) => {
    const [seconds = '', type = '', file = '', ...more] = line.split(' ');
    const event =
      type === 'commit'
        ? { t: 0, type, commit: file }
        : type === 'rename'
          ? { t: 0, type, file, to: more[0] ?? '' }
          : type === 'change' || type === 'cursor'
            ? {
                t: 0,
                type,
                file,
                ...at0(Number(more[0])),
                changes: [{ ...at0(Number(more[0])), text: 'x\n' }],
              }
            : { t: 0, type, file, ...(more[0] === undefined ? {} : { by: more[0] }) };
    return { time: fromSeconds(Number(seconds)), event: event as EditEvent };
  });
}

/** The start of a line, from 0. */
function at0(line: number) {
  const start = { line, character: 0 };
  return { start, end: start };
}

const at = fromSeconds;

describe('a workspace', () => {
  it('knows the file in front, and what was open behind it', () => {
    const workspace = new Workspace(
      edits(
        '1 open a',
        '2 open b',
        '3 focus a',
        '4 save b command',
        '5 close a',
        '6 close b',
        '7 save c editor',
      ),
    );
    const front = (seconds: number): string | undefined =>
      workspace.files[workspace.at(at(seconds)).front ?? -1]?.names[0]?.path;
    expect([0, 1, 2, 3, 4, 5, 6, 7].map(front)).toEqual([undefined, 'a', 'b', 'a', 'a', 'b', undefined, 'c']);
  });

  it('takes what a program wrote for in front where no editor tells', () => {
    const workspace = new Workspace(edits('1 save a command', '2 save b command'));
    expect(workspace.at(at(1)).front).toBe(0);
    expect(workspace.at(at(2)).front).toBe(1);
  });

  it('finds the version of a time, and the last commit', () => {
    const workspace = new Workspace(edits('1 save a', '2 commit x', '3 save a', '4 delete a', '5 commit y'));
    const [file] = workspace.files;
    if (!file) throw new Error('no file');
    expect([0, 1, 2.9, 3, 4, 9].map((seconds) => versionAt(file, at(seconds))?.index)).toEqual([
      undefined,
      0,
      0,
      1,
      2,
      2,
    ]);
    expect([1, 2, 4, 5].map((seconds) => workspace.at(at(seconds)).committed)).toEqual([
      undefined,
      at(2),
      at(2),
      at(5),
    ]);
    expect(workspace.eventsUntil(at(2.5))).toBe(2);
  });

  it('follows a file through its names, and ends what it replaces', () => {
    const workspace = new Workspace(edits('1 save a', '2 save b', '3 rename a b', '4 save b', '5 save a'));
    const [first, second, third] = workspace.files;
    if (!first || !second || !third) throw new Error('there are three files');
    expect([1, 3].map((seconds) => pathAt(first, at(seconds)))).toEqual(['a', 'b']);
    expect(first.versions.map(({ time }) => time)).toEqual([at(1), at(4)]);
    expect(versionAt(second, at(3))?.kind).toBe('deleted');
    expect(third.versions).toHaveLength(1);
  });
});

describe('what was typed', () => {
  const workspace = new Workspace(
    edits(
      '1 change a 5',
      '2 change a 7',
      '3 cursor a 20',
      '4 save a',
      '4 change a 9',
      '5 rename a b',
      '6 change b 1',
      '6 save b',
      '7 change c 3',
      '8 rename b c',
    ),
  );
  const [file, other] = workspace.files;
  if (!file || !other) throw new Error('there are two files');

  it('counts from the last write, also of the same time, and through a rename', () => {
    const states = [0, 1, 3, 4, 5, 6, 7].map((seconds) => stateAt(file, at(seconds)));
    expect(states.map(({ version, unsaved }) => [version?.index, unsaved])).toEqual([
      [undefined, 0],
      [undefined, 1],
      [undefined, 2],
      [0, 1],
      [0, 1],
      [1, 0],
      [1, 0],
    ]);
    expect([undefined, ...file.versions].map((version) => changesSince(file, version).length)).toEqual([
      2, 2, 0,
    ]);
  });

  it('is gone with the file that a rename replaces', () => {
    expect(stateAt(other, at(7)).unsaved).toBe(1);
    expect(stateAt(other, at(8))).toMatchObject({ version: { kind: 'deleted' }, unsaved: 0 });
  });

  it('tells the line that was worked in since', () => {
    // A change leaves off behind what it put there.
    expect([0, 1, 2, 3, 4, 5, 6].map((seconds) => workedLineAt(file, at(seconds)))).toEqual([
      undefined,
      7,
      9,
      21,
      11,
      11,
      undefined,
    ]);
  });

  it('stands on what was written, and says from when on it does not fit', async () => {
    const typed = (line: number, text: string): Partial<EditEvent> => ({
      type: 'change',
      changes: [{ ...at0(line), text }],
    });
    const events = [{ type: 'save', content: 'c' }, typed(0, 'x'), typed(9, 'y'), typed(0, 'z')] as const;
    const [one] = new Workspace(
      events.map((event, index) => ({
        time: fromSeconds(index),
        event: { t: 0, file: 'a', ...event } as EditEvent,
      })),
    ).files;
    if (!one) throw new Error('no file');
    const texts = textsOf({ c: 'a\n' });
    const state = (unsaved: number): Promise<FileContent> =>
      texts.state(one, { version: one.versions[0], unsaved });
    expect(await state(0)).toMatchObject({ text: 'a\n' });
    expect(await state(3)).toMatchObject({ text: 'zxa\ny', outside: { count: 2, from: at(2) } });
    const early = await state(1);
    expect(early).toMatchObject({
      text: 'xa\n',
      sha256: createHash('sha256').update('xa\n').digest('hex'),
    });
    expect(early).not.toHaveProperty('outside');
  });
});

/** A bundle of these files. */
function textsOf(files: Readonly<Record<string, string | Uint8Array>>): WorkspaceTexts {
  const bytes = new Map(
    Object.entries(files).map(([path, data]) => [path, typeof data === 'string' ? Buffer.from(data) : data]),
  );
  const listed = [...bytes].map(([path, data]): [string, BundleFile] => [
    path,
    { path, bytes: data.length, sha256: createHash('sha256').update(data).digest('hex') } as BundleFile,
  ]);
  return new WorkspaceTexts({
    files: new Map(listed),
    read: (path) => {
      const found = bytes.get(path);
      return found ? Promise.resolve(found) : Promise.reject(new TraceError('artifact-missing', { path }));
    },
  });
}

async function baseOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  event: Partial<EditEvent>,
): Promise<FileContent> {
  const full = { t: 0, type: 'save', file: 'a', ...event } as EditEvent;
  const [file] = new Workspace([{ time: 0 as TraceTime, event: full }]).files;
  if (!file) throw new Error('no file');
  return textsOf(files).base(file);
}

const DIFF = '--- a/a\n+++ b/a\n@@ -1 +1 @@\n-old\n+new\n';

describe('the base of a file', () => {
  it('is its first write with the diff taken back', async () => {
    expect(await baseOf({ c: 'new\n', d: DIFF }, { content: 'c', diff: 'd' })).toMatchObject({
      text: 'old\n',
    });
  });

  it('is the write itself where there was no difference, and nothing for a new file', async () => {
    expect(await baseOf({ c: 'x', d: '' }, { content: 'c', diff: 'd' })).toMatchObject({ text: 'x' });
    expect(await baseOf({ c: 'x', d: '' }, { type: 'create', content: 'c', diff: 'd' })).toEqual({
      kind: 'absent',
    });
    expect(await baseOf({ c: 'x' }, { type: 'create', content: 'c' })).toEqual({ kind: 'absent' });
    const made = 'diff --git a/a b/a\nnew file mode 100644\n--- /dev/null\n+++ b/a\n@@ -0,0 +1 @@\n+new\n';
    expect(await baseOf({ c: 'new\n', d: made }, { content: 'c', diff: 'd' })).toEqual({ kind: 'absent' });
  });

  it('is what a deletion took away', async () => {
    const gone = '--- a/a\n+++ /dev/null\n@@ -1 +0,0 @@\n-old\n';
    expect(await baseOf({ d: gone }, { type: 'delete', diff: 'd' })).toMatchObject({ text: 'old\n' });
  });

  it('is not known where the bundle does not tell', async () => {
    expect(await baseOf({ c: 'x' }, { content: 'c' })).toEqual({ kind: 'uncaptured' });
    expect(await baseOf({}, { diff: 'd' })).toEqual({ kind: 'uncaptured' });
    expect(await baseOf({}, { type: 'open' })).toEqual({ kind: 'uncaptured' });
  });

  it('is a failure where write and diff do not fit, or a file is missing', async () => {
    const misfit = await baseOf({ c: 'newer\n', d: DIFF }, { content: 'c', diff: 'd' });
    expect(misfit).toMatchObject({ kind: 'failed', error: { code: 'format-broken' } });
    const foreign = await baseOf(
      { c: 'new\n', d: DIFF.replaceAll('/a\n', '/b\n') },
      { content: 'c', diff: 'd' },
    );
    expect(foreign).toMatchObject({ kind: 'failed', error: { code: 'format-broken' } });
    expect(await baseOf({ c: 'new\n' }, { content: 'c', diff: 'd' })).toMatchObject({
      kind: 'failed',
      error: { code: 'artifact-missing' },
    });
  });

  it('finds the file by its path within its repository', async () => {
    const diff = DIFF.replaceAll('/a\n', '/src/a\n');
    const event = { file: 'server/src/a', content: 'c', diff: 'd' };
    expect(await baseOf({ c: 'new\n', d: diff }, event)).toMatchObject({ text: 'old\n' });
  });
});

describe('the content of a write', () => {
  const read = async (data: string | Uint8Array, more: Partial<FileVersion> = {}): Promise<FileContent> => {
    const version = { kind: 'saved', content: 'c', binary: false, bytes: undefined, ...more } as FileVersion;
    return textsOf({ c: data }).version(version);
  };

  it('is kept byte for byte', async () => {
    expect(await read('\uFEFFa\r\nb')).toMatchObject({ kind: 'text', text: '\uFEFFa\r\nb' });
  });

  it('is not opened where it is no text, or too large', async () => {
    expect(await read(new Uint8Array([1, 0, 2]))).toEqual({ kind: 'binary' });
    expect(await read(new Uint8Array([0xff, 0xfe, 0x41]))).toEqual({ kind: 'binary' });
    expect(await read('a', { binary: true })).toEqual({ kind: 'binary' });
    expect(await read('x'.repeat(2_000_001))).toMatchObject({ kind: 'huge', bytes: 2_000_001 });
    expect(await read('\n'.repeat(50_001))).toMatchObject({ kind: 'huge', lines: 50_001 });
    expect(await read('a', { kind: 'deleted', content: undefined })).toEqual({ kind: 'absent' });
    expect(await read('a', { content: undefined })).toEqual({ kind: 'uncaptured' });
  });
});

const SAMPLE = 'public/samples/bug-fix';

describe('the sample, against git', () => {
  const clone = mkdtempSync(join(tmpdir(), 'playhead-base-'));
  const git = (...more: readonly string[]): string =>
    execFileSync('git', ['-C', clone, ...more], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const manifest = JSON.parse(readFileSync(join(SAMPLE, 'trace_schema_v2.json'), 'utf8')) as {
    readonly task: {
      readonly repos: readonly { readonly base_commit: string; readonly head_commit: string }[];
    };
    readonly files: readonly BundleFile[];
  };
  const [repo] = manifest.task.repos;
  const events = readFileSync(join(SAMPLE, 'layers/edits/ide-edits.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as EditEvent);
  const workspace = new Workspace(events.map((event) => ({ time: event.t as TraceTime, event })));
  const texts = new WorkspaceTexts({
    files: new Map(manifest.files.map((file) => [file.path, file])),
    read: (path) => Promise.resolve(readFileSync(join(SAMPLE, path))),
  });
  let hasGit = true;

  beforeAll(() => {
    try {
      execFileSync('git', ['--version'], { stdio: 'ignore' });
    } catch {
      hasGit = false;
      return;
    }
    git('clone', '--quiet', join(process.cwd(), SAMPLE, 'task/repo.bundle'), '.');
  });
  afterAll(() => rmSync(clone, { recursive: true, force: true }));

  it('has the base commit’s text of every changed file, byte for byte', async ({ skip }) => {
    if (!hasGit) return skip('git is not here');
    expect(workspace.files).toHaveLength(3);
    for (const file of workspace.files) {
      const path = file.names[0]?.path ?? '';
      expect(await texts.base(file)).toMatchObject({
        text: git('show', `${repo?.base_commit ?? ''}:${path}`),
      });
    }
  });

  it('has after each save what git makes of the base and the diff of that save', async ({ skip }) => {
    if (!hasGit) return skip('git is not here');
    let checked = 0;
    for (const file of workspace.files)
      for (const version of file.versions) {
        git('checkout', '--quiet', '--force', repo?.base_commit ?? '');
        git('apply', join(process.cwd(), SAMPLE, version.diff ?? ''));
        const text = readFileSync(join(clone, file.names[0]?.path ?? ''), 'utf8');
        expect(await texts.version(version)).toMatchObject({ text, sha256: version.sha256 });
        checked += 1;
      }
    expect(checked).toBe(6);
  });
});
