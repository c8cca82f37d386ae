/** What reviewers score a trace by: see `public/schema/rubric.v1.json`. Pure. */
import { TraceError } from '../base/errors.ts';
import { checkRecord } from '../schema/check.ts';
import * as validators from '../schema/generated/review-validators.js';
import type { RubricFile } from '../schema/generated/types.ts';

/** Characters, at most, of a file that is read. */
export const MAX_RUBRIC_LENGTH = 1_000_000;

/** The text of a rubric of one's own; `source` is what to call it. Throws `rubric-invalid`. */
export function parseRubric(text: string, source: string): RubricFile {
  const invalid = (reason: string, cause?: unknown): TraceError =>
    new TraceError('rubric-invalid', { source, reason }, cause);
  if (text.length > MAX_RUBRIC_LENGTH) throw invalid(`it is longer than ${MAX_RUBRIC_LENGTH} characters`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw invalid('it is no JSON', error);
  }
  const { violations, unknown } = checkRecord(validators.rubric, json);
  const [first] = violations;
  if (first) throw invalid(`${first.pointer || 'the whole'} ${first.reason}`);
  const [field] = unknown;
  if (field !== undefined) throw invalid(`${field} is not known to this version`);
  // Checked just above.
  const rubric = json as RubricFile;
  const seen = new Set<string>();
  for (const { id, scale } of rubric.criteria) {
    if (seen.has(id)) throw invalid(`two criteria are called ${id}`);
    seen.add(id);
    if (scale.some(({ score }, index) => index > 0 && score <= (scale[index - 1]?.score ?? score)))
      throw invalid(`the scale of ${id} does not rise`);
  }
  return rubric;
}
