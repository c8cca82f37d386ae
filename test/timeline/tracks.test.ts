import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../src/base/time.ts';
import { shortAddress } from '../../src/timeline/describe-item.ts';
import { hitMarks, type Marks } from '../../src/timeline/marks.ts';
import { createScale } from '../../src/timeline/scale.ts';
import { problemsLane, traceLanes } from '../../src/timeline/tracks.ts';
import { buildTrace, type TraceNotation } from '../fixtures/build-trace.ts';

/** 1 second is 10 pixels. */
const scale = createScale({ start: fromSeconds(0), end: fromSeconds(60) }, 600);

async function itemsOf(notation: TraceNotation): Promise<readonly Marks[]> {
  return (await traceLanes(buildTrace(notation))[0]?.load()) ?? [];
}

async function textAt(notation: TraceNotation, seconds: number): Promise<string | undefined> {
  return hitMarks(await itemsOf(notation), scale, seconds * 10)?.text;
}

describe('traceLanes', () => {
  it('has a lane a layer in a fixed order, and those that hold nothing last', () => {
    const lanes = traceLanes(
      buildTrace({
        cues: [],
        edits: [],
        commands: [],
        video: { fps: 10, keyEvery: 10 },
        absent: ['network not_captured', 'agent_steps withheld asked for by the client'],
      }),
    );
    expect(lanes.map(({ title, kind, note }) => [title, kind, note])).toEqual([
      ['Screen', 'video', undefined],
      ['Commands', 'commands', undefined],
      ['Edits', 'edits', undefined],
      ['Transcript', 'cues', undefined],
      ['Network', 'absent', 'not captured'],
      ['Agent steps', 'absent', 'withheld: asked for by the client'],
    ]);
  });

  it('tells lanes of one title apart', () => {
    const lanes = traceLanes(
      buildTrace({ video: { fps: 10, keyEvery: 10 }, cues: [], absent: ['screen_video lost'] }),
    );
    expect(lanes.map(({ title, layer }) => title.replace(layer ?? '', 'ID'))).toEqual([
      'Screen · ID',
      'Transcript',
      'Screen · ID',
    ]);
  });

  it('rejects where the layer cannot be read', async () => {
    await expect(itemsOf({ edits: ['1 save a'], broken: ['ide_edits'] })).rejects.toThrow('artifact-missing');
  });
});

describe('a lane', () => {
  it('colours commands by exit code, unknown apart, the failed on top', async () => {
    const marks = await itemsOf({ commands: ['1-2 a =0', '3-4 b =2', '5-6 c'] });
    expect(marks.map(({ tone, starts }) => [tone, ...starts])).toEqual([
      ['ok', 1e6],
      ['unknown', 5e6],
      ['fail', 3e6],
    ]);
  });

  it('shows which file was in front, until the next one or the end of the trace', async () => {
    const [stays] = await itemsOf({
      edits: ['1 focus a.ts', '2 save a.ts', '5 focus b.ts', '7 close b.ts', '9 rename a.ts c.ts'],
    });
    const spans = [...(stays?.starts ?? [])].map((start, index) => [
      start / 1e6,
      (stays?.ends[index] ?? 0) / 1e6,
      stays?.label(index),
    ]);
    expect(spans).toEqual([
      [1, 5, 'a.ts'],
      [5, 7, 'b.ts'],
      [7, 60, 'a.ts'],
    ]);
  });

  it('colours requests that failed', async () => {
    const marks = await itemsOf({
      network: ['1-2 GET https://a/x 200', '3-4 GET https://a/y 404', '5- GET https://a/z refused'],
    });
    expect(marks.map(({ tone, starts }) => [tone, ...starts])).toEqual([
      ['track', 1e6],
      ['fail', 3e6, 5e6],
    ]);
  });

  it('lets a command without an end reach to the next, or to the end of the trace', async () => {
    const marks = await itemsOf({ commands: ['1- a', '3- b'] });
    expect([...(marks[0]?.ends ?? [])]).toEqual([3e6, 60e6]);
  });

  it.each<readonly [TraceNotation, number, string]>([
    [{ commands: ['1-3.5 npm test =1'] }, 2, 'npm test · exit 1 · 2.5 s'],
    [{ commands: ['1- npm test'] }, 2, 'npm test · exit code not recorded · end not recorded'],
    [{ edits: ['2 save src/a.ts'] }, 2, 'save src/a.ts'],
    [{ edits: ['2 focus src/a.ts', '8 focus src/b.ts'] }, 6, 'src/a.ts in front · 6.0 s'],
    [{ edits: ['2 save src/a.ts', '8 save src/b.ts'] }, 30, 'src/b.ts in front · 52.0 s'],
    [{ network: ['1-3 GET https://example.org/a 200'] }, 2, 'GET example.org/a · 200 · 2.0 s'],
    [
      { network: ['1- GET https://example.org/a refused'] },
      1,
      'GET example.org/a · refused · end not recorded',
    ],
    [{ edits: ['2 commit 1f2e3d4c5b6a7 Fix it'] }, 2, 'commit 1f2e3d4c5b · Fix it'],
    [{ tests: ['1-3 3/1/2 unit'] }, 2, 'unit · 3 passed, 1 failed, 2 skipped · 2.0 s'],
    [{ tests: ['1-3 ? unit'] }, 2, 'unit · counts not known · 2.0 s'],
    [{ lint: ['2 2/1 eslint'] }, 2, 'eslint · 2 errors, 1 warnings'],
    [{ browser: ['2 navigated https://example.org/a?b=c'] }, 2, 'https://example.org/a?b=c'],
    [{ browser: ['2 console error Not found'] }, 2, 'console error · Not found'],
    [{ cues: ['1-3 The test fails.'] }, 2, 'The test fails.'],
    [{ notes: ['2 decision Half-open ranges'] }, 2, 'decision · Half-open ranges'],
    [{ input: ['2 key a', '2.05 key b'] }, 2, '2 keys'],
    [{ input: ['2 click 10,20'] }, 2, 'left click at 10, 20'],
    [{ video: { fps: 25, keyEvery: 50 } }, 31, 'frame 775 of 1500'],
  ])('%j says at %s s: %s', async (notation, seconds, text) => {
    expect(await textAt(notation, seconds)).toBe(text);
  });
});

it('shows host and path of an address', () => {
  expect(shortAddress('https://example.org/a/b?c=d')).toBe('example.org/a/b');
  expect(shortAddress('https://example.org/')).toBe('example.org');
  expect(shortAddress('about:blank')).toBe('about:blank');
});

it('has a lane of problems only where one is about a moment', async () => {
  const words = (problem: { readonly code: string }): string => problem.code;
  const details = { reason: 'x' };
  expect(problemsLane([{ severity: 'error', code: 'internal', details }], words)).toBeUndefined();
  const lane = problemsLane([{ severity: 'error', code: 'internal', details, at: fromSeconds(3) }], words);
  expect(hitMarks((await lane?.load()) ?? [], scale, 30)?.text).toBe('internal');
});
