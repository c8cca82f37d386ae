/** Words for what is shown in the place of a text. Pure. */
import { describeProblem } from '../../base/describe-error.ts';
import type { Severity } from '../../base/errors.ts';
import type { TimeWords } from '../../base/time-words.ts';
import type { HugeText } from '../../trace/text-limits.ts';
import type { FileContent } from '../../trace/workspace-texts.ts';
import type { FileComparison } from './comparer.ts';
import type { Against, FileTarget } from './diff-data.ts';

export interface Words {
  readonly severity: Severity;
  readonly title: string;
  readonly advice: string;
}

export const AGAINST_WORDS: Readonly<Record<Against, string>> = {
  base: 'base commit',
  previous: 'previous save',
  commit: 'last commit',
};

/** Why the file itself cannot be opened; undefined where it can. */
export function whyClosed({ modified, target }: FileComparison, words: TimeWords): Words | undefined {
  const { path, file } = target;
  const { version, unsaved } = target.state;
  if (modified.kind === 'absent')
    return version
      ? note(`${path} was deleted at ${words.moment(version.time)}.`, 'Go back in time to read it.')
      : note(`${path} did not exist yet.`, '');
  if (modified.kind === 'uncaptured' && file.versions.length === 0)
    return note(
      `${path} was ${unsaved > 0 ? 'changed' : 'opened'}, but never written.`,
      'Its content was not captured.',
    );
  return wordsOf(modified, path);
}

/** What is to be known of a text that is shown; undefined where it speaks for itself. */
export function remarkOn(comparison: FileComparison): string | undefined {
  const { modified } = comparison;
  const outside =
    modified.kind === 'text' && modified.outside
      ? 'Some unsaved changes name places that this text does not have: it may not be what was typed.'
      : undefined;
  const remarks = [whyUncompared(comparison), outside, whyAlike(comparison)];
  return remarks.filter((remark) => remark !== undefined).join(' ') || undefined;
}

/** Why nothing is compared, where the file itself can be read. */
function whyUncompared({ original, modified, changes, stage, target }: FileComparison): string | undefined {
  if (isText(original) && isText(modified) && !changes && stage !== 'texts')
    return 'Nothing is compared: the texts are too large for it.';
  const earlier = target.original.version ? 'earlier state' : 'state at the base commit';
  const words = wordsOf(original, `Its ${earlier}`);
  return words && `Nothing is compared. ${words.title}`;
}

function isText({ kind }: FileContent): boolean {
  return kind === 'text' || kind === 'absent';
}

/** Why lines count as changed that look the same. */
function whyAlike({ original, modified, hunks = [] }: FileComparison): string | undefined {
  if (original.kind !== 'text' || modified.kind !== 'text' || hunks.length === 0) return undefined;
  if (!original.text.includes('\r') && !modified.text.includes('\r')) return undefined;
  const plain = (text: string): string => text.replaceAll(/\r\n?/g, '\n');
  if (original.text === modified.text || plain(original.text) !== plain(modified.text)) return undefined;
  return 'Only the ends of its lines changed (CR LF, LF).';
}

/** When it was last changed. */
export function whenWords({ state: { version }, file, changed }: FileTarget, words: TimeWords): string {
  if (changed !== undefined) return `unsaved, changed ${words.moment(changed)}`;
  if (version) return `${version.kind} ${words.moment(version.time)}`;
  return file.versions.length > 0 ? 'not written yet: as in the base commit' : '';
}

function wordsOf(content: FileContent, name: string): Words | undefined {
  switch (content.kind) {
    case 'text':
    case 'absent':
      return undefined;
    case 'binary':
      return note(`${name} is not text.`, 'Only texts are shown here.');
    case 'huge':
      return whyTooLarge(content, name);
    case 'uncaptured':
      return note(`${name} was not captured.`, '');
    case 'failed': {
      const { title, advice } = describeProblem(content.error);
      return { severity: 'error', title: `${name} cannot be shown. ${title}`, advice };
    }
  }
}

export function whyTooLarge({ bytes, lines }: HugeText, name: string): Words {
  return note(
    `${name} is too large to be shown: ${lines === undefined ? megabytes(bytes) : `${lines} lines`}.`,
    'Up to 32 MB and a million lines are.',
  );
}

function note(title: string, advice: string): Words {
  return { severity: 'info', title, advice };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
