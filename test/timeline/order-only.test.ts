/** A trace without times on the timeline: by steps, and without any length of time. */
import { describe, expect, it } from 'vitest';
import { stepWords } from '../../src/base/time-words.ts';
import { fromSeconds } from '../../src/base/time.ts';
import { loadActivity } from '../../src/timeline/activity.ts';
import { parseDestination } from '../../src/timeline/go-to.ts';
import { hitMarks } from '../../src/timeline/marks.ts';
import { rulerTicks } from '../../src/timeline/ruler.ts';
import { createScale } from '../../src/timeline/scale.ts';
import { traceLanes } from '../../src/timeline/tracks.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { buildBundle } from '../fixtures/build-bundle.ts';
import { twoAgents } from '../fixtures/two-agents.ts';

const scale = createScale({ start: fromSeconds(0), end: fromSeconds(6) }, 600);

describe('a trace without times', () => {
  it('has a lane an agent, whose items tell what was done and how it came out', async () => {
    const lanes = traceLanes(await openTrace(buildBundle(twoAgents())));
    expect(lanes.map(({ title, kind }) => [title, kind])).toEqual([
      ['Main', 'agent'],
      ['Explorer', 'agent'],
      ['Commands', 'commands'],
      ['Terminal', 'terminal'],
      ['Edits', 'edits'],
      ['Browser', 'browser'],
    ]);
    const [main, , commands] = lanes;
    const marks = (await main?.load()) ?? [];
    expect([0, 1, 2].map((second) => hitMarks(marks, scale, second * 100)?.text)).toEqual([
      'user, step 1 · The calendar is off by one day. <b>Fix it</b>, please.',
      'agent, step 2 · bash: npm test · failed',
      'agent, step 3 · task: Explorer',
    ]);
    expect(hitMarks((await commands?.load()) ?? [], scale, 100)?.text).toBe('npm test · exit 1');
  });

  it('has a step for every call, and no pauses', async () => {
    const { steps, idle } = await loadActivity(await openTrace(buildBundle(twoAgents())));
    expect([...steps].map((time) => time / 1e6)).toEqual([1, 2, 3, 4]);
    expect(idle).toEqual([]);
  });

  it('has steps on its ruler', () => {
    const wide = createScale({ start: fromSeconds(0), end: fromSeconds(40) }, 800);
    const labels = rulerTicks(wide, stepWords(40, 1_000_000)).flatMap(({ label }) => label ?? []);
    expect(labels).toEqual([
      'step 1',
      'step 6',
      'step 11',
      'step 16',
      'step 21',
      'step 26',
      'step 31',
      'step 36',
    ]);
  });

  it('is gone to by step', () => {
    const words = stepWords(6, 1_000_000);
    const go = (text: string) => parseDestination(text, fromSeconds(6), undefined, words);
    expect(go('3')).toEqual({ kind: 'time', time: fromSeconds(2) });
    expect(go('7')).toEqual({ kind: 'invalid', reason: 'The last step is 6' });
    expect(go('1:00')).toEqual({ kind: 'invalid', reason: 'Not a step: try 1 to 6' });
  });
});
