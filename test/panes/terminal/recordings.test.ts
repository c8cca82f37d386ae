/** Recordings by other people: each loads and replays as without guard and plan, or is refused by code. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TraceError } from '../../../src/base/errors.ts';
import { Guard } from '../../../src/panes/terminal/guard.ts';
import { nextStep, START } from '../../../src/panes/terminal/replay-plan.ts';
import type { Terminal } from '../../../src/trace/layers.ts';
import {
  castOf,
  newHeadless,
  replayFromStart,
  screenOf,
  seeded,
  write,
  type HeadlessScreen,
} from './headless.ts';

const FOLDERS = ['asciicast', 'terminal-bench-trial'].map((name) => resolve('..', 'shared', 'data', name));

function castsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.cast') || /v1-\w+\.json$/.test(name))
    .map((name) => `${folder}/${name}`);
}

/** The screen after the first `count` chunks, by plan and under guard. */
async function replayByPlan(recording: Terminal, count: number): Promise<HeadlessScreen> {
  const terminal = newHeadless(recording);
  const guard = new Guard(terminal.parser);
  let at = START;
  for (
    let step = nextStep(recording.chunks.items, at, count);
    step;
    step = nextStep(recording.chunks.items, at, count)
  ) {
    guard.beginSlice();
    if (step.kind === 'resize') terminal.resize(step.cols, step.rows);
    if (step.kind === 'write') await write(terminal, step.data);
    at = step.to;
  }
  const screen = screenOf(terminal);
  terminal.dispose();
  return screen;
}

describe.each(FOLDERS)('recordings in %s', (folder) => {
  const casts = castsIn(folder);

  if (casts.length === 0)
    it('are absent', ({ skip }) => {
      skip(`${folder} is absent`);
    });

  it.each(casts)('%s', { timeout: 60_000 }, async (path) => {
    let recording: Terminal;
    try {
      recording = castOf(readFileSync(path, 'utf8'), path);
    } catch (error) {
      expect(error).toBeInstanceOf(TraceError);
      return;
    }
    const random = seeded(recording.chunks.length);
    const { length } = recording.chunks;
    for (const count of [0, length, ...Array.from({ length: 3 }, () => Math.floor(random() * length))])
      expect(await replayByPlan(recording, count)).toEqual(await replayFromStart(recording, count));
  });
});
