/** Problems as text for people and as JSON for programs. */
import { describeProblem } from '../base/describe-error.ts';
import type { Problem, Severity } from '../base/errors.ts';
import { CLOCK_WORDS, type TimeWords } from '../base/time-words.ts';
import type { Validation } from './validate-bundle.ts';

const HEADINGS: readonly (readonly [Severity, string])[] = [
  ['error', 'Errors'],
  ['warning', 'Warnings'],
  ['info', 'Remarks'],
];

/** What a problem is about: a file, a layer, or a place in the manifest. */
function whereOf({ details }: Problem): string {
  const known = details as Readonly<Record<string, unknown>>;
  const where =
    known['path'] ?? known['layer'] ?? known['pointer'] ?? known['where'] ?? known['source'] ?? known['url'];
  return typeof where === 'string' ? where : 'the bundle';
}

/** Lines for people, grouped by severity and place; `words`: of the trace that they are about. */
export function problemLines(
  problems: readonly Problem[],
  words: TimeWords = CLOCK_WORDS,
): readonly string[] {
  return HEADINGS.flatMap(([severity, heading]) => {
    const some = problems.filter((problem) => problem.severity === severity);
    if (some.length === 0) return [];
    const places = new Map<string, string[]>();
    for (const problem of some) {
      const said = places.get(whereOf(problem)) ?? [];
      places.set(whereOf(problem), said);
      said.push(`    ${sentence(problem, words)}`);
    }
    const lines = [...places].flatMap(([place, said]) => [`  ${place}`, ...said]);
    return [`${heading} (${some.length})`, ...lines];
  });
}

function sentence(problem: Problem, words: TimeWords): string {
  const { title, advice } = describeProblem(problem);
  const at = problem.at === undefined ? '' : ` At ${words.moment(problem.at)}.`;
  return `${title}${at}${advice === '' ? '' : ` ${advice}`}`;
}

/** The result as one JSON document. */
export function validationJson({ bundle, digest, valid, problems }: Validation): string {
  const list = problems.map((problem) => {
    const { title, advice } = describeProblem(problem);
    const { severity, code, details, at } = problem;
    return {
      severity,
      code,
      where: whereOf(problem),
      title,
      advice,
      details,
      ...(at !== undefined && { at_us: at }),
    };
  });
  return JSON.stringify({ bundle, digest: digest ?? null, valid, problems: list }, null, 2);
}
