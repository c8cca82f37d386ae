import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Trace } from '../../src/trace/trace.ts';
import { VIDEOS } from '../trace/video-file.ts';
import {
  faultsOf,
  foreignUnit,
  importedFolder,
  importedTrace,
  unitOnDisk,
  type ImportedTrace,
} from './foreign-files.ts';

const DATA = '../shared/data';
const lines = (...values: readonly unknown[]): string =>
  values.map((value) => JSON.stringify(value)).join('\n');
const summary = ({ losses }: ImportedTrace) =>
  losses.entries.map(({ kind, count, example }) => [kind, count, example]);

interface Trajectory {
  readonly steps: readonly Readonly<Record<string, unknown>>[];
}

async function trajectoryOf(trace: Trace): Promise<Trajectory> {
  const layer = trace.layers.find(({ kind }) => kind === 'agent_steps');
  return JSON.parse(await trace.bundle.readText(layer?.paths?.[0] ?? '')) as Trajectory;
}

describe('a session of the AgentNet recorder', () => {
  const session = async () =>
    foreignUnit('session', {
      'events.jsonl': lines(
        { time_stamp: 1000.5, action: 'move', x: -4, y: 5, event_idx: 0 },
        { time_stamp: 1001, action: 'click', x: 10, y: 20, button: 'left', pressed: true, event_idx: 1 },
        { time_stamp: 1001.25, action: 'click', x: 10, y: 20, button: 'left', pressed: false, event_idx: 2 },
        { time_stamp: 1001.2, action: 'scroll', x: 10, y: 20, dx: 0, dy: -2, event_idx: 3 },
        { time_stamp: 1002, action: 'press', name: 'ctrl_l', event_idx: 4 },
        { time_stamp: 1003, action: 'wave', event_idx: 5 },
      ),
      'metadata.json': JSON.stringify({
        system: 'Windows',
        screen_width: 100,
        screen_height: 50,
        start_time: '2024-11-05 18:56:31',
        video_start_timestamp: 1000,
        obs_record_state_timings: { OBS_WEBSOCKET_OUTPUT_STARTED: [1000.5] },
      }),
      'task_name.json': '{"task_name":"Turn it on"}',
      'html.jsonl': '',
      'top_window.jsonl': lines({ time_stamp: 1000.1, top_window_name: 'explorer' }),
      'My video.mp4': await readFile(join(VIDEOS, 'cfr30-h264.mp4')),
    });

  it('has video and input on one clock, with the doubt of the start', async () => {
    const imported = await importedFolder(await session());
    const { trace, bundle } = imported;
    expect(trace.manifest).toMatchObject({
      task: { title: 'Turn it on' },
      clock: { origin: { wall_utc: null } },
      session: { mode: 'live', environment: { os: 'Windows' }, displays: [{ w: 100, h: 50 }] },
    });
    expect(trace.videos[0]?.layer.clock.map).toMatchObject([
      { native: 0, trace_us: 0, uncertainty_us: 500_000 },
    ]);
    const input = trace.layers.find(({ kind }) => kind === 'input_events');
    expect(input).toMatchObject({
      records: 5,
      clock: { map: [{ native: 1000, trace_us: 0 }], backsteps: { count: 1, max_us: 50_000 } },
    });
    const text = await trace.bundle.readText(input?.paths?.[0] ?? '');
    expect(
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { t: 1000.5, type: 'move', x: -4, y: 5, 'x-event-idx': 0 },
      { t: 1001, type: 'down', x: 10, y: 20, button: 'left', 'x-event-idx': 1 },
      { t: 1001.25, type: 'up', x: 10, y: 20, button: 'left', 'x-event-idx': 2 },
      { t: 1001.2, type: 'scroll', x: 10, y: 20, dx: 0, dy: 2, unit: 'notch', 'x-event-idx': 3 },
      { t: 1002, type: 'key_down', key: 'Control', 'x-event-idx': 4 },
    ]);
    expect(trace.layers.find(({ id }) => id === 'agentnet-html')?.status).toBe('empty');
    expect(summary(imported)).toEqual([
      ['unreadable', 1, 'line 6'],
      ['inferred', 1, undefined],
      ['dropped', 1, 'top_window.jsonl'],
      ['dropped', 1, '2024-11-05 18:56:31'],
      ['dropped', 2, 'metadata.json'],
    ]);
    expect(await faultsOf(bundle)).toEqual([]);
  });

  it.skipIf(!existsSync(DATA))(
    'by other people opens whole',
    async () => {
      const { trace, bundle } = await importedFolder(
        unitOnDisk(join(DATA, 'computer-use-agentnet/session-1')),
      );
      // 4,099 lines; the video lasts 122.6 s, the last key is pressed at 122.39 s.
      expect(trace.layers.find(({ kind }) => kind === 'input_events')?.records).toBe(4_099);
      expect(trace.videos[0]?.layer.clock.map).toMatchObject([
        { native: 0, trace_us: 0, uncertainty_us: 504_198 },
      ]);
      expect(Math.floor(trace.duration / 1_000_000)).toBe(122);
      expect(await faultsOf(bundle)).toEqual([]);
    },
    60_000,
  );
});

