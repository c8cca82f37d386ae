/** Writes down what an agent does, as ATIF 1.7 (https://www.harborframework.com/docs/agents/trajectory-format). */
import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export class Trajectory {
  #file;
  #document;

  constructor(file, agent, task) {
    mkdirSync(dirname(file), { recursive: true });
    this.#file = file;
    this.#document = {
      schema_version: 'ATIF-v1.7',
      session_id: randomUUID(),
      trajectory_id: agent.name,
      agent,
      notes: 'Follows a plan that was written beforehand; no language model was asked.',
      steps: [],
      final_metrics: { total_steps: 0 },
    };
    this.add({ source: 'user', message: task });
  }

  /** What was said to the agent. `from`: the call by which another agent handed it over. */
  heard(message, from) {
    this.add({ source: 'user', message, ...(from && { extra: { handed_over_by: from } }) });
  }

  said(message) {
    this.add({ source: 'agent', message, llm_call_count: 0 });
  }

  /** Begins a tool call, now; gives its id. */
  calls(message, name, args) {
    const id = `call-${this.#document.steps.length + 1}`;
    const tool_calls = [{ tool_call_id: id, function_name: name, arguments: args }];
    this.add({ source: 'agent', message, llm_call_count: 0, tool_calls });
    return id;
  }

  /** What came of the latest call. */
  answered(id, content, exitCode) {
    const extra = exitCode === undefined ? {} : { extra: { exit_code: exitCode } };
    this.#document.steps.at(-1).observation = { results: [{ source_call_id: id, content, ...extra }] };
    this.#write();
  }

  add(step) {
    const { steps, final_metrics: final } = this.#document;
    const step_id = steps.length + 1;
    steps.push({ step_id, timestamp: new Date().toISOString(), ...step });
    final.total_steps = step_id;
    this.#write();
  }

  /** Whole after each step: who is stopped leaves what was done until then. */
  #write() {
    writeFileSync(`${this.#file}.new`, `${JSON.stringify(this.#document, null, 1)}\n`);
    renameSync(`${this.#file}.new`, this.#file);
  }
}
