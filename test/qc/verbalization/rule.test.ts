/** The rule over traces that are made for it: each kind of moment, each kind of gap. */
import { describe, expect, it } from 'vitest';
import { buildTrace, type TraceNotation } from '../../fixtures/build-trace.ts';
import { judgeBy } from '../one-rule.ts';

const SPEECH = 'I do it this way because it holds';

async function gaps(
  notation: TraceNotation,
): Promise<readonly (readonly [string, string, number, number])[]> {
  const { findings } = await judgeBy(buildTrace({ duration: 300, ...notation }), 'verbalization');
  return findings.map(({ reason, severity, range }) => [
    reason,
    severity,
    Math.round((range?.start ?? 0) / 1e5) / 10,
    Math.round((range?.end ?? 0) / 1e5) / 10,
  ]);
}

describe('moments', () => {
  it.each<readonly [string, TraceNotation, string]>([
    ['a command', { commands: ['10-11 make =0'] }, 'V-LOW S3'],
    ['nothing trivial', { commands: ['10-11 git status && ls -l | cat =0'] }, 'V-LOW S3'],
    ['a navigation', { browser: ['10 navigated https://example.org/'] }, 'V-LOW S3'],
    ['a test run', { tests: ['10-11 1/0/0 unit'] }, 'V-LOW S2'],
    ['an edit of fifteen seconds', { edits: ['10 change a.ts x', '25 save a.ts'] }, 'V-LOW S2'],
    ['an edit of three lines', { edits: ['10 change a.ts 1\n2\n3'] }, 'V-LOW S2'],
    ['a change of the dependencies', { edits: ['10 save app/package.json'] }, 'V-LOW S2'],
    ['a command that changes them', { commands: ['10-11 npm install left-pad =0'] }, 'V-LOW S2'],
    ['going back', { commands: ['10-11 git restore a.ts =0'] }, 'V-CRITICAL S1'],
    ['the claim that it is done', { edits: ['10 commit 1f2e Done'] }, 'V-CRITICAL S1'],
    ['pushing it', { commands: ['10-11 git push =0'] }, 'V-CRITICAL S1'],
    ['another tool', { edits: ['1 focus a.ts'], browser: ['10 click a', '15 click b'] }, 'V-LOW S3'],
  ])('are %s', async (_what, notation, expected) => {
    const found = await gaps(notation);
    expect(found.map(([reason, severity]) => `${reason} ${severity}`)).toEqual([expected]);
    expect(found[0]?.[2]).toBe(10);
  });

  it.each<readonly [string, TraceNotation]>([
    ['looking around', { commands: ['10-11 git status && ls -l =0'] }],
    ['a small edit', { edits: ['10 change a.ts x', '12 save a.ts'] }],
    ['a glance at another tool', { edits: ['1 focus a.ts'], browser: ['10 click a', '14 click b'] }],
    ['a file that is looked at', { edits: ['10 focus a.ts', '28 cursor a.ts'].slice(0, 1) }],
  ])('are not %s', async (_what, notation) => {
    const report = await judgeBy(buildTrace(notation), 'verbalization');
    expect(report.result).toBe('not_applicable');
  });

  it('do not count a repeat within a minute', async () => {
    expect(await gaps({ commands: ['10-11 make =0', '69-70 make =0', '130-131 make =0'] })).toEqual([
      ['V-LOW', 'S3', 10, 11],
      ['V-LOW', 'S3', 130, 131],
    ]);
  });

  it('tell the first other step after a failure', async () => {
    const notation = { commands: ['10-11 make =2', '40-41 make =2'], edits: ['70 save a.ts'] };
    expect(await gaps(notation)).toEqual([
      ['V-LOW', 'S3', 10, 11],
      ['V-CRITICAL', 'S1', 70, 70],
    ]);
  });
});

