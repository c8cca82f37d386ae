/** What the pane takes from a trace, and what it reads of it. */
import { asTraceError, type TraceError } from '../../base/errors.ts';
import { Lazy } from '../../base/lazy.ts';
import type { TraceTime } from '../../base/time.ts';
import type { CheckedBundle } from '../../trace/checked-bundle.ts';
import type { Command } from '../../trace/layers.ts';
import type { Trace } from '../../trace/trace.ts';
import { criterionCourses, type CriterionCourse } from './criterion-course.ts';

export interface TaskData {
  readonly manifest: Trace['manifest'];
  readonly duration: TraceTime;
  /** Reads the text of the task. */
  readonly bundle: Pick<CheckedBundle, 'readText'>;
  readonly progress: Lazy<TaskProgress>;
}

export interface TaskProgress {
  /** The task's criteria in its order. */
  readonly courses: readonly CriterionCourse[];
  /** Why commands could not be read: earlier runs are then not known. */
  readonly failed: readonly TraceError[];
}

/** undefined where neither a text nor criteria say what was asked. */
export function selectTask(
  trace: Pick<Trace, 'manifest' | 'duration' | 'bundle' | 'commands'>,
): TaskData | undefined {
  const { manifest, duration, bundle } = trace;
  const { statement_path: path, criteria } = manifest.task;
  if (path === undefined && criteria.length === 0) return undefined;
  return { manifest, duration, bundle, progress: new Lazy(() => readProgress(trace)) };
}

async function readProgress({
  manifest,
  duration,
  commands,
}: Pick<Trace, 'manifest' | 'duration' | 'commands'>): Promise<TaskProgress> {
  const failed: TraceError[] = [];
  const read = commands.map(async ({ content }): Promise<readonly Command[]> => {
    try {
      return (await content.get()).items;
    } catch (error) {
      failed.push(asTraceError(error));
      return [];
    }
  });
  const runs = (await Promise.all(read)).flat();
  return { courses: criterionCourses(manifest, runs, duration), failed };
}
