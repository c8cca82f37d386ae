import { userEvent } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
// Loaded with the test: the bench does not wait as long as that may take.
import '../../../src/panes/conversation/ConversationPane.tsx';
import { conversationPane } from '../../../src/panes/conversation/index.ts';
import { openTrace } from '../../../src/trace/open-trace.ts';
import { buildBundle } from '../../fixtures/build-bundle.ts';
import { handingAgents } from '../../fixtures/handing-agents.ts';
import { twoAgents } from '../../fixtures/two-agents.ts';
import { PaneBench } from '../steps/pane-bench.tsx';

const textOf = (bench: PaneBench): string => bench.place.textContent;

async function press(bench: PaneBench, name: string): Promise<void> {
  const found = bench.all('button').find((button) => button.textContent.includes(name));
  if (!found) throw new Error(`there is no button ${name}`);
  await userEvent.click(found);
}

describe('the conversation', () => {
  it('follows the playhead, shows text as text, folds what is long, and leads from agent to agent', async () => {
    const bench = await new PaneBench(conversationPane, await openTrace(buildBundle(twoAgents()))).ready();
    expect(bench.shown).toMatchObject({
      agents: ['main', 'explorer'],
      agent: 'main',
      count: 6,
      index: 0,
      step: 1,
    });
    await vi.waitFor(() => expect(bench.find('[aria-current]').textContent).toContain('<b>Fix it</b>'));
    expect(bench.all('article b')).toEqual([]);

    expect(await bench.at(fromSeconds(1.9))).toMatchObject({ index: 1, step: 2 });
    const current = () => bench.find('[aria-current]');
    expect(current().textContent).toContain('failed · exit 1');
    expect(textOf(bench)).toContain('so far 1,200 in (900 cached) · 85 out');
    // The run's own totals and the sum of its steps are two things.
    expect(textOf(bench)).toContain('in all, as the run says, 6,200 in · 480 out · $0.01');
    expect(textOf(bench)).toContain('steps add up to 6,200 in (900 cached) · 205 out');

    expect(current().textContent).not.toContain('perhaps the shift is wrong');
    await press(bench, 'Reasoning');
    await vi.waitFor(() => expect(current().textContent).toContain('perhaps the shift is wrong'));
    expect(current().textContent).not.toContain('not ok 40');
    await press(bench, 'Show all of the result');
    await vi.waitFor(() => expect(current().textContent).toContain('not ok 40'));

    // A picture of the bundle is shown, any other is named.
    await bench.at(fromSeconds(3));
    await vi.waitFor(() => expect(current().querySelector('img')?.src).toMatch(/^blob:/));
    expect(current().textContent).toContain('Picture, not in the bundle: https://calendar.example/b.png');

    await bench.at(fromSeconds(2));
    await press(bench, 'started Explorer');
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ agent: 'explorer', index: 0, time: 0 }));
    expect(textOf(bench)).toContain('Started by');
    await press(bench, 'Main, step 3');
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ agent: 'main', index: 2, time: 2 }));

    await bench.expectNoFaults();
    await bench.close();
  });

  it('leads from who handed work over to who took it, and back, and names a run that is not here', async () => {
    const trace = await openTrace(buildBundle(handingAgents()));
    const bench = await new PaneBench(conversationPane, trace).ready();
    await bench.at(fromSeconds(2));
    await press(bench, 'handed over to Checker at 0:03.000');
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ agent: 'checker', step: 2, time: 3 }));
    expect(textOf(bench)).toContain('handed over by run-planner, who is not known here');
    await press(bench, 'handed over by Builder, step 2 at 0:02.000');
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ agent: 'builder', step: 2, time: 2 }));
    await bench.expectNoFaults();
    await bench.close();
  });
});
