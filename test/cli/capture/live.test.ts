/** A capture of a real display, whose programs are killed one by one and then all at once. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { listField, textField } from '../../../src/base/json.ts';
import { entriesOf } from '../../../src/cli/capture/journal.ts';
import type { Manifest } from '../../../src/schema/generated/types.ts';
import { playhead, scratch } from '../helpers.ts';
import { configFor } from './capture-fixtures.ts';
import { CAN_RECORD, LiveCapture, until } from './live-capture.ts';

const folder = await scratch();
const live = new LiveCapture(folder);
const capture = live.folder;
afterAll(() => {
  live.end();
});

/** The recording grows: the recorder is at work. */
const isRecorded = (recorder: string, segment: number) => (): true | undefined => {
  const entry = live.began(recorder)[segment - 1];
  const path = entry && join(capture, entry.file);
  return path !== undefined && existsSync(path) && statSync(path).size > 1000 ? true : undefined;
};

it.skipIf(!CAN_RECORD)('leaves a bundle that tells what is missing, whatever is killed', async () => {
  vi.stubEnv('XDG_STATE_HOME', join(folder, 'state'));
  const tree = join(folder, 'tree');
  await mkdir(tree);
  const git = ['-C', tree, '-c', 'user.name=A', '-c', 'user.email=a@example.org'];
  spawnSync('git', [...git, 'init', '--quiet']);
  spawnSync('git', [...git, 'commit', '--quiet', '--allow-empty', '-m', 'base']);
  const layers = { voice: false, browser: false };
  await live.begin(configFor(tree, { display: await live.startDisplay(), layers, screen: { fps: 10 } }));

  await until('the screen', isRecorded('screen', 1));
  const [first] = live.began('screen');
  process.kill(first?.pid ?? 0, 'SIGKILL');
  await until('another recorder of the screen', isRecorded('screen', 2));
  expect(await playhead('capture', 'pause', 'telephone')).toMatchObject({ code: 0 });
  expect(await playhead('capture', 'resume')).toMatchObject({ code: 0 });
  await until('the screen after the pause', isRecorded('screen', 3));
  await writeFile(join(tree, 'a.txt'), 'one\n');
  await until('the save', () => (existsSync(join(capture, 'raw/edits.jsonl')) ? true : undefined));
  const pids = new Set(entriesOf(live.journal(), 'recorder-began').map(({ pid }) => pid ?? 0));
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
