/** Words for what is shown in the place of a text. Pure. */
import { describeProblem } from '../../base/describe-error.ts';
import type { Severity } from '../../base/errors.ts';
import { formatTimecode } from '../../base/time.ts';
import type { FileContent } from '../../trace/workspace-texts.ts';
import type { Comparison } from './comparer.ts';
import type { Against } from './diff-data.ts';

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
export function whyClosed({ modified, target }: Comparison): Words | undefined {
  const { path, version } = target;
  if (modified.kind === 'absent')
    return version
      ? note(`${path} was deleted at ${formatTimecode(version.time)}.`, 'Go back in time to read it.')
      : note(`${path} did not exist yet.`, '');
  if (modified.kind === 'uncaptured' && target.file.versions.length === 0)
    return note(`${path} was opened, but never written.`, 'Its content was not captured.');
  return wordsOf(modified, path);
}

/** Why nothing is compared, where the file itself can be read. */
export function whyUncompared({ original, target }: Comparison): string | undefined {
  const words = wordsOf(original, `Its ${target.original ? 'earlier state' : 'state at the base commit'}`);
  return words && `Nothing is compared. ${words.title}`;
}

function wordsOf(content: FileContent, name: string): Words | undefined {
  switch (content.kind) {
    case 'text':
    case 'absent':
      return undefined;
    case 'binary':
      return note(`${name} is not text.`, 'Only texts are shown here.');
    case 'huge':
      return note(
        `${name} is too large to be shown: ${content.lines === undefined ? megabytes(content.bytes) : `${content.lines} lines`}.`,
        'Up to 2 MB and 50,000 lines are.',
      );
    case 'uncaptured':
      return note(`${name} was not captured.`, '');
    case 'failed': {
      const { title, advice } = describeProblem(content.error);
      return { severity: 'error', title: `${name} cannot be shown. ${title}`, advice };
    }
  }
}

function note(title: string, advice: string): Words {
  return { severity: 'info', title, advice };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
