import { fromMicros, fromSeconds, type TimeRange, type TraceTime } from '../../base/time.ts';
import type { Evidence } from '../../schema/generated/types.ts';
import { isWrite } from '../../trace/edit-events.ts';
import type { Command } from '../../trace/layers.ts';
import { commandActions, testActions, type CommandAction } from '../actions.ts';
import { placed, type Facts, type Placed } from '../facts.ts';
import type { ReasonCode } from '../reason-codes.ts';
import { atLeast, defineRule, notApplicable, type Found } from '../rule.ts';
import { distance, instant, meet, rangeOf } from '../spans.ts';

export const outcomeEvidence = defineRule({
  id: 'outcome-evidence',
  group: 'outcome',
  title: 'What is claimed is shown in the trace',
  formula:
    'SHOWN = |{criteria claimed as met whose evidence exists, shows success, and is not older than the last write of a file of its repository}| ÷ |{criteria claimed as met}| ≥ min. Its repository: where its commands ran, by their folder; any, where that is not told, as after a cd, or the task has one. That one depends on another is not seen: a re-run sees it. Evidence exists: its file is listed, and its layer holds an item within near_s of its time. It shows success: the commands there ended with 0, test reports have no failure, lint reports no error.',
  source: 'Rule set C.3, as far as it can be told without a re-run',
  parameters: { near_s: 'number', min: 'number' },
  check(facts, { near_s, min }) {
    const claimed = facts.manifest.outcome.criteria.filter(({ result }) => result === 'met');
    if (claimed.length === 0) return notApplicable('no criterion is claimed to be met');
    const judge = new EvidenceJudge(facts, fromSeconds(near_s));
    const faults = claimed.map(({ id, evidence = [] }) => ({ id, fault: judge.fault(evidence) }));
    const findings = faults.flatMap(({ id, fault }): readonly Found[] => {
      if (!fault) return [];
      const { reason, range, why } = fault;
      return [
        {
          key: id,
          reason,
          range,
          message: `Criterion ${id} is claimed to be met, but ${why}.`,
          items: [{ kind: 'criterion', name: id }],
        },
      ];
    });
    return {
      measures: [
        atLeast('SHOWN', (claimed.length - findings.length) / claimed.length, min, { unit: 'ratio' }),
      ],
      findings,
    };
  },
});

interface Fault {
  readonly reason: ReasonCode;
  readonly range: TimeRange | undefined;
  /** The rest of a sentence. */
  readonly why: string;
}

/** Something that came out well or badly. */
interface Result {
  readonly layer: string;
  readonly range: TimeRange;
  readonly isGood: boolean;
}

const GOES_ELSEWHERE = /\b(?:cd|pushd|popd)\b/;

class EvidenceJudge {
  readonly #facts: Facts;
  readonly #near: number;
  readonly #commands: readonly CommandAction[];
  readonly #results: readonly Result[];
  readonly #times: ReadonlyMap<string, readonly TimeRange[]>;
  readonly #repositories: readonly string[];
  /** When a file of a repository was written last; undefined: of none of them. */
  readonly #lastWrites: ReadonlyMap<string | undefined, TraceTime>;

