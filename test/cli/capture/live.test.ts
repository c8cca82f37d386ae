/** A capture of a real display, whose programs are killed one by one and then all at once. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { listField, textField } from '../../../src/base/json.ts';
import { rememberCapture } from '../../../src/cli/capture/capture-folder.ts';
import type { CaptureConfig } from '../../../src/cli/capture/config.ts';
import { headOf } from '../../../src/cli/capture/git.ts';
import { entriesOf, parseJournal, type JournalEntry } from '../../../src/cli/capture/journal.ts';
import { textOf } from '../../../src/cli/capture/jsonl-file.ts';
import { nativeProgram } from '../../../src/cli/capture/native.ts';
import { savePlan } from '../../../src/cli/capture/plan.ts';
import type { Manifest } from '../../../src/schema/generated/types.ts';
import { canRun, playhead, scratch } from '../helpers.ts';
import { configFor } from './capture-fixtures.ts';

const CHILD = resolve('test/cli/capture/supervise-child.ts');

const isThere = (program: string): boolean => spawnSync('which', [program]).status === 0;
const HEADERS = '/usr/include/X11/extensions/record.h';
const CAN_RECORD =
  canRun('ffmpeg') && ['Xvfb', 'gcc', 'setpriv', 'git'].every(isThere) && existsSync(HEADERS);

const folder = await scratch();
const capture = join(folder, 'capture');
const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
});

const journal = (): readonly JournalEntry[] => parseJournal(textOf(join(capture, 'journal.jsonl')));
const began = (recorder: string) =>
  entriesOf(journal(), 'recorder-began').filter((entry) => entry.recorder === recorder);

/** Looks until there is something. */
async function until<T>(what: string, look: () => T | undefined): Promise<T> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`Waited in vain for ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** An X server of its own; gives the name of its display. */
async function startDisplay(): Promise<string> {
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '320x200x24', '-nolisten', 'tcp']);
  started.push(server);
  let said = '';
  server.stdout.on('data', (text: Buffer) => (said += text.toString()));
  return until('the X server', () => (said.includes('\n') ? `:${said.trim()}` : undefined));
}

/** The recording grows: the recorder is at work. */
const isRecorded = (recorder: string, segment: number) => (): true | undefined => {
  const entry = began(recorder)[segment - 1];
  const path = entry && join(capture, entry.file);
  return path !== undefined && existsSync(path) && statSync(path).size > 1000 ? true : undefined;
};

/** Begins a capture as `playhead capture start` does, by a supervisor that this test may kill. */
async function begin(config: CaptureConfig): Promise<void> {
  const native = await nativeProgram('record-input');
  const inputProgram = 'program' in native ? native.program : '';
  const base = await headOf(config.workTree);
  await savePlan(capture, { version: '0', config, boot: '', base, missing: {}, tools: {}, inputProgram });
  const socket = join(folder, 'socket');
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, capture, socket], { stdio: 'inherit' });
  started.push(child);
  await rememberCapture({ folder: capture, pid: child.pid ?? 0, socket });
}

it.skipIf(!CAN_RECORD)('leaves a bundle that tells what is missing, whatever is killed', async () => {
  vi.stubEnv('XDG_STATE_HOME', join(folder, 'state'));
  const tree = join(folder, 'tree');
  await mkdir(tree);
  const git = ['-C', tree, '-c', 'user.name=A', '-c', 'user.email=a@example.org'];
  spawnSync('git', [...git, 'init', '--quiet']);
  spawnSync('git', [...git, 'commit', '--quiet', '--allow-empty', '-m', 'base']);
  const layers = { voice: false };
  await begin(configFor(tree, { display: await startDisplay(), layers, screen: { fps: 10 } }));

  await until('the screen', isRecorded('screen', 1));
  const [first] = began('screen');
  process.kill(first?.pid ?? 0, 'SIGKILL');
  await until('another recorder of the screen', isRecorded('screen', 2));
  expect(await playhead('capture', 'pause', 'telephone')).toMatchObject({ code: 0 });
  expect(await playhead('capture', 'resume')).toMatchObject({ code: 0 });
  await until('the screen after the pause', isRecorded('screen', 3));
  await writeFile(join(tree, 'a.txt'), 'one\n');
  await until('the save', () => (existsSync(join(capture, 'raw/edits.jsonl')) ? true : undefined));
  const pids = new Set(entriesOf(journal(), 'recorder-began').map(({ pid }) => pid ?? 0));
  for (const pid of pids) if (existsSync(`/proc/${pid}`)) process.kill(pid, 'SIGKILL');
  expect((await playhead('capture', 'stop')).err).toContain(`playhead capture recover ${capture}`);
  expect((await playhead('capture', 'recover', capture)).out).toContain('cut off');

  const text = await readFile(join(capture, 'bundle', 'trace_schema_v2.json'), 'utf8');
  const { clock, layers: recorded } = JSON.parse(text) as Manifest;
  expect(clock['x-pauses']).toMatchObject([{ reason: 'telephone' }]);
  const video = recorded.find(({ id }) => id === 'screen');
  expect(video?.status).toBe('present');
  const reasons = listField(video, 'x-gaps').map((gap) => textField(gap, 'reason'));
  expect(reasons).toContain('The screen was not recorded: its recorder ended by SIGKILL.');
  expect(reasons).toContain('Recording was paused: telephone');
  expect(recorded.find(({ id }) => id === 'edits')).toMatchObject({ status: 'present', records: 1 });
});
