import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import type { Step, StepKind } from '../../../src/panes/steps/step.ts';
import { oneLine } from '../../../src/panes/steps/step.ts';
import { activeStep, filterSteps, mergeSteps } from '../../../src/panes/steps/step-table.ts';
import { stepsData } from '../../../src/panes/steps/steps-data.ts';
import { buildTrace } from '../../fixtures/build-trace.ts';

function step(seconds: number, text: string, kind: StepKind = 'commands'): Step {
  return { time: fromSeconds(seconds), kind, label: kind, text, detail: '', result: undefined };
}

const all = { kinds: new Set<StepKind>(), text: '' };

describe('merging', () => {
  it('goes by time, then by layer, then as in the file', () => {
    const table = mergeSteps([
      [step(1, 'a1'), step(2, 'a2'), step(2, 'a3')],
      [step(0, 'b1'), step(2, 'b2'), step(3, 'b3')],
      [],
    ]);
    expect(table.texts).toEqual(['b1', 'a1', 'a2', 'a3', 'b2', 'b3']);
    expect(table.times.join()).toBe('0,1000000,2000000,2000000,2000000,3000000');
    expect(table.counts).toMatchObject({ commands: 6, edits: 0 });
  });

  it('takes the order of layers from the manifest', async () => {
    const trace = buildTrace({
      commands: ['1-2 npm test =1'],
      tests: ['1-2 3/1/2 unit'],
      notes: ['1 decision Go'],
    });
    const data = stepsData({ ...trace, layers: trace.layers.toReversed() });
    expect(data?.layers.map(({ id }) => id)).toEqual(['notes', 'tests', 'commands']);
    expect(stepsData(buildTrace())).toBeUndefined();
    const lists = await Promise.all(stepsData(trace)?.layers.map((layer) => layer.read()) ?? []);
    expect(mergeSteps(lists).texts).toEqual(['npm test', 'unit', 'Go']);
  });
});

describe('results', () => {
  it('tells unknown from nought', async () => {
    const trace = buildTrace({
      commands: ['1-2 a =0', '2-3 b =137', '3- c'],
      edits: ['1 open a.ts', '2 change a.ts', '3 save a.ts', '4 commit 0123456789abcdef Fix it'],
      tests: ['1-2 3/0/0 unit', '2-3 3/1/2 unit', '3-4 0/0/0 none', '4- ? broken'],
      lint: ['1 0/0 eslint', '2 1/2 eslint', '3 0/1 eslint', '4 ? eslint'],
    });
    const lists = await Promise.all(stepsData(trace)?.layers.map((layer) => layer.read()) ?? []);
    const shown = lists.map((list) =>
      list.map(({ text, detail, result }) => [text, detail, result?.tone, result?.words].join('|')),
    );
    expect(shown).toEqual([
      ['a|1.0 s|ok|exit code 0', 'b|1.0 s|fail|exit code 137', 'c||unknown|exit code not recorded'],
      ['open a.ts|||', 'save a.ts|||', 'Fix it|0123456789||'],
      [
        'unit|1.0 s|ok|3 passed',
        'unit|1.0 s|fail|3 passed, 1 failed, 2 skipped',
        'none|1.0 s|unknown|0 passed',
        'broken||unknown|counts not known',
      ],
      [
        'eslint||ok|clean',
        'eslint||fail|1 error, 2 warnings',
        'eslint||warn|1 warning',
        'eslint||unknown|counts not known',
      ],
    ]);
  });

  it('makes one line of any text', () => {
    expect(oneLine(' a\t b \r\n\n  c ')).toBe('a b ⏎ c');
    expect(oneLine('x'.repeat(900))).toHaveLength(501);
  });
});

describe('filtering', () => {
  const table = mergeSteps([
    [step(1, 'npm test'), step(3, 'npm run LINT'), step(5, 'git diff')],
    [step(2, 'save test/a.ts', 'edits'), step(4, 'run it', 'edits')],
  ]);
  const texts = (kinds: readonly StepKind[], text: string): readonly string[] =>
    filterSteps(table, { kinds: new Set(kinds), text }).map((row) => table.texts[row] ?? '');

  it('keeps the kinds that are asked for, and all for none', () => {
    expect(texts([], '')).toHaveLength(5);
    expect(texts(['edits'], '')).toEqual(['save test/a.ts', 'run it']);
    expect(texts(['edits', 'commands'], '')).toHaveLength(5);
    expect(texts(['lint'], '')).toEqual([]);
  });

  it('looks for every word, in any case and order', () => {
    expect(texts([], 'Test')).toEqual(['npm test', 'save test/a.ts']);
    expect(texts([], '  lint   npm ')).toEqual(['npm run LINT']);
    expect(texts(['edits'], 'run')).toEqual(['run it']);
    expect(texts([], '(.*')).toEqual([]);
  });

  it('finds the step at a time among those that are left', () => {
    const rows = filterSteps(table, { kinds: new Set<StepKind>(['edits']), text: '' });
    const at = (seconds: number): number => activeStep(table, rows, fromSeconds(seconds));
    expect([0, 1.9, 2, 3.9, 4, 99].map(at)).toEqual([-1, -1, 0, 0, 1, 1]);
  });

  it('takes less than 50 ms for 200,000 steps', () => {
    const kinds: readonly StepKind[] = ['commands', 'edits', 'input', 'voice'];
    const lists = kinds.map((kind) =>
      Array.from({ length: 50_000 }, (_, index) =>
        step(index, `${kind} ${index} in src/some/folder/file-${index % 97}.ts`, kind),
      ),
    );
    const large = mergeSteps(lists);
    const filter = { kinds: new Set<StepKind>(['commands', 'edits', 'voice']), text: 'file-9 folder' };
    expect(filterSteps(large, all)).toHaveLength(200_000);
    const times = Array.from({ length: 9 }, () => {
      const start = performance.now();
      filterSteps(large, filter);
      return performance.now() - start;
    }).sort((a, b) => a - b);
    // The median: a machine with other work to do must not decide.
    expect(times[4]).toBeLessThan(50);
  });
});
