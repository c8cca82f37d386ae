import { fromMicros, fromSeconds, type TimeRange } from '../../base/time.ts';
import { isWrite } from '../../trace/edit-events.ts';
import type { Command } from '../../trace/layers.ts';
import { actionsOf, type Action, type EditAction } from '../actions.ts';
import { placed, type Facts } from '../facts.ts';
import { atLeast, defineRule, notApplicable, type Found } from '../rule.ts';
import { StateEvidence } from '../state-evidence.ts';

export const stepEvidence = defineRule({
  id: 'step-evidence',
  group: 'completeness',
  title: 'Every step shows the state before, the state after, and its result',
  formula:
    'STEP = |{steps : state in [t0 − before_s, t0] ∧ state in [t1, t1 + after_s] ∧ typed evidence}| ÷ |steps| ≥ min. State: a video frame (which stands for at most video_still_s), output of a terminal, a recorded page. Typed evidence: command – exit code and output; write – hash of the file before and after; navigation – recorded page; test run – results that can be read, and output.',
  source: 'Rule set C5',
  parameters: { before_s: 'number', after_s: 'number', video_still_s: 'number', min: 'number' },
  check(facts, { before_s, after_s, video_still_s, min }) {
    const steps = actionsOf(facts);
    if (steps.length === 0) return notApplicable('the trace holds no step');
    const evidence = new StateEvidence(facts, fromSeconds(video_still_s));
    const result = new ResultEvidence(facts, evidence, fromSeconds(after_s));
    const findings: Found[] = [];
    let whole = 0;
    for (const step of steps) {
      const { start, end } = step.range;
      const before = { start: fromMicros(Math.max(0, start - fromSeconds(before_s))), end: start };
      const after = { start: end, end: fromMicros(Math.min(facts.duration, end + fromSeconds(after_s))) };
      const missing = result.missing(step);
      const found = findings.length;
      if (!evidence.at(before))
        findings.push(finding(step, 'before', before, 'nothing shows the state before it'));
      if (!evidence.at(after))
        findings.push(finding(step, 'after', after, 'nothing shows the state after it'));
      if (missing !== undefined) findings.push(finding(step, 'result', step.range, missing));
      if (findings.length === found) whole += 1;
    }
    return { measures: [atLeast('STEP', whole / steps.length, min, { unit: 'ratio' })], findings };
  },
});

function finding(step: Action, part: 'before' | 'after' | 'result', range: TimeRange, what: string): Found {
  return {
    key: `${part}:${step.about.kind}:${step.about.name}`,
    reason: part === 'before' ? 'S-NO-BEFORE' : 'S-NO-AFTER',
    range,
    message: `${step.label}: ${what}.`,
    items: [step.about],
  };
}

/** What each kind of step must leave behind. */
class ResultEvidence {
  readonly #state: StateEvidence;
  readonly #after: number;
  readonly #commands: readonly Command[];
  /** Files whose state was known before a write: by the time of each write. */
  readonly #known: ReadonlySet<EditAction['item']>;

  constructor(facts: Facts, state: StateEvidence, after: number) {
    this.#state = state;
    this.#after = after;
    this.#commands = placed(facts.commands).map(({ item }) => item);
    this.#known = withKnownState(facts);
  }

  /** What a step lacks, as the rest of a sentence; undefined where it lacks nothing. */
  missing(step: Action): string | undefined {
    const window = { start: step.range.start, end: fromMicros(step.range.end + this.#after) };
    switch (step.kind) {
      case 'command':
        if (step.item.end !== undefined && step.item.exitCode === undefined)
          return 'its exit code is not recorded';
        return this.#state.outputIn(step.item.terminal, window)
          ? undefined
          : 'its terminal recorded no output';
      case 'edit':
        return this.#known.has(step.item)
          ? undefined
          : 'the file before and after it is not known by its hash';
      case 'navigation':
        return this.#state.pageIn(window) ? undefined : 'the page was not recorded';
      case 'test':
        if (!step.item.counts) return 'its report cannot be read';
        return this.#hasLog(step.item.commandSeq, window) ? undefined : 'no terminal recorded its output';
    }
  }

  #hasLog(seq: number | undefined, window: TimeRange): boolean {
    const command = this.#commands.find((one) => one.seq === seq);
    return command ? this.#state.outputIn(command.terminal, window) : this.#state.anyOutputIn(window);
  }
}

/** Writes whose result has a hash, of files of which the bundle also tells what they were before. */
function withKnownState({ edits }: Facts): ReadonlySet<EditAction['item']> {
  const known = new Set<EditAction['item']>();
  const hashed = new Set<string>();
  for (const { layer, item } of placed(edits)) {
    const { event } = item;
    if (event.type === 'rename' && hashed.has(`${layer.id} ${event.file}`))
      hashed.add(`${layer.id} ${event.to}`);
    if (!isWrite(event)) continue;
    const name = `${layer.id} ${event.file}`;
    const before = hashed.has(name) || event.diff !== undefined || event.type === 'create';
    const after = event.sha256 !== undefined || event.type === 'delete';
    if (before && after) known.add(item);
    if (after) hashed.add(name);
  }
  return known;
}
