import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { TraceError } from '../../src/base/errors.ts';
import { fromSeconds } from '../../src/base/time.ts';
import type { EditEvent } from '../../src/schema/generated/types.ts';
import { stateAt, Workspace, type FileVersion, type WorkspaceFile } from '../../src/trace/workspace.ts';
import type { FileContent } from '../../src/trace/workspace-texts.ts';
import { at0, textsOf } from './workspace-traces.ts';

/** A file `a` with these events, at one second each from 0. */
function fileOf(...events: readonly Partial<EditEvent>[]): WorkspaceFile {
  const [file] = new Workspace(
    events.map((event, index) => ({
      time: fromSeconds(index),
      event: { t: 0, type: 'save', file: 'a', ...event } as EditEvent,
    })),
  ).files;
  if (!file) throw new Error('no file');
  return file;
}

function typed(line: number, text: string): Partial<EditEvent> {
  return { type: 'change', changes: [{ ...at0(line), text }] };
}

describe('what was typed', () => {
  it('stands on what was written, and says from when on it does not fit', async () => {
    const file = fileOf({ content: 'c' }, typed(0, 'x'), typed(9, 'y'), typed(0, 'z'));
    const texts = textsOf({ c: 'a\n' });
    const state = (seconds: number): Promise<FileContent> =>
      texts.state(file, stateAt(file, fromSeconds(seconds)));
    expect(await state(0)).toMatchObject({ text: 'a\n' });
    expect(await state(3)).toMatchObject({ text: 'zxa\ny', outside: { count: 2, from: fromSeconds(2) } });
    const early = await state(1);
    expect(early).toMatchObject({
      text: 'xa\n',
      sha256: createHash('sha256').update('xa\n').digest('hex'),
    });
    expect(early).not.toHaveProperty('outside');
  });

  it('stands on what is on disk after the file was closed', async () => {
    const file = fileOf({ content: 'c' }, typed(0, 'x'), { type: 'close' }, typed(0, 'y'), typed(9, 'z'));
    const texts = textsOf({ c: 'a' });
    const state = (seconds: number): Promise<FileContent> =>
      texts.state(file, stateAt(file, fromSeconds(seconds)));
    expect(await state(1)).toMatchObject({ text: 'xa' });
    expect(await state(2)).toMatchObject({ text: 'a' });
    expect(await state(3)).toMatchObject({ text: 'ya' });
    expect(await state(4)).toMatchObject({ text: 'yaz', outside: { count: 2, from: fromSeconds(4) } });
  });

  it('is not opened any more once it is too large', async () => {
    const file = fileOf({ content: 'c' }, typed(0, '\n'.repeat(1_100_000)), {
      type: 'change',
      changes: [{ start: at0(0).start, end: at0(1_100_000).start, text: '' }],
    });
    const state = (seconds: number): Promise<FileContent> =>
      textsOf({ c: 'a' }).state(file, stateAt(file, fromSeconds(seconds)));
    expect(await state(1)).toEqual({ kind: 'huge', bytes: 1_100_001, lines: 1_100_000 });
    expect(await state(2)).toMatchObject({ kind: 'huge' });
  });
});

describe('a failure that may pass', () => {
  const failure = (): TraceError =>
    new TraceError('network-failed', { url: 'https://x.test/c', crossOrigin: false });

  it.each([
    ['typed', 'xnew\n'],
    ['base', 'old\n'],
  ])('is forgotten, also by what was made of it: %s', async (what, text) => {
    const file = fileOf({ content: 'c', diff: 'd' }, typed(0, 'x'));
    const texts = textsOf({ c: 'new\n', d: DIFF }, [failure()]);
    const content = (): Promise<FileContent> =>
      what === 'base' ? texts.base(file) : texts.state(file, stateAt(file, fromSeconds(1)));
    expect(await content()).toMatchObject({ kind: 'failed', error: { code: 'network-failed' } });
    expect(await content()).toMatchObject({ text });
  });
});

async function baseOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  event: Partial<EditEvent>,
): Promise<FileContent> {
  return textsOf(files).base(fileOf(event));
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
    expect(await read('x'.repeat(32_000_001))).toMatchObject({ kind: 'huge', bytes: 32_000_001 });
    expect(await read('\n'.repeat(1_000_001))).toMatchObject({ kind: 'huge', lines: 1_000_001 });
    expect(await read('a', { kind: 'deleted', content: undefined })).toEqual({ kind: 'absent' });
    expect(await read('a', { content: undefined })).toEqual({ kind: 'uncaptured' });
  });
});
