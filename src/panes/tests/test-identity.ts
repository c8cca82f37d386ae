/** Which results of different runs are of the same test, and what to call it. Pure. */
import type { TestResult } from '../../trace/test-report.ts';

/** What Node's runner writes for every class name. */
const NO_CLASS = 'test';

export function keyOf({ file, suites, className, name }: TestResult): string {
  return JSON.stringify([file ?? null, suites, className ?? null, name]);
}

/** The place that a test stands in: its file, class or suites, whichever tells most. */
export function groupOf({ file, suites, className, name }: TestResult): string {
  const path = suites.join(' › ');
  if (file !== undefined) return file;
  // Where a runner repeats the test's name as its class, the class is no place.
  const tells = className !== undefined && className !== NO_CLASS && !name.includes(className);
  if (tells && suites.at(-1) !== className) return suites.length > 1 ? `${path} › ${className}` : className;
  return path || className || 'Tests';
}

/** A test's name without its place, where the name begins with it. */
export function nameOf(result: TestResult): string {
  const { name, file } = result;
  for (const place of [file, result.className, groupOf(result)]) {
    const prefix =
      place === undefined ? undefined : [`${place}::`, `${place} › `].find((p) => name.startsWith(p));
    if (prefix !== undefined && name.length > prefix.length) return name.slice(prefix.length);
  }
  return name;
}
