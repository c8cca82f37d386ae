import { describe, expect, it } from 'vitest';
import { agentLines } from '../../src/search/agent-lines.ts';
import type { SearchLine } from '../../src/search/search-line.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { buildBundle } from '../fixtures/build-bundle.ts';
import { twoAgents } from '../fixtures/two-agents.ts';

describe('lines of agents', () => {
  it('are what was said, thought, asked of tools and answered, each with its step', async () => {
    const { agents } = await openTrace(buildBundle(twoAgents()));
    const found: SearchLine[] = [];
    const content = await agents[0]?.content.get();
    for (const _ of agentLines(content?.track.items ?? [], (line) => found.push(line)));
    const places = (text: string) =>
      found.filter((line) => line.text.includes(text)).map(({ time, place }) => [time / 1e6, place]);
    expect(places('Fix it')).toEqual([[0, 'step 1, user']]);
    expect(places('leap year')).toEqual([[1, 'step 2, reasoning']]);
    expect(places('"command": "npm test"')).toEqual([[1, 'step 2, bash']]);
    expect(places('day 40 is')).toEqual([[1, 'step 2, result of bash']]);
  });
});
