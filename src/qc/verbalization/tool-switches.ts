/** When somebody went over to another tool and stayed there. Pure. */
import { fromMicros, type TraceTime } from '../../base/time.ts';
import { placed, type Facts } from '../facts.ts';
import { instant } from '../spans.ts';
import type { Sign } from './moment.ts';

type Tool = 'editor' | 'browser' | 'terminal';

interface Use {
  readonly tool: Tool;
  readonly start: number;
  readonly end: number;
}

/** What pages and programs do by themselves. */
const NOT_BY_HAND: readonly string[] = ['snapshot', 'console'];

/**
 * Runs of uses of one tool that are at least `dwell` microseconds long and follow those of another. Used are the editor
 * by every edit event but commits and writes by commands, the browser by its events, the terminal by its commands.
 */
export function toolSwitches(facts: Facts, dwell: number): readonly Sign[] {
  const uses: Use[] = [
    ...placed(facts.edits).flatMap(({ item: { event, time } }) =>
      event.type === 'commit' || ('by' in event && event.by === 'command') ? [] : [use('editor', time)],
    ),
    ...placed(facts.browsers).flatMap(({ item: { event, time } }) =>
      NOT_BY_HAND.includes(event.type) ? [] : [use('browser', time)],
    ),
    ...placed(facts.commands).map(({ item }) => use('terminal', item.time, item.end)),
  ].sort((a, b) => a.start - b.start);
  const runs: { tool: Tool; start: number; end: number }[] = [];
  for (const { tool, start, end } of uses) {
    const last = runs.at(-1);
    if (last?.tool === tool) last.end = Math.max(last.end, end);
    else runs.push({ tool, start, end });
  }
  return runs
    .slice(1)
    .filter(({ start, end }) => end - start >= dwell)
    .map(({ tool, start }) => ({ kind: 'tool-switch', range: instant(fromMicros(start)), tokens: [tool] }));
}

function use(tool: Tool, start: TraceTime, end: TraceTime = start): Use {
  return { tool, start, end };
}
