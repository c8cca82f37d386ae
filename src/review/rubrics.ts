/** The rubric of a task family: one's own where there is one, else the one that comes with Playhead. */
import type { RubricFile } from '../schema/generated/types.ts';
import { readKept, writeKept } from '../ui/kept.ts';
import bugFix from './rubrics/bug_fix.v1.json' with { type: 'json' };
import codeReview from './rubrics/code_review.v1.json' with { type: 'json' };
import feature from './rubrics/feature.v1.json' with { type: 'json' };
import general from './rubrics/general.v1.json' with { type: 'json' };
import observability from './rubrics/observability_debug.v1.json' with { type: 'json' };
import orchestration from './rubrics/orchestration.v1.json' with { type: 'json' };
import refactoring from './rubrics/refactor_migration.v1.json' with { type: 'json' };
import tdd from './rubrics/tdd.v1.json' with { type: 'json' };

/** Those that come with Playhead; the last is for any family. */
export const RUBRICS = [
  bugFix,
  feature,
  tdd,
  refactoring,
  codeReview,
  observability,
  orchestration,
  general,
] as readonly RubricFile[];

const KEY = 'playhead.rubrics.v1';

/** The rubric that comes with Playhead for a family. */
export function standardRubric(family: string): RubricFile {
  const own = RUBRICS.find(({ families }) => families.includes(family));
  const [any] = RUBRICS.slice(-1);
  const rubric = own ?? any;
  if (!rubric) throw new Error('no rubrics');
  return rubric;
}

/** The rubric of one's own that this browser keeps for a family. */
export function keptRubric(family: string): RubricFile | undefined {
  const all = readKept(KEY);
  // Written by `keepRubric` alone, from what was checked.
  return Object.hasOwn(all, family) ? (all[family] as RubricFile) : undefined;
}

/** Keeps a rubric for a family; undefined: the one that comes with Playhead is used again. */
export function keepRubric(family: string, rubric: RubricFile | undefined): void {
  const others = Object.fromEntries(Object.entries(readKept(KEY)).filter(([name]) => name !== family));
  writeKept(KEY, rubric ? { ...others, [family]: rubric } : others);
}
