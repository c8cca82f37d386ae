import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import { agentOf, effectsOf, gatherEffects } from '../../../src/panes/conversation/agent-runs.ts';
import { conversationData } from '../../../src/panes/conversation/conversation-data.ts';
import { pictureFinder } from '../../../src/panes/conversation/pictures.ts';
import { cutText, markedPieces, textBlocks } from '../../../src/panes/conversation/text-blocks.ts';
import { amountWords, disagreements, UsageSums, usageWords } from '../../../src/panes/conversation/usage.ts';
import { handOvers } from '../../../src/trace/hand-overs.ts';
import { openTrace } from '../../../src/trace/open-trace.ts';
import { buildBundle } from '../../fixtures/build-bundle.ts';
import { twoAgents } from '../../fixtures/two-agents.ts';

const tokens = (prompt: number, completion?: number) => ({
  usage: { prompt, completion, cached: undefined, cost: undefined },
  copied: false,
});

describe('tokens and cost', () => {
  it('add up to a step, without what an earlier run paid for, and what nobody counts stays unknown', () => {
    const sums = new UsageSums([tokens(10), { ...tokens(99), copied: true }, tokens(5, 2)]);
    expect([-1, 0, 1, 2].map((index) => sums.upTo(index).prompt)).toEqual([0, 10, 10, 15]);
    expect(sums.upTo(2)).toEqual({ prompt: 15, completion: 2, cached: undefined, cost: undefined });
    expect(usageWords(sums.upTo(2))).toBe('15 in · 2 out');
    expect(usageWords({ prompt: 12_000, completion: 0, cached: 8, cost: 0.0004 })).toBe(
      '12,000 in (8 cached) · 0 out · $0.0004',
    );
    expect(usageWords(new UsageSums([{ usage: undefined, copied: false }]).upTo(0))).toBe('');
  });

  it('are told where the run says otherwise, and only there', () => {
    const none = { prompt: undefined, completion: undefined, cached: undefined, cost: undefined };
    expect(
      disagreements({ ...none, completion: 8, cost: 0.3 }, { ...none, completion: 48, cost: 0.1 + 0.2 }),
    ).toEqual(['completion']);
    expect(disagreements({ ...none, prompt: 1 }, { ...none, completion: 48 })).toEqual([]);
    expect(disagreements(none, undefined)).toEqual([]);
    expect(amountWords('completion', 48)).toBe('48 tokens out');
  });
});

describe('texts', () => {
  it('keep every sign, with fenced code apart', () => {
    const text = 'Look:\n```ts\nconst a = "```";\n```\nand\n~~~\n```\n~~~\nend ``` here';
    const blocks = textBlocks(text);
    expect(blocks.map(({ text: part }) => part).join('\n')).toBe(text);
    expect(blocks.map(({ code }) => code)).toEqual([false, true, false, true, false]);
    expect(textBlocks('```\nnever closed')).toEqual([{ code: true, text: '```\nnever closed' }]);
  });

  it('are cut at a line, or within one that is too long, and never within a character', () => {
    expect(cutText('a\nb\nc', 2, 100)).toEqual({ text: 'a\nb', lines: 1, characters: 2 });
    expect(cutText('a\nb', 2, 100)).toEqual({ text: 'a\nb', lines: 0, characters: 0 });
    expect(cutText('ab😀cd', 9, 3).text).toBe('ab');
  });

  it('mark what was looked for', () => {
    expect(markedPieces('Fix it, fix', ['FIX'])).toEqual([
      { text: 'Fix', found: true },
      { text: ' it, ', found: false },
      { text: 'fix', found: true },
    ]);
    expect(markedPieces('aaa', [])).toEqual([{ text: 'aaa', found: false }]);
    expect(markedPieces('a', [''])).toEqual([{ text: 'a', found: false }]);
  });
});

describe('two agents', () => {
  const read = async () => {
    const trace = await openTrace(buildBundle(twoAgents()));
    const data = conversationData(trace);
    const agents = await Promise.all(
      (data?.agents ?? []).map(async (layer) => agentOf(layer, await layer.content.get())),
    );
    return { trace, data, agents };
  };

  it('know who started whom, and by which call', async () => {
    const { agents } = await read();
    expect(agents.map(({ title, onAxis }) => [title, onAxis])).toEqual([
      ['Main', true],
      ['Explorer', true],
    ]);
    const [hand, ...others] = handOvers(agents);
    expect(others).toEqual([]);
    expect([hand?.kind, hand?.from.title, hand?.to.title, hand?.step?.number, hand?.call]).toEqual([
      'started',
      'Main',
      'Explorer',
      3,
      'call-task',
    ]);
    expect(hand?.taken).toBe(agents[1]?.track.items[0]);
  });

  it('lead from a call to the command, the edit and the page that came of it, and from nothing else', async () => {
    const { trace } = await read();
    const effects = gatherEffects({
      commands: await Promise.all(trace.commands.map(({ content }) => content.get())),
      edits: await Promise.all(trace.edits.map(({ content }) => content.get())),
      browsers: await Promise.all(trace.browsers.map(({ content }) => content.get())),
    });
    const of = (layer: string, call: string) =>
      effectsOf(effects, { layer, call }).map(({ kind, time, text }) => [kind, time / 1e6, text]);
    expect(of('main', 'call-test')).toEqual([['commands', 1, 'npm test']]);
    expect(of('main', 'call-edit')).toEqual([['ide_edits', 4, 'save src/a.ts']]);
    expect(of('explorer', 'call-test')).toEqual([]);
  });

  it('show no picture that the bundle does not hold, and no document as one', async () => {
    const { data, agents } = await read();
    const layer = agents[0]?.layer;
    if (!data || !layer) throw new Error('no agents');
    const find = pictureFinder(data.bundle, layer);
    expect(find('shots/a.png')).toMatchObject({ path: 'layers/main/shots/a.png' });
    expect(find('layers/main/shots/a.png')).toMatchObject({
      mediaType: 'image/png',
    });
    expect(find('shots/b.png')).toBeUndefined();
    expect(find('shots/a.svg')).toBeUndefined();
    const pictures = [
      { name: 'Shots/A 1.PNG', path: 'layers/main/shots/a.png' },
      { name: 'gone.png', path: 'layers/main/gone.png' },
      { name: 'page.png', path: 'layers/main/steps.json' },
      { name: 1, path: {} },
      null,
    ];
    const told = pictureFinder(data.bundle, { ...layer, 'x-pictures': pictures });
    expect(told('Shots/A 1.PNG')).toMatchObject({ path: 'layers/main/shots/a.png', mediaType: 'image/png' });
    expect(told('shots/a.png')).toMatchObject({ path: 'layers/main/shots/a.png' });
    expect(['gone.png', 'page.png', '1'].map(told)).toEqual([undefined, undefined, undefined]);
  });

  it('stand by step where no layer has times', async () => {
    const { trace, agents } = await read();
    expect(agents[0]?.track.indexAt(fromSeconds(4.5))).toBe(4);
    expect(trace.problems.all.map(({ code }) => code)).toContain('trace-order-only');
  });
});