  constructor(facts: Facts, near: number) {
    this.#facts = facts;
    this.#near = near;
    this.#commands = commandActions(facts);
    this.#results = resultsOf(facts);
    this.#times = itemTimes(facts);
    this.#repositories = (facts.manifest.task.repos ?? []).map(({ name }) => name);
    this.#lastWrites = new Map(
      placed(facts.edits).flatMap(({ item: { event, time } }) =>
        isWrite(event) || event.type === 'change'
          ? [[this.#repositories.find((name) => event.file.startsWith(`${name}/`)), time] as const]
          : [],
      ),
    );
  }

  /** What is wrong with the evidence of one criterion; undefined where nothing is. */
  fault(evidence: readonly Evidence[]): Fault | undefined {
    if (evidence.length === 0)
      return { reason: 'O-VACUOUS', range: undefined, why: 'nothing in the trace is named that shows it' };
    for (const one of evidence) {
      const range = rangeOfEvidence(one);
      if (!this.#exists(one, range))
        return { reason: 'A-MISSING', range, why: 'what is named as evidence is not there' };
      const bad = this.#results.find(
        ({ layer, range: when, isGood }) =>
          !isGood && layer === one.layer && range && distance(when, range) === 0,
      );
      if (bad) return { reason: 'O-FAIL', range: bad.range, why: 'what is named as evidence failed' };
    }
    const times = evidence.flatMap((one) => rangeOfEvidence(one) ?? []);
    const latest = times.sort((a, b) => a.end - b.end).at(-1);
    if (latest && this.#isWrittenAfter(latest.end, evidence))
      return {
        reason: 'O-VACUOUS',
        range: latest,
        why: 'files were changed after what is named as evidence',
      };
    return undefined;
  }

  #isWrittenAfter(time: TraceTime, evidence: readonly Evidence[]): boolean {
    const own = this.#repositoryOf(evidence);
    // What lies in no repository may concern each.
    const concerned = own === undefined ? [...this.#lastWrites.keys()] : [own, undefined];
    return concerned.some((name) => time <= (this.#lastWrites.get(name) ?? -1));
  }

  /** The one that all commands of the evidence ran in; undefined: there is none, or it is not told. */
  #repositoryOf(evidence: readonly Evidence[]): string | undefined {
    if (this.#repositories.length === 0) return undefined;
    const ran = this.#commands.filter(({ layer, range }) =>
      evidence.some((one) => {
        const of = rangeOfEvidence(one);
        return one.layer === layer.id && of !== undefined && meet(range, of);
      }),
    );
    const [own, ...more] = new Set(ran.map(({ item }) => repositoryOf(item, this.#repositories)));
    return more.length > 0 ? undefined : own;
  }

  #exists({ layer, path }: Evidence, range: TimeRange | undefined): boolean {
    if (path !== undefined && !this.#facts.trace.bundle.files.has(path)) return false;
    if (layer === undefined) return path !== undefined;
    const known = this.#facts.manifest.layers.find(({ id }) => id === layer);
    if (known?.status !== 'present') return false;
    const items = this.#times.get(layer);
    // Video and sound are there all the time; a layer without a time is named as a whole.
    if (!range || !items) return true;
    return items.some((item) => distance(item, range) <= this.#near);
  }
}

/** The innermost of the named folders that a command ran in; undefined also where it went elsewhere itself. */
function repositoryOf({ cwd, command }: Command, names: readonly string[]): string | undefined {
  if (GOES_ELSEWHERE.test(command)) return undefined;
  return cwd?.split(/[/\\]/).findLast((folder) => names.includes(folder));
}

function rangeOfEvidence({ t, t_end }: Evidence): TimeRange | undefined {
  if (t === undefined) return undefined;
  return t_end === undefined ? instant(fromMicros(t)) : rangeOf(fromMicros(t), fromMicros(t_end));
}

function resultsOf(facts: Facts): readonly Result[] {
  return [
    ...commandActions(facts).flatMap(({ layer, range, item }) =>
      item.exitCode === undefined ? [] : { layer: layer.id, range, isGood: item.exitCode === 0 },
    ),
    ...testActions(facts).flatMap(({ layer, range, item }) =>
      item.counts
        ? { layer: layer.id, range, isGood: item.counts.failed === 0 && item.counts.passed > 0 }
        : [],
    ),
    ...placed(facts.lints).flatMap(({ layer, item }) =>
      item.counts ? { layer: layer.id, range: instant(item.time), isGood: item.counts.errors === 0 } : [],
    ),
  ];
}

/** Layer → when its items are, for layers of items. */
function itemTimes(facts: Facts): ReadonlyMap<string, readonly TimeRange[]> {
  const times = new Map<string, TimeRange[]>();
  const all: readonly Placed<{ readonly time: TraceTime; readonly end?: TraceTime | undefined }>[] = [
    ...placed(facts.commands),
    ...placed(facts.tests),
    ...placed(facts.lints),
    ...placed(facts.edits),
    ...placed(facts.browsers),
    ...placed(facts.networks),
    ...placed(facts.transcripts),
    ...placed(facts.notes),
  ];
  for (const { layer, item } of all) {
    const list = times.get(layer.id) ?? [];
    list.push(rangeOf(item.time, item.end));
    times.set(layer.id, list);
  }
  return times;
}
