/** What agents said, thought, asked of tools and were answered, as lines. Pure. */
import type { AgentStep, ContentPart } from '../trace/agent-steps.ts';
import { addLines, oneLine, type AddLine } from './search-line.ts';
import { each, type Work } from './work.ts';

export function agentLines(items: readonly AgentStep[], add: AddLine): Work {
  return each(items, ({ time, number, sourceName, message, reasoning, calls, results }) => {
    const at = (what: string) => ({ time, place: `step ${number}, ${what}` });
    for (const text of textsOf(message)) addLines(add, text, at(sourceName));
    if (reasoning !== undefined) addLines(add, reasoning, at('reasoning'));
    for (const call of calls) {
      add({ ...at('tool call'), text: oneLine(call.name) });
      addLines(add, call.args, at(call.name));
      for (const result of call.results)
        for (const text of textsOf(result.parts)) addLines(add, text, at(`result of ${call.name}`));
    }
    for (const { parts } of results) for (const text of textsOf(parts)) addLines(add, text, at('result'));
  });
}

function textsOf(parts: readonly ContentPart[]): readonly string[] {
  return parts.map((part) => (part.type === 'text' ? part.text : part.source));
}
