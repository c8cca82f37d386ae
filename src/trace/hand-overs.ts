/** Work that goes from one agent of a trace to another, by what their documents say. Pure. */
import { callRef, type AgentRun, type AgentStep, type SubagentRef } from './agent-steps.ts';
import type { Track } from './track.ts';

/** An agent whose steps are read. */
export interface ReadAgent {
  /** id of its layer. */
  readonly id: string;
  /** id of the layer that started it; undefined: nobody did, or nobody says. */
  readonly parent: string | undefined;
  readonly layer: object;
  readonly run: AgentRun;
  readonly track: Track<AgentStep>;
}

export interface HandOver<A extends ReadAgent = ReadAgent> {
  /** started: the other one began by it. sent: the other one was there, and got a message. */
  readonly kind: 'started' | 'sent';
  readonly from: A;
  readonly to: A;
  /** The step that gave it, and its call; undefined where the record does not say. */
  readonly step: AgentStep | undefined;
  readonly call: string | undefined;
  /** The step that took it: of one that was started, its first. undefined: it did nothing. */
  readonly taken: AgentStep | undefined;
}

/** What an agent is called: by its layer, else by its document. */
export function agentName(
  { id, title }: { readonly id: string; readonly title?: string | undefined },
  run: AgentRun,
): string {
  return title ?? run.agent ?? id;
}

/** In the order in which they were taken; those that nobody took, first. */
export function handOvers<A extends ReadAgent>(agents: readonly A[]): readonly HandOver<A>[] {
  return [...starts(agents), ...messages(agents)].sort(
    (a, b) => (a.taken?.time ?? -1) - (b.taken?.time ?? -1),
  );
}

function starts<A extends ReadAgent>(agents: readonly A[]): readonly HandOver<A>[] {
  const byId = new Map(agents.map((agent) => [agent.id, agent]));
  return agents.flatMap((to): readonly HandOver<A>[] => {
    const from = byId.get(to.parent ?? '');
    if (!from || from === to) return [];
    return [{ kind: 'started', from, to, ...startOf(from, to), taken: to.track.items[0] }];
  });
}

/** By the key `x-call` of the started layer, else by what an answer says of the run that it is of. */
function startOf(from: ReadAgent, to: ReadAgent): Pick<HandOver, 'step' | 'call'> {
  const named = callRef(to.layer);
  for (const step of from.track.items)
    for (const { id, results } of step.calls) {
      const isNamed = named?.layer === from.id && named.call === id;
      const isTold = results.some(({ subagents }) => subagents.some((ref) => isRun(ref, to, from)));
      if (isNamed || isTold) return { step, call: id };
    }
  return { step: undefined, call: undefined };
}

function messages<A extends ReadAgent>(agents: readonly A[]): readonly HandOver<A>[] {
  const calls = new Map<A, ReadonlyMap<string, AgentStep>>();
  const stepOf = (from: A, call: string): AgentStep | undefined => {
    const known = calls.get(from) ?? soleCallSteps(from);
    calls.set(from, known);
    return known.get(call);
  };
  return agents.flatMap((to) =>
    to.track.items.flatMap((taken): readonly HandOver<A>[] => {
      const { handedOverBy: by } = taken;
      if (!by) return [];
      const named = agents.filter((agent) => agent !== to && isRun(by.run, agent, to));
      const [from] = named;
      // Of two of one name it may have been either.
      if (!from || named.length > 1) return [];
      const step = by.call === undefined ? undefined : stepOf(from, by.call);
      return [{ kind: 'sent', from, to, step, call: step && by.call, taken }];
    }),
  );
}

/** Whether `ref`, in the document of `by`, means the run of `agent`. Several runs of one session are told by their own ids alone. */
function isRun({ session, trajectory }: SubagentRef, { run }: ReadAgent, by: ReadAgent): boolean {
  if (trajectory !== undefined) return trajectory === run.trajectory;
  return session !== undefined && session === run.session && session !== by.run.session;
}

/** The steps by the calls that alone have their id. */
function soleCallSteps({ track }: ReadAgent): ReadonlyMap<string, AgentStep> {
  const steps = new Map<string, AgentStep>();
  const repeated = new Set<string>();
  for (const step of track.items)
    for (const { id } of step.calls) {
      if (steps.has(id)) repeated.add(id);
      steps.set(id, step);
    }
  for (const id of repeated) steps.delete(id);
  return steps;
}
