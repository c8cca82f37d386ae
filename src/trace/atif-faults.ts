/** What is wrong with an ATIF document, gathered while it is read. Pure. */
import type { Problem } from '../base/errors.ts';
import type { AtifStep } from './agent-steps.ts';

const KNOWN = {
  document: words(
    'schema_version session_id trajectory_id agent steps notes final_metrics continued_trajectory_ref extra subagent_trajectories',
  ),
  agent: words('name version model_name tool_definitions extra'),
  final: words(
    'total_prompt_tokens total_completion_tokens total_cached_tokens total_cost_usd total_steps extra',
  ),
  step: words(
    'step_id timestamp source model_name reasoning_effort message reasoning_content tool_calls observation metrics is_copied_context llm_call_count extra',
  ),
  call: words('tool_call_id function_name arguments extra'),
  observation: words('results extra'),
  result: words('source_call_id content subagent_trajectory_ref extra'),
  metrics: words(
    'prompt_tokens completion_tokens cached_tokens cost_usd prompt_token_ids completion_token_ids logprobs extra',
  ),
  part: words('type text source extra'),
} as const;

/** Names of unknown fields that are told. */
const EXAMPLES = 5;

export class AtifFaults {
  readonly #path: string;
  /** By what is wrong: numbers in it are of the step, so that each kind is told once. */
  readonly #found = new Map<string, { readonly step: number; readonly reason: string; count: number }>();
  readonly #unknown = new Set<string>();
  #unknownCount = 0;
  #left: Problem | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** `step`: from 1, in the order of the file. `reason` goes on from “Step 3 of …”. */
  add(step: number, reason: string): void {
    const kind = reason.replaceAll(/“[^”]*”|\d+/g, '');
    const known = this.#found.get(kind);
    if (known) known.count += 1;
    else this.#found.set(kind, { step, reason, count: 1 });
  }

  /** Counts the fields of `value` that this program does not know. Extensions begin with x-. */
  known(kind: keyof typeof KNOWN, value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    for (const name of Object.keys(value)) {
      if (KNOWN[kind].has(name) || name.startsWith('x-')) continue;
      this.#unknownCount += 1;
      if (this.#unknown.size < EXAMPLES) this.#unknown.add(name.slice(0, 60));
    }
  }

  leftOut(count: number, all: number): void {
    const what = `${count} of the ${all} steps of ${this.#path}`;
    const details = { what, reason: 'there are more than can be shown' };
    this.#left = { severity: 'warning', code: 'unsupported-here', details };
  }

  problems(steps: readonly AtifStep[]): readonly Problem[] {
    this.#joinCalls(steps);
    const path = this.#path;
    const problems = [...this.#found.values()].map((fault): Problem => ({
      severity: 'warning',
      code: 'agent-step-invalid',
      details: { path, ...fault },
    }));
    if (this.#left) problems.push(this.#left);
    if (this.#unknownCount > 0) {
      const details = { where: path, count: this.#unknownCount, examples: [...this.#unknown] };
      problems.push({ severity: 'info', code: 'unknown-fields', details });
    }
    return problems;
  }

  /** Ids of calls are the names by which answers and other layers mean them. */
  #joinCalls(steps: readonly AtifStep[]): void {
    const calls = new Set<string>();
    for (const [index, step] of steps.entries())
      for (const { id } of step.calls) {
        if (id !== '' && calls.has(id))
          this.add(index + 1, `has a tool call of the id “${id}”, like one before`);
        calls.add(id);
      }
    for (const [index, { results }] of steps.entries())
      for (const { call } of results)
        if (call !== undefined && !calls.has(call))
          this.add(index + 1, `answers the tool call “${call}”, and there is none of that id`);
  }
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
