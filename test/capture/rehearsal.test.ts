import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rehearse, type Rehearsal } from '../../capture/rehearsal.ts';
import type { Scenario } from '../../capture/scenario.ts';
import { bugFix } from '../../capture/scenarios/bug-fix.ts';
import { tdd } from '../../capture/scenarios/tdd.ts';
import { endsOf } from './ends.ts';

const folder = mkdtempSync(join(tmpdir(), 'playhead-rehearsal-'));
const played = new Map<string, Rehearsal>();

const ends = (id: string, wanted: string): readonly string[] =>
  endsOf(played.get(id) ?? { commands: [] }, wanted);

async function play(scenario: Scenario): Promise<void> {
  played.set(scenario.id, await rehearse(scenario, mkdtempSync(join(folder, scenario.id))));
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the bug fix', () => {
  beforeAll(() => play(bugFix));

  it('goes from a failing test over a wrong attempt to green, and lint finds a slip', () => {
    expect(ends('bug-fix', 'npm test')).toEqual([
      'Reproduce: 1',
      'First attempt: 1',
      'Fix: 0',
      'Regression test and lint: 0',
    ]);
    expect(ends('bug-fix', 'npm run lint')).toEqual([
      'Regression test and lint: 1',
      'Regression test and lint: 0',
    ]);
    expect(ends('bug-fix', 'git commit')).toEqual(['Commit: 0']);
  });
});

describe('test-driven development', () => {
  beforeAll(() => play(tdd));

  it('is red before it is green in each of three cycles, and green through each refactoring', () => {
    expect(ends('tdd', 'npm test')).toEqual([
      'Understand: 0',
      'Red 1: a burst: 1',
      'Green 1: 0',
      'Refactor 1: 0',
      'Red 2: refilling: 1',
      'Green 2: 1',
      'Green 2: 0',
      'Refactor 2: 0',
      'Red 3: waiting: 1',
      'Green 3: 0',
      'Refactor 3: 0',
    ]);
    expect(ends('tdd', 'npm run lint')).toEqual(['Lint and commit: 0']);
    expect(ends('tdd', 'git commit')).toEqual(['Lint and commit: 0']);
  });

  it('says why at every pivot', () => {
    expect(played.get('tdd')?.decisions.length).toBeGreaterThanOrEqual(11);
  });
});
