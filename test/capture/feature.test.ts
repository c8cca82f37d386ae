import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rehearse, type Rehearsal } from '../../capture/rehearsal.ts';
import { feature } from '../../capture/scenarios/feature.ts';
import { endsOf } from './ends.ts';

const folder = mkdtempSync(join(tmpdir(), 'playhead-feature-'));
let played: Rehearsal;

const ends = (wanted: string): readonly string[] => endsOf(played, wanted);

beforeAll(async () => {
  played = await rehearse(feature, folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the feature', () => {
  it('is green before the review, and after its notes were red as tests', () => {
    expect(ends('npm test')).toEqual([
      'Implement: 0',
      'Fit the width: 0',
      'Answer the review: 1',
      'Answer the review: 0',
    ]);
    expect(ends('npm run lint')).toEqual(['Fit the width: 0', 'Answer the review: 0']);
    expect(ends('git commit')).toEqual(['Fit the width: 0', 'What is not met: 0']);
  });

  it('meets the width by breaking a rule, and not once the rule holds', () => {
    expect(ends('npm run width')).toEqual(['Fit the width: 1', 'Fit the width: 0', 'What is not met: 1']);
    const widths = played.commands.filter(({ command }) => command === 'npm run width');
    expect(widths.map(({ output }) => output.trim())).toEqual([
      '68 columns, at most 60: too wide',
      '55 columns, at most 60: ok',
      '68 columns, at most 60: too wide',
    ]);
  });

  it('says why at every turn', () => {
    expect(played.decisions.length).toBeGreaterThanOrEqual(9);
  });
});
