/** What agents said and did → steps. Pure. */
import { plural } from '../../base/error-words.ts';
import { describeCalls, describeText } from '../../timeline/agent-marks.ts';
import type { AgentStep } from '../../trace/agent-steps.ts';
import { oneLine, type StepResult } from './step.ts';
import { stepsOf, type StepWork } from './step-work.ts';

export function agentSteps(items: readonly AgentStep[]): StepWork {
  return stepsOf(items, (step) => {
    const { time, calls, sourceName } = step;
    return {
      time,
      kind: 'agent',
      label: calls.length > 0 ? 'tool call' : oneLine(sourceName),
      text: oneLine(calls.length > 0 ? describeCalls(calls) : describeText(step)),
      detail: calls.length > 1 ? plural(calls.length, 'call') : '',
      result: resultOf(step),
    };
  });
}

/** undefined where nothing says how it came out. */
function resultOf({ calls }: AgentStep): StepResult | undefined {
  const results = calls.flatMap((call) => call.results);
  const failed = results.find((result) => result.failed === true);
  if (!failed) return undefined;
  const exit = failed.exitCode === undefined ? '' : `, exit code ${failed.exitCode}`;
  return { tone: 'fail', text: 'failed', words: `failed, as the record says${exit}` };
}