describe('reduced steps of AgentNet', () => {
  const task = {
    instruction: 'Turn it on',
    traj: [
      { index: 0, image: '0.png', value: { code: 'click()', thought: 'so' } },
      { index: 1, image: '1.png', value: { code: "terminate(status='success')" } },
    ],
  };

  it('play in their order with the stills that are there, and claim no success', async () => {
    const imported = await importedFolder(
      foreignUnit('task', { 'steps.jsonl': lines(task, task), '0.png': 'PNG' }),
    );
    const { trace, bundle } = imported;
    expect(trace.manifest).toMatchObject({
      clock: { duration: 3_000_000, sync_quality: 'order_only' },
      outcome: { success: 'unknown' },
    });
    const { steps } = await trajectoryOf(trace);
    expect(steps).toMatchObject([
      { source: 'user', message: 'Turn it on' },
      {
        reasoning_content: 'so',
        message: [{ type: 'text' }, { type: 'image', source: { path: 'layers/agent/images/0.png' } }],
        tool_calls: [{ arguments: { code: 'click()' } }],
      },
      { message: '' },
    ]);
    expect(summary(imported)).toEqual([
      ['dropped', 1, 'line 2'],
      ['dropped', 1, '1.png'],
    ]);
    expect(await faultsOf(bundle)).toEqual([]);
  });

  it('are told without the stills, too', async () => {
    const { trace } = await importedTrace('steps.jsonl', lines(task));
    expect((await trajectoryOf(trace)).steps).toHaveLength(3);
  });

  it.skipIf(!existsSync(DATA))('by other people open', async () => {
    const { trace, losses, bundle } = await importedFolder(
      unitOnDisk(join(DATA, 'computer-use-agentnet/session-1-standardized')),
    );
    expect((await trajectoryOf(trace)).steps).toHaveLength(16);
    expect(losses.entries).toMatchObject([{ kind: 'dropped', count: 12 }]);
    expect(await faultsOf(bundle)).toEqual([]);
  });
});

describe('a result of OSWorld', () => {
  const step = (step_num: number, second: string, more: object = {}) => ({
    step_num,
    action_timestamp: `20240102@0304${second}`,
    action: 'click()',
    response: 'I click.',
    screenshot_file: `step_${step_num}.png`,
    done: false,
    ...more,
  });

  it('has its steps by local time, and its score as success', async () => {
    const unit = foreignUnit('r', {
      'traj.jsonl': lines(step(1, '05'), step(2, '09', { action: 'DONE', done: true })),
      'step_1.png': 'PNG',
      'result.txt': '0.5\n',
      'recording.mp4': await readFile(join(VIDEOS, 'cfr30-h264.mp4')),
    });
    const { trace, losses, bundle } = await importedFolder(unit);
    expect(trace.manifest).toMatchObject({
      clock: { origin: { wall_utc: null }, sync_quality: 'assumed' },
      outcome: { completion: 'completed', success: 'partly_met', rewards: { result: 0.5 } },
    });
    expect(trace.duration).toBeGreaterThanOrEqual(4_000_000);
    expect((await trajectoryOf(trace)).steps).toMatchObject([
      {
        timestamp: '2024-01-02T03:04:05',
        observation: { results: [{ content: [{ source: { path: 'layers/agent/images/step_1.png' } }] }] },
      },
      { timestamp: '2024-01-02T03:04:09' },
    ]);
    expect(losses.entries).toHaveLength(3 + 1);
    expect(await faultsOf(bundle)).toEqual([]);
  });

  it('of which only pointers are there is refused with what to do', async () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n';
    await expect(importedFolder(foreignUnit('r', { 'traj.jsonl': pointer }))).rejects.toMatchObject({
      code: 'import-unsupported',
      details: { supported: expect.stringContaining('git lfs pull') as string },
    });
  });
});

describe('steps beside a video', () => {
  const items = [
    { timestamp: '2024-03-20T10:00:00Z', thought: 'so', action: 'open', timeRange: { start: 0, end: 18 } },
    { timestamp: '2024-03-20T10:02:30Z', action: 'close', timeRange: { start: 18, end: 29.5 } },
  ];

  it('keep the clock of the video where the other one contradicts', async () => {
    const { trace, losses, bundle } = await importedTrace('a.json', JSON.stringify({ items }));
    expect(trace.duration).toBe(29_500_000);
    expect((await trajectoryOf(trace)).steps).toMatchObject([
      {
        timestamp: '1970-01-01T00:00:00.000Z',
        reasoning_content: 'so',
        extra: { timestamp: '2024-03-20T10:00:00Z' },
      },
      { timestamp: '1970-01-01T00:00:18.000Z' },
    ]);
    expect(losses.entries.map(({ what }) => what)).toEqual([expect.stringContaining('contradicts')]);
    expect(await faultsOf(bundle)).toEqual([]);
  });

  it.skipIf(!existsSync(DATA))('by other people open', async () => {
    const { trace, bundle } = await importedFolder(unitOnDisk(join(DATA, 'computer-use-macos/trace1.json')));
    expect([trace.duration, (await trajectoryOf(trace)).steps.length]).toEqual([45_000_000, 4]);
    expect(await faultsOf(bundle)).toEqual([]);
  });
});
