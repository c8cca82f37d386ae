/** Bad input: each gives one problem with its place, and everything else works on. */
import { describe, expect, it } from 'vitest';
import { MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { buildBundle, bundleFiles, lines, sourceOf, type BundleSpec } from '../fixtures/build-bundle.ts';

const CAST = '{"version":2,"width":80,"height":24}\n[0.5,"o","hello"]\n[1.5,"o","world"]\n';
const COMMAND = {
  seq: 1,
  terminal: 'terminal',
  t_start: 100,
  t_end: 200,
  cwd: null,
  command: 'ls',
  exit_code: null,
  exit_source: 'unknown',
};
const MOVES = lines({ t: 1_000_000, type: 'move', x: 1, y: 2 }, { t: 2_000_000, type: 'move', x: 3, y: 4 });

const SPEC: BundleSpec = {
  layers: [
    {
      id: 'terminal',
      kind: 'terminal',
      content: CAST,
      clock: { domain: 'media', native_unit: 's', sync_quality: 'measured' },
    },
    { id: 'input', kind: 'input_events', content: MOVES },
    { id: 'commands', kind: 'commands', content: lines(COMMAND) },
  ],
};

const codes = (trace: Trace): readonly string[] => trace.problems.all.map(({ code }) => code);

async function openAltered(alter: (files: Map<string, Uint8Array>) => void): Promise<Trace> {
  const files = bundleFiles(SPEC);
  alter(files);
  return openTrace(sourceOf(files));
}

describe('openTrace', () => {
  it('opens by the manifest alone', async () => {
    const files = bundleFiles(SPEC);
    const asked: string[] = [];
    const source = sourceOf(files);
    const trace = await openTrace({
      ...source,
      open: (path, signal) => (asked.push(path), source.open(path, signal)),
    });
    expect(asked).toEqual([MANIFEST_PATH]);
    expect(trace.terminals).toHaveLength(1);
  });

  it('gives the bytes of a sound once there is a picture', async () => {
    let goOn: () => void = () => undefined;
    const pictured = new Promise<void>((resolve) => (goOn = resolve));
    const spec: BundleSpec = { layers: [{ id: 'voice', kind: 'speech_audio', content: 'sound' }] };
    const trace = await openTrace(buildBundle(spec), undefined, undefined, { pictured, all: false });
    const voice = await trace.voices[0]?.content.get();
    let given = false;
    const file = voice?.file().then((found) => {
      given = true;
      return found;
    });
    // Turns enough for all that is there already.
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setTimeout(resolve));
    expect(given).toBe(false);
    goOn();
    expect((await file)?.size).toBe(5);
  });

  it.each([true, false])('lets small files wait for the picture where all do: %s', async (all) => {
    let goOn: () => void = () => undefined;
    const pictured = new Promise<void>((resolve) => (goOn = resolve));
    const spec: BundleSpec = { layers: [{ id: 'said', kind: 'transcript', content: 'WEBVTT\n' }] };
    const trace = await openTrace(buildBundle(spec), undefined, undefined, { pictured, all });
    let given = false;
    const track = trace.transcripts[0]?.content.get().then((found) => {
      given = true;
      return found;
    });
    if (!all) await track;
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setTimeout(resolve));
    expect(given).toBe(!all);
    goOn();
    expect((await track)?.items).toEqual([]);
  });

  it('reads a diff of the whole, and says where it is none', async () => {
    const diff = '--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n+y\n';
    const layer = (content: string) => ({ id: 'diff', kind: 'file_diffs', content }) as const;
    const trace = await openTrace(buildBundle({ layers: [layer(diff)] }));
    expect(await trace.diffs[0]?.content.get()).toMatchObject([{ newPath: 'a', hunks: [{ newStart: 1 }] }]);
    const broken = await openTrace(buildBundle({ layers: [layer('hello\n')] }));
    await expect(broken.diffs[0]?.content.get()).rejects.toMatchObject({ code: 'format-broken' });
    expect(codes(broken)).toContain('format-broken');
  });

  it('reads each layer once, in trace time', async () => {
    const trace = await openTrace(buildBundle(SPEC));
    const terminal = await trace.terminals[0]?.content.get();
    expect(terminal && [...terminal.chunks.times]).toEqual([500_000, 1_500_000]);
    expect(await trace.terminals[0]?.content.get()).toBe(terminal);
    const commands = await trace.commands[0]?.content.get();
    expect(commands?.items).toMatchObject([
      { time: 100, end: 200, exitCode: undefined, exitSource: 'unknown' },
    ]);
    expect(codes(trace)).toEqual([]);
  });

  it('reads a terminal once, also under another clock, and takes back what was wrong with its times', async () => {
    const files = bundleFiles(SPEC);
    const asked: string[] = [];
    const source = sourceOf(files);
    const trace = await openTrace({
      ...source,
      open: (path, signal) => (asked.push(path), source.open(path, signal)),
    });
    const first = await trace.terminals[0]?.content.get();
    const early = trace.corrected(new Map([['terminal', { shift: -1_000_000, points: [] }]]));
    const corrected = await early.terminals[0]?.content.get();
    expect([...(corrected?.chunks.times ?? [])]).toEqual([0, 500_000]);
    expect(corrected?.player).toBe(first?.player);
    expect(codes(early)).toEqual(['time-outside']);
    const back = early.corrected(new Map());
    expect([...((await back.terminals[0]?.content.get())?.chunks.times ?? [])]).toEqual([500_000, 1_500_000]);
    expect(codes(back)).toEqual([]);
    expect(asked.filter((path) => path.endsWith('.cast'))).toHaveLength(1);
  });

  it('says that there is no manifest', async () => {
    await expect(openTrace(sourceOf(new Map()))).rejects.toMatchObject({ code: 'manifest-missing' });
  });

  it('says that the manifest is no JSON', async () => {
    await expect(
      openAltered((files) => files.set(MANIFEST_PATH, new TextEncoder().encode('{"schema":'))),
    ).rejects.toMatchObject({
      code: 'manifest-not-json',
    });
  });

  it('goes on without a missing artifact', async () => {
    const trace = await openAltered((files) => files.delete('layers/terminal/content.cast'));
    await expect(trace.terminals[0]?.content.get()).rejects.toMatchObject({ code: 'artifact-missing' });
    expect((await trace.inputs[0]?.content.get())?.length).toBe(2);
    expect(codes(trace)).toEqual(['artifact-missing']);
  });

  it('shows what is left of a truncated artifact, and says so', async () => {
    const trace = await openAltered((files) => {
      const path = 'layers/input/content.jsonl';
      files.set(path, files.get(path)?.subarray(0, -20) ?? new Uint8Array());
    });
    expect((await trace.inputs[0]?.content.get())?.length).toBe(1);
    expect(codes(trace)).toEqual(['artifact-truncated', 'last-line-torn']);
  });

  it('shows a changed artifact, and says so', async () => {
    const trace = await openAltered((files) => {
      const path = 'layers/terminal/content.cast';
      files.set(path, new TextEncoder().encode(CAST.replace('hello', 'HELLO')));
    });
    expect(await (await trace.terminals[0]?.content.get())?.player.texts(0, 1)).toEqual(['HELLO']);
    expect(codes(trace)).toEqual(['artifact-hash']);
  });

  it('notices a changed artifact without keeping it', async () => {
    const trace = await openAltered((files) =>
      files.set('layers/input/content.jsonl', new Uint8Array(MOVES.length)),
    );
    await trace.bundle.verify('layers/input/content.jsonl');
    await trace.bundle.verify('layers/terminal/content.cast');
    expect(codes(trace)).toEqual(['artifact-hash']);
  });

  it('keeps the order of times that go back, and counts them', async () => {
    const text = lines(
      { t: 3_000_000, type: 'move', x: 1, y: 1 },
      { t: 1_000_000, type: 'move', x: 2, y: 2 },
      { t: 99_000_000, type: 'move', x: 3, y: 3 },
    );
    const trace = await openTrace(
      buildBundle({ layers: [{ id: 'input', kind: 'input_events', content: text }] }),
    );
    const track = await trace.inputs[0]?.content.get();
    expect([...(track?.allTimes() ?? [])]).toEqual([3_000_000, 3_000_000, 10_000_000]);
    expect(trace.problems.all).toMatchObject([
      { code: 'time-backwards', details: { count: 1, maxMicros: 2_000_000 } },
      { code: 'time-outside', details: { count: 1 } },
    ]);
  });

  it('says that a layer is empty', async () => {
    const trace = await openTrace(
      buildBundle({ layers: [{ id: 'input', kind: 'input_events', content: '' }] }),
    );
    expect((await trace.inputs[0]?.content.get())?.length).toBe(0);
    expect(codes(trace)).toEqual(['layer-empty']);
  });

  it('refuses a path that leads out of the bundle, or that the manifest does not list', async () => {
    const { bundle } = await openTrace(buildBundle(SPEC));
    await expect(bundle.open('../secret')).rejects.toMatchObject({ code: 'path-refused' });
    await expect(bundle.open('layers/other.cast')).rejects.toMatchObject({ code: 'artifact-unlisted' });
  });

  it('says that a layer has no times', async () => {
    const clock = { domain: 'order_only', native_unit: 'none', sync_quality: 'order_only' } as const;
    const trace = await openTrace(
      buildBundle({
        layers: [
          { id: 'input', kind: 'input_events', content: MOVES, clock },
          { id: 'timed', kind: 'input_events', content: MOVES },
        ],
      }),
    );
    expect(codes(trace)).toEqual(['order-only']);
  });

  it('says that a video is none', async () => {
    const trace = await openTrace(
      buildBundle({ layers: [{ id: 'screen', kind: 'screen_video', content: 'not a video at all' }] }),
    );
    await expect(trace.videos[0]?.content.get()).rejects.toMatchObject({ code: 'format-unsupported' });
  });

  it('counts the tests and lint findings of each run', async () => {
    const trace = await openTrace(
      buildBundle({
        layers: [
          {
            id: 'tests',
            kind: 'test_runs',
            content: lines(
              { t_start: 1, t_end: 2, path: 'r/1.xml', format: 'junit' },
              { t_start: 3, t_end: null, path: 'r/none.xml', format: 'junit' },
            ),
          },
          { id: 'lint', kind: 'diagnostics', content: lines({ t: 5, path: 'r/l.sarif', format: 'sarif' }) },
        ],
        files: {
          'r/1.xml': '<testsuite><testcase/><testcase><failure/></testcase></testsuite>',
          'r/l.sarif': '{"version":"2.1.0","runs":[{"results":[{"level":"error"}]}]}',
        },
      }),
    );
    const tests = await trace.tests[0]?.content.get();
    expect(tests?.items.map(({ counts }) => counts)).toEqual([
      { passed: 1, failed: 1, skipped: 0 },
      undefined,
    ]);
    const lint = await trace.diagnostics[0]?.content.get();
    expect(lint?.items[0]?.counts).toEqual({ errors: 1, warnings: 0 });
    expect(codes(trace)).toEqual(['artifact-unlisted']);
  });

  it('reads cues that overlap, with speakers and without markup', async () => {
    const vtt =
      'WEBVTT\n\n00:01.000 --> 00:04.000\n<v Dev>First I <i>reproduce</i> it &amp; look.\n\n00:02.000 --> 00:03.000\nSecond\n';
    const trace = await openTrace(
      buildBundle({
        layers: [
          {
            id: 'words',
            kind: 'transcript',
            content: vtt,
            clock: { domain: 'media', native_unit: 's', sync_quality: 'measured' },
          },
        ],
      }),
    );
    const cues = await trace.transcripts[0]?.content.get();
    expect(cues?.items).toEqual([
      { time: 1_000_000, end: 4_000_000, text: 'First I reproduce it & look.', speaker: 'Dev' },
      { time: 2_000_000, end: 3_000_000, text: 'Second', speaker: undefined },
    ]);
  });
});