describe('gaps', () => {
  it('weigh three small moments in a row within two minutes as one that matters', async () => {
    const commands = ['10-11 make a =0', '60-61 make b =0', '120-121 make c =0'];
    expect(await gaps({ commands })).toEqual([['V-LOW', 'S2', 10, 121]]);
    expect(await gaps({ commands, cues: [`58-60 ${SPEECH}`] })).toEqual([
      ['V-LOW', 'S3', 10, 11],
      ['V-LOW', 'S3', 120, 121],
    ]);
  });

  it('are closed by what is said, and by what is noted, if it says anything', async () => {
    const commands = ['10-11 git push =0'];
    expect(await gaps({ commands, cues: [`12-14 ${SPEECH}`] })).toEqual([]);
    expect(await gaps({ commands, notes: [`12 note ${SPEECH}`] })).toEqual([]);
    expect(await gaps({ commands, cues: ['12-14 um you know well okay I push it'] })).toHaveLength(1);
    expect(await gaps({ commands, notes: [`12 sync_mark ${SPEECH}`] })).toHaveLength(1);
  });

  it('count a note that writes down what is said only once', async () => {
    const notation = {
      commands: ['10-11 make a =0', '20-21 make b =0', '30-31 make c =0', '40-41 make d =0'],
      cues: [`24-26 ${SPEECH}`],
    };
    expect(await gaps({ ...notation, notes: [`25 note ${SPEECH}.`] })).toHaveLength(1);
    expect(await gaps({ ...notation, notes: [`25 note ${SPEECH} at last`] })).toHaveLength(0);
  });

  it('are found in a trace that says it lasts for centuries', async () => {
    const trace = buildTrace({ commands: ['1-2 make =0'], duration: 9_007_199_254 });
    expect((await judgeBy(trace, 'verbalization')).result).toBe('fail');
  });

  it('are silences in which work goes on', async () => {
    const output = Array.from({ length: 25 }, (_, index) => `${100.5 + index} line`);
    const talk = (until: number) => [`1-3 ${SPEECH}`, `${until}-${until + 2} ${SPEECH}`, `240-300 ${SPEECH}`];
    const commands = ['2-2.5 make =0'];
    expect(await gaps({ commands, output, cues: talk(60) })).toEqual([['V-SILENCE', 'S1', 62, 240]]);
    expect(await gaps({ commands, output, cues: [...talk(60), `150-152 ${SPEECH}`] })).toEqual([
      ['V-SILENCE', 'S2', 62, 150],
    ]);
    // Nineteen busy seconds are not enough.
    expect(await gaps({ commands, output: output.slice(0, 19), cues: talk(60) })).toEqual([]);
  });
});

describe('words of an agent', () => {
  const at = (second: number): string => new Date(second * 1_000).toISOString();
  const says = (second: number, message: string, more: object = {}): object => ({
    source: 'agent',
    timestamp: at(second),
    message,
    ...more,
  });
  const commands = ['10-11 git push =0'];
  const byAgent = { commands, byAgent: true };

  it('explain what it does: what it writes, and what it thinks', async () => {
    expect(await gaps({ ...byAgent, agent: [says(9, SPEECH)] })).toEqual([]);
    expect(await gaps({ ...byAgent, agent: [says(9, '', { reasoning_content: SPEECH })] })).toEqual([]);
    expect(await gaps({ ...byAgent, agent: [says(50, SPEECH)] })).toHaveLength(1);
  });

  it('are no fillers, no code, and not those of others', async () => {
    for (const said of [
      says(9, 'um okay so I push it'),
      says(9, `Here:\n\`\`\`sh\n${SPEECH}\n\`\`\``),
      { ...says(9, SPEECH), source: 'user' },
    ])
      expect(await gaps({ ...byAgent, agent: [said] })).toHaveLength(1);
  });

  it('explain nothing that others do, and speech explains all', async () => {
    expect(await gaps({ commands, agent: [says(9, SPEECH)] })).toHaveLength(1);
    expect(await gaps({ ...byAgent, agent: [says(9, 'Yes')], cues: [`12-14 ${SPEECH}`] })).toEqual([]);
  });

  it('are no silence', async () => {
    const output = Array.from({ length: 25 }, (_, index) => `${100.5 + index} line`);
    const words = [5, 60, 110, 170, 230].map((second) => says(second, SPEECH));
    const quiet = { ...byAgent, output, cues: [`240-300 ${SPEECH}`] };
    expect(await gaps({ ...quiet, agent: words })).toEqual([]);
    expect(await gaps({ ...quiet, agent: words.slice(0, 1) })).toEqual([['V-SILENCE', 'S1', 5, 240]]);
  });

  it('are counted, with the layer that has them', async () => {
    const notation = { ...byAgent, agent: [says(9, SPEECH), says(12, SPEECH)], cues: [`12-14 ${SPEECH}`] };
    const { measures } = await judgeBy(buildTrace(notation), 'verbalization');
    expect(
      measures.filter(({ name }) => name === 'segments').map(({ item, value }) => [item, value]),
    ).toEqual([
      [undefined, 3],
      ['agent', 2],
    ]);
  });
});

it('says that it cannot tell what nobody has written down', async () => {
  const report = await judgeBy(
    buildTrace({ commands: ['1-2 git push =0'], voice: true, broken: ['speech_audio'] }),
    'verbalization',
  );
  expect([report.result, report.stops]).toEqual(['not_measured', false]);
  expect(report.why).toContain('no transcript');
});
