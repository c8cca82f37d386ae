/** Re-runs of what is claimed, in words. Pure. */
import { utcDate } from '../../base/date-words.ts';
import { plural } from '../../base/error-words.ts';
import type { ReRun, ReRunCriterion, ReRunSummary } from '../../trace/verification-summary.ts';

export type ReRunTone = 'ok' | 'fail' | 'warn' | 'unknown';

/** What stands above all, and how it is coloured. */
export interface ReRunHeadline {
  readonly words: string;
  readonly tone: ReRunTone;
}

export function headlineOf({ broken, latest, dependent }: ReRunSummary): ReRunHeadline {
  if (broken)
    return {
      words: `The records cannot be relied on, and none counts: line ${broken.line}, ${broken.reason}`,
      tone: 'fail',
    };
  if (!latest)
    return {
      words: dependent > 0 ? 'Run again only by those who captured it' : 'Never run again by anybody else',
      tone: 'unknown',
    };
  const by = `by ${latest.record.verifier.name} on ${utcDate(latest.record.at)}`;
  switch (latest.verdict) {
    case 'verified':
      return { words: `Verified ${by}`, tone: 'ok' };
    case 'contradicts':
      return { words: `Contradicts the claim: run again ${by}`, tone: 'fail' };
    case 'vacuous':
      return { words: `Run again ${by}: it passes before the work, too, and so shows nothing`, tone: 'warn' };
    case 'elsewhere':
      return {
        words: `Run again ${by} on an end that the final diff of the trace does not lead to`,
        tone: 'fail',
      };
    case 'open':
      return { words: `Run again ${by}, which settles nothing`, tone: 'warn' };
  }
}

/** Beside the section's title. */
export function asideOf({ state, latest }: ReRunSummary): string {
  if (state === 'broken') return 'unreliable records';
  if (!latest) return 'never re-run';
  const { verdict } = latest;
  if (verdict === 'contradicts') return 'contradicts the claim';
  if (verdict === 'elsewhere') return 'of another end';
  return verdict === 'open' ? 'nothing settled' : verdict;
}

/** What came of one criterion. */
export function criterionWords({ result, runs, passed, disputed, regressions }: ReRunCriterion): string {
  const lost = regressions.length > 0 ? `; tests that no longer pass: ${regressions.join(', ')}` : '';
  const count = `${passed} of ${runs}`;
  if (disputed) return `passes ${count} times at the end, and came out otherwise in another re-run${lost}`;
  return RESULTS[result](count) + lost;
}

const RESULTS: Readonly<Record<ReRunCriterion['result'], (count: string) => string>> = {
  verified: (count) => `fails at the start, passes ${count} times at the end`,
  kept: (count) => `passes at the start, and ${count} times at the end`,
  failed: (count) => `passes ${count} times at the end`,
  flaky: (count) => `passes ${count} times at the end: now and then`,
  error: () => 'could not be started',
  not_run: () => 'not run again',
};

export const AGREEMENTS: Readonly<Record<ReRunCriterion['agreement'], string>> = {
  agrees: 'as claimed',
  contradicts: 'contradicts the claim',
  open: 'says nothing of the claim',
};

/** Where it was run, and with what. */
export function environmentWords({ record: { environment, repos } }: ReRun): readonly string[] {
  const { isolation, network, tools, image_digest: image, platform } = environment;
  return [
    ISOLATIONS[isolation.kind] + (image === null ? '' : ` (${image.slice(0, 19)}…)`),
    network === 'none' ? 'network off' : 'network open',
    platform,
    Object.entries(tools)
      .map(([tool, version]) =>
        version.toLowerCase().includes(tool.replace(/\d+$/, '')) ? version : `${tool} ${version}`,
      )
      .join(', '),
    repos.map(({ name, head_commit: head }) => `${name} ${head.slice(0, 12)}`).join(', '),
  ].filter((part) => part !== '');
}

const ISOLATIONS = {
  container: 'in a container',
  namespaces: 'in namespaces of Linux',
  process: 'as plain processes',
} as const;

/** Records that do not count, and why; '' where all do. */
export function othersWords({ counted, dependent, foreign, latest }: ReRunSummary): string {
  const earlier = latest ? counted - 1 : 0;
  return [
    earlier > 0 ? `${plural(earlier, 'other re-run')} of it` : '',
    dependent > 0 ? `${plural(dependent, 'record')} by those who captured it, which do not count` : '',
    foreign > 0 ? `${plural(foreign, 'record')} of other bundles, which do not count` : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}
