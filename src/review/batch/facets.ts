/** By what the traces of a batch are told apart. Pure. */
import { decidingVerdicts } from '../conduct/verdict-words.ts';
import { afterWaivers } from './after-waivers.ts';
import type { ShownTrace } from './blind-rows.ts';

/** One way to tell traces apart. */
export interface Facet {
  /** Names it in addresses. */
  readonly id: FacetId;
  readonly title: string;
  /** What a trace is in this way; none, one or several. */
  readonly of: (trace: ShownTrace) => readonly string[];
  /** In what order values are listed; others follow by name. */
  readonly order: readonly string[];
  /** Words for values that are not words themselves. */
  readonly words: Readonly<Record<string, string>>;
}

export type FacetId =
  'family' | 'status' | 'verdict' | 'qc' | 'coverage' | 'outcome' | 'capturer' | 'reviewer' | 'rule';

/** How far the review of a trace is. */
export type Status = 'unreadable' | 'open' | 'reviewed' | 'disagreed';

/** Nobody judged it: `open`. Verdicts that differ, and that nobody settled: `disagreed`, which is hidden where they are. */
export function statusOf({ problem, verdicts = [], hidden }: ShownTrace): Status {
  if (problem) return 'unreadable';
  if (hidden) return 'reviewed';
  const kinds = new Set(decidingVerdicts(verdicts).map(({ verdict }) => verdict));
  return kinds.size === 0 ? 'open' : kinds.size === 1 ? 'reviewed' : 'disagreed';
}

/** Bands of the share of decisions that are explained; their lower ends are included. */
function bandOf({ qc }: ShownTrace): string {
  const coverage = qc?.coverage;
  if (coverage === undefined) return 'none';
  return coverage >= 1 ? 'all' : coverage >= 0.9 ? '90' : coverage >= 0.5 ? '50' : '0';
}

/** What is claimed, and whether somebody else confirmed it. */
function outcomeOf({ outcome, qc }: ShownTrace): string {
  if (outcome?.success === 'met' && qc?.outcome_verified === 'pass') return 'verified';
  return outcome?.success ?? 'unknown';
}

export const FACETS: readonly Facet[] = [
  {
    id: 'status',
    title: 'Status',
    of: (trace) => [statusOf(trace)],
    order: ['open', 'disagreed', 'reviewed', 'unreadable'],
    words: {
      open: 'To be reviewed',
      reviewed: 'Reviewed',
      disagreed: 'Reviewers disagree',
      unreadable: 'Cannot be read',
    },
  },
  {
    id: 'verdict',
    title: 'Verdict',
    of: ({ verdicts = [], hidden }) =>
      verdicts.length > 0
        ? [...new Set(verdicts.map(({ verdict }) => verdict))]
        : [hidden ? 'hidden' : 'none'],
    order: ['accept', 'accept_with_waivers', 'recapture', 'reject', 'hidden', 'none'],
    words: {
      accept: 'Accept',
      accept_with_waivers: 'Accept with waivers',
      recapture: 'Re-capture',
      reject: 'Reject',
      hidden: 'Not shown to you',
      none: 'None yet',
    },
  },
  {
    id: 'qc',
    title: 'Rules',
    of: (trace) => [afterWaivers(trace).result ?? 'none'],
    order: ['pass', 'waived', 'fail', 'error', 'none'],
    words: {
      pass: 'Pass',
      waived: 'Pass by waivers',
      fail: 'Do not pass',
      error: 'Could not be judged',
      none: 'Not judged yet',
    },
  },
  {
    id: 'rule',
    title: 'Stopped by',
    of: (trace) => afterWaivers(trace).stops,
    order: [],
    words: {},
  },
  {
    id: 'coverage',
    title: 'Decisions explained',
    of: (trace) => [bandOf(trace)],
    order: ['all', '90', '50', '0', 'none'],
    words: { all: 'All', 90: '90 % or more', 50: '50 to 90 %', 0: 'Less than 50 %', none: 'Not measured' },
  },
  {
    id: 'outcome',
    title: 'Outcome',
    of: (trace) => [outcomeOf(trace)],
    order: ['verified', 'met', 'partly_met', 'not_met', 'unknown'],
    words: {
      verified: 'Success, verified',
      met: 'Success claimed',
      partly_met: 'Partly met',
      not_met: 'Not met',
      unknown: 'Unknown',
    },
  },
  {
    id: 'family',
    title: 'Family',
    of: ({ family }) => (family === undefined ? [] : [family]),
    order: [
      'bug_fix',
      'feature',
      'tdd',
      'refactor_migration',
      'code_review',
      'observability_debug',
      'orchestration',
    ],
    words: { 'x-unknown': 'Not stated' },
  },
  {
    id: 'capturer',
    title: 'Engineer or agent',
    of: ({ capturer }) => [capturer?.kind ?? 'unknown'],
    order: ['human', 'agent', 'human+agent', 'script', 'unknown'],
    words: {
      human: 'Engineer',
      agent: 'Agent',
      'human+agent': 'Engineer with agent',
      script: 'Script',
      unknown: 'Unknown',
    },
  },
  {
    id: 'reviewer',
    title: 'Reviewer',
    of: ({ assigned = [], verdicts = [], hidden = [] }) => [
      ...new Set([...assigned, ...verdicts.map(({ by }) => by), ...hidden]),
    ],
    order: [],
    words: {},
  },
];

/** What to call a value of a facet. */
export function wordFor({ words }: Facet, value: string): string {
  return Object.hasOwn(words, value)
    ? (words[value] ?? value)
    : value.replace(/^x-/, '').replaceAll('_', ' ');
}
