/** What is on screen for a comparison, and what the pane reports of it. Pure. */
import { problemOf, type Problem } from '../../base/errors.ts';
import { CLOCK_WORDS, type TimeWords } from '../../base/time-words.ts';
import type { TraceTime } from '../../base/time.ts';
import type { PaneReport } from '../pane.tsx';
import { countRows, whyPlain, type Code } from './code.ts';
import type { Comparison, FileComparison, Hunk, PatchComparison } from './comparer.ts';
import { remarkOn, whenWords, whyClosed, whyTooLarge, type Words } from './describe-content.ts';
import { describePatch, TIME_UNKNOWN, TIME_UNRECORDED } from './describe-patch.ts';
import type { Against } from './diff-data.ts';

export interface Picture {
  /** Key of the target; another one for as long as it is not known what changed. */
  readonly key: string;
  /** id of the file. */
  readonly id: number;
  readonly path: string;
  /** When it was last changed. */
  readonly when: string;
  /** Since when the text has stood so; undefined: from the start, or not known. */
  readonly since: TraceTime | undefined;
  /** undefined: there is no text to draw. */
  readonly code: Code | undefined;
  /** The text is not for the editor. */
  readonly plain: boolean;
  /** The row to bring into sight, from 1; the last one for those beyond. */
  readonly row: number;
  /** Stands in the place of the text. */
  readonly notice: Words | undefined;
  /** Stands above the text. */
  readonly remark: string | undefined;
  /** undefined: nothing is compared. */
  readonly hunks: readonly Hunk[] | undefined;
  /** It stands against the base commit, and against nothing else. */
  readonly fixed: boolean;
  readonly report: PaneReport;
  readonly problem: Problem | undefined;
}

/** `beside`: edits tell the times of other files. `words`: how the trace writes moments. */
export function pictureOf(comparison: Comparison, beside: boolean, words = CLOCK_WORDS): Picture {
  return 'patch' in comparison ? ofPatch(comparison, beside) : ofFile(comparison, words);
}

/** The report of a pane that shows no file. */
export function emptyReport(against: Against): PaneReport {
  return { ...NOTHING, file: null, against, state: 'none' };
}

const NOTHING = {
  added: null,
  removed: null,
  hunks: null,
  line: null,
  sha256: null,
  originalSha256: null,
} as const;

function ofFile(comparison: FileComparison, words: TimeWords): Picture {
  const { target, original, modified, hunks } = comparison;
  const code = codeOf(comparison);
  const plain = code && whyPlain(code);
  const row = code ? Math.min(comparison.line, countRows(code.modified)) : 1;
  const uncompared = modified.kind === 'text' && original.kind !== 'text' && original.kind !== 'absent';
  return {
    // Only its texts: it is not all that is to be drawn yet.
    key: comparison.stage === 'texts' ? `${target.key}:texts` : target.key,
    id: target.id,
    path: target.path,
    when: whenWords(target, words),
    since: target.changed ?? target.state.version?.time,
    code,
    plain: plain !== undefined,
    row,
    notice: whyClosed(comparison, words),
    remark: code && (joined(plain, remarkOn(comparison)) || undefined),
    hunks,
    fixed: false,
    report: {
      file: target.path,
      against: target.against,
      state: uncompared ? 'uncompared' : modified.kind,
      ...countsOf(hunks),
      line: code ? row : null,
      sha256: modified.kind === 'text' ? modified.sha256 : null,
      originalSha256: original.kind === 'text' ? original.sha256 : null,
    },
    problem: problemIn(comparison),
  };
}

/** A text that is compared with nothing stands beside itself. */
function codeOf({ target: { path }, original, modified, changes = [] }: FileComparison): Code | undefined {
  if (modified.kind !== 'text') return undefined;
  const before = original.kind === 'text' ? original.text : original.kind === 'absent' ? '' : modified.text;
  return { path, original: before, modified: modified.text, numbers: undefined, changes };
}

function problemIn({ target, original, modified }: FileComparison): Problem | undefined {
  const failed = [modified, original].find((content) => content.kind === 'failed');
  if (failed) return problemOf(failed.error, 'error', target.state.version?.time);
  if (modified.kind !== 'text' || !modified.outside) return undefined;
  const { count, from } = modified.outside;
  return { severity: 'warning', code: 'edit-out-of-range', details: { path: target.path, count }, at: from };
}

function ofPatch({ target, patch: text }: PatchComparison, beside: boolean): Picture {
  const { key, id, path, patch } = target;
  const words = describePatch(patch);
  const common = {
    ...{ key, id, path, fixed: true, problem: undefined },
    when: beside ? TIME_UNRECORDED : TIME_UNKNOWN,
    since: undefined,
  };
  if ('kind' in text)
    return {
      ...common,
      code: undefined,
      plain: false,
      row: 1,
      notice: whyTooLarge(text, `The diff of ${path}`),
      remark: words || undefined,
      hunks: undefined,
      report: { ...NOTHING, file: path, against: 'base', state: text.kind },
    };
  const { original, modified, hunks, changes } = text;
  const hasLines = hunks.length > 0;
  const code: Code = {
    path,
    original: original.text,
    modified: modified.text,
    numbers: { original: original.numbers, modified: modified.numbers },
    changes,
  };
  const plain = whyPlain(code);
  return {
    ...common,
    code: hasLines ? code : undefined,
    plain: plain !== undefined,
    row: hunks[0]?.row ?? 1,
    notice: hasLines ? undefined : { severity: 'info', title: words, advice: '' },
    remark: hasLines ? joined(plain, words) || undefined : undefined,
    hunks,
    report: {
      ...NOTHING,
      file: path,
      against: 'base',
      state: patch.file.binary ? 'binary' : 'hunks',
      ...countsOf(hunks),
      line: hunks[0]?.line ?? null,
    },
  };
}

function joined(...sentences: readonly (string | undefined)[]): string {
  return sentences.filter((sentence) => sentence !== undefined && sentence !== '').join(' ');
}

function countsOf(hunks: readonly Hunk[] | undefined): Pick<PaneReport, 'added' | 'removed' | 'hunks'> {
  return {
    added: hunks?.reduce((sum, { added }) => sum + added.length, 0) ?? null,
    removed: hunks?.reduce((sum, { removed }) => sum + removed.length, 0) ?? null,
    hunks: hunks?.length ?? null,
  };
}
