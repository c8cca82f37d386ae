/** What nobody explains, as findings (rule set C.2, gaps). Pure. */
import type { TimeWords } from '../../base/time-words.ts';
import type { TimeRange } from '../../base/time.ts';
import type { Severity } from '../reason-codes.ts';
import type { Found } from '../rule.ts';
import type { Coverage } from './cover.ts';
import type { Moment, MomentKind } from './moment.ts';

/** How people call what was decided. */
const WORDS: Readonly<Record<MomentKind, string>> = {
  command: 'a command',
  navigation: 'a navigation',
  'tool-switch': 'another tool',
  edits: 'an edit',
  'test-run': 'a test run',
  configuration: 'a change of dependencies or configuration',
  revert: 'going back',
  strategy: 'another way after a failure',
  claim: 'the claim that it is done',
};

const CRITICAL = 3;
const MAJOR = 2;
/** So many minor moments one after the other weigh as much as a major one. */
const ROW = 3;

/** Gaps of moments that are not covered. `near`: microseconds within which a row of minor ones lies. */
export function momentGaps(coverages: readonly Coverage[], near: number, words: TimeWords): readonly Found[] {
  const found: Found[] = [];
  for (let index = 0; index < coverages.length; index += 1) {
    const one = coverages[index];
    if (!one || one.segment) continue;
    const { moment } = one;
    if (moment.weight >= CRITICAL) found.push(gap([moment], 'S1', words));
    else if (moment.weight >= MAJOR) found.push(gap([moment], 'S2', words));
    else {
      const row = rowFrom(coverages, index, near);
      if (row.length >= ROW) {
        found.push(gap(row, 'S2', words));
        index += row.length - 1;
      } else found.push(gap([moment], 'S3', words));
    }
  }
  return found;
}

/** The minor moments from `index` on that nobody explains, none between them, all within `near` of the first. */
function rowFrom(coverages: readonly Coverage[], index: number, near: number): readonly Moment[] {
  const first = coverages[index]?.moment;
  const row: Moment[] = [];
  for (const { moment, segment } of coverages.slice(index)) {
    if (!first || segment || moment.weight >= MAJOR || moment.range.end - first.range.start > near) break;
    row.push(moment);
  }
  return row;
}

function gap(moments: readonly Moment[], severity: Severity, words: TimeWords): Found {
  const start = moments[0]?.range.start;
  const end = moments.at(-1)?.range.end;
  const kinds = [...new Set(moments.flatMap((moment) => moment.kinds))];
  const what = kinds.map((kind) => WORDS[kind]).join(', ');
  return {
    key: `moment:${start ?? 0}`,
    reason: severity === 'S1' ? 'V-CRITICAL' : 'V-LOW',
    severity,
    range: start === undefined || end === undefined ? undefined : { start, end },
    message: `Nobody says why: ${what}.`,
    items: moments.map(({ range }) => ({ kind: 'moment', name: words.moment(range.start) })),
  };
}

/** Gaps of silence. One that is longer than `critical` microseconds stops a trace by itself. */
export function silenceGaps(
  stretches: readonly TimeRange[],
  critical: number,
  words: TimeWords,
): readonly Found[] {
  return stretches.map((range) => ({
    key: `silence:${range.start}`,
    reason: 'V-SILENCE',
    severity: range.end - range.start > critical ? 'S1' : 'S2',
    range,
    message: `Nobody says anything for ${words.extent(range.end - range.start)}, while work goes on.`,
    items: [],
  }));
}
