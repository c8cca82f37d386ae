/** When somebody went over to another tool and stayed there. Pure. */
import { fromMicros, type TraceTime } from '../../base/time.ts';
import { callRef } from '../../trace/agent-steps.ts';
import { placed, type Facts } from '../facts.ts';
import { instant } from '../spans.ts';
import type { DoerOf } from './doers.ts';
import type { Sign } from './moment.ts';

type Tool = 'editor' | 'browser' | 'terminal';

interface Use {
  readonly tool: Tool;
  readonly start: number;
  readonly end: number;
  readonly agent: string | undefined;
}

/** What pages and programs do by themselves. */
const NOT_BY_HAND: readonly string[] = ['snapshot', 'console'];

/**
 * Runs of uses of one tool that are at least `dwell` microseconds long and follow those of another. Used are the editor
 * by every edit event but commits and writes by commands, the browser by its events, the terminal by its commands.
 */
export function toolSwitches(facts: Facts, dwell: number, doer: DoerOf): readonly Sign[] {
  const uses: Use[] = [
    ...placed(facts.edits).flatMap(({ layer, item: { event, time } }) =>
      event.type === 'commit' || ('by' in event && event.by === 'command')
        ? []
        : [use('editor', doer(layer, callRef(event)), time)],
    ),
    ...placed(facts.browsers).flatMap(({ layer, item: { event, time } }) =>
      NOT_BY_HAND.includes(event.type) ? [] : [use('browser', doer(layer, callRef(event)), time)],
    ),
    ...placed(facts.commands).map(({ layer, item }) =>
      use('terminal', doer(layer, item.call), item.time, item.end),
    ),
  ].sort((a, b) => a.start - b.start);
  const runs: (Omit<Use, 'end'> & { end: number })[] = [];
  for (const one of uses) {
    const last = runs.at(-1);
    if (last?.tool === one.tool) last.end = Math.max(last.end, one.end);
    else runs.push({ ...one });
  }
  return runs
    .slice(1)
    .filter(({ start, end }) => end - start >= dwell)
    .map(({ tool, start, agent }) => ({
      kind: 'tool-switch',
      range: instant(fromMicros(start)),
      tokens: [tool],
      agent,
    }));
}

function use(tool: Tool, agent: string | undefined, start: TraceTime, end: TraceTime = start): Use {
  return { tool, agent, start, end };
}
