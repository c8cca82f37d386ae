/** An ATIF document in the making. */
import { ATIF_VERSION, type AtifAgent, type AtifDocument, type AtifFinal } from './atif.ts';
import type { AtifCall, AtifResult, AtifStep, Extra } from './atif.ts';

type StepDraft = Omit<AtifStep, 'step_id' | 'observation' | 'tool_calls'>;

interface MutableStep {
  fields: StepDraft;
  readonly calls: AtifCall[];
  readonly results: AtifResult[];
}

/** What a call is told with; an id that is missing, or taken, is replaced. */
export interface CallDraft {
  readonly id: string | undefined;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly extra?: Extra | undefined;
}

/** An answer to a call: what came back, and what is known of it besides. */
export interface Answer {
  readonly content: string;
  readonly extra?: Extra | undefined;
  /** `trajectory_id` of the agent that the call started. */
  readonly started?: string | undefined;
}

export class Trajectory {
  readonly #steps: MutableStep[] = [];
  /** The step of each call by the id that the original gives it; of two of one id, the later one. */
  readonly #byCall = new Map<string, { readonly step: MutableStep; readonly id: string }>();
  readonly #taken = new Set<string>();
  #calls = 0;

  get size(): number {
    return this.#steps.length;
  }

  /** Adds a step. Returns its place, from 0. */
  step(fields: StepDraft): number {
    this.#steps.push({ fields, calls: [], results: [] });
    return this.#steps.length - 1;
  }

  /** Says more of a step: its text and reasoning go on, the rest is replaced. */
  more(index: number, { message, reasoning_content: reasoning, ...fields }: Partial<StepDraft>): void {
    const step = this.#steps[index];
    if (!step) return;
    const thought = joined(step.fields.reasoning_content, reasoning);
    step.fields = {
      ...step.fields,
      ...fields,
      message: joined(step.fields.message, message) ?? '',
      ...(thought !== undefined && { reasoning_content: thought }),
    };
  }

  /** A call of the step at `index`, or of the last one. Returns its id in the document. */
  call({ id: wanted, name, args, extra }: CallDraft, index = -1): string {
    const step = this.#steps.at(index);
    this.#calls += 1;
    let id = wanted ?? '';
    if (id === '' || this.#taken.has(id)) id = `call-${this.#calls}`;
    while (this.#taken.has(id)) id += '-again';
    this.#taken.add(id);
    step?.calls.push({ tool_call_id: id, function_name: name, arguments: args, ...(extra && { extra }) });
    if (step) {
      this.#byCall.set(id, { step, id });
      if (wanted !== undefined && wanted !== '') this.#byCall.set(wanted, { step, id });
    }
    return id;
  }

  /** The first call of the last step that has no answer yet; undefined where there is none. */
  get waiting(): string | undefined {
    const step = this.#steps.at(-1);
    const answered = new Set(step?.results.map(({ source_call_id: id }) => id));
    return step?.calls.find(({ tool_call_id: id }) => !answered.has(id))?.tool_call_id;
  }

  knows(call: string): boolean {
    return this.#byCall.has(call);
  }

  /** The answer to a call, by the original's id of it. One to none, or to one that is unknown, is of the last step. */
  answer(call: string | undefined, { content, extra, started }: Answer): void {
    const known = call === undefined ? undefined : this.#byCall.get(call);
    const more = {
      content,
      ...(started !== undefined && { subagent_trajectory_ref: [{ trajectory_id: started }] }),
      ...(extra && { extra }),
    };
    if (known) known.step.results.push({ source_call_id: known.id, ...more });
    else this.#steps.at(-1)?.results.push(more);
  }

  document(
    agent: AtifAgent,
    more: Pick<AtifDocument, 'session_id' | 'trajectory_id' | 'extra'> & {
      readonly final_metrics?: AtifFinal | undefined;
    } = {},
  ): AtifDocument {
    const steps = this.#steps.map(({ fields, calls, results }, index): AtifStep => ({
      step_id: index + 1,
      ...fields,
      ...(calls.length > 0 && { tool_calls: calls }),
      ...(results.length > 0 && { observation: { results } }),
    }));
    const { final_metrics: final, ...rest } = more;
    return {
      schema_version: `ATIF-v${ATIF_VERSION}`,
      ...rest,
      agent,
      steps,
      // Totals are the original's own: what steps add up to is theirs to say.
      ...(final &&
        Object.keys(final).length > 0 && { final_metrics: { ...final, total_steps: steps.length } }),
    };
  }
}

function joined(before: string | undefined, after: string | undefined): string | undefined {
  const parts = [before, after].filter((part) => part !== undefined && part !== '');
  return parts.length > 0 ? parts.join('\n\n') : before;
}
