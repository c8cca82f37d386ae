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

/** A test's name without its place, where the name begins with it; with its class, where its file is the place. */
export function nameOf(result: TestResult): string {
  const { name, file } = result;
  const inner = classInFile(result);
  if (inner !== undefined && !name.includes(inner)) return `${inner} › ${name}`;
  for (const place of [file, result.className, groupOf(result)]) {
    const prefix =
      place === undefined ? undefined : [`${place}::`, `${place} › `].find((p) => name.startsWith(p));
    if (prefix !== undefined && name.length > prefix.length) return name.slice(prefix.length);
  }
  return name;
}

/** `TestUser` of the class `tests.test_a.TestUser` in `tests/test_a.py`; undefined where the class is the file's own. */
function classInFile({ file, className }: TestResult): string | undefined {
  const module = file?.replace(/\.\w+$/, '').replace(/[\\/]/g, '.');
  return module !== undefined && className?.startsWith(`${module}.`) === true
    ? className.slice(module.length + 1).replaceAll('.', ' › ')
    : undefined;
}

/** All that a report says of where a test is: file and line, suites, class. Each is said once. */
export function wholePlace({ file, line, suites, className }: TestResult): string {
  const source = file === undefined ? (line === undefined ? [] : [`line ${line}`]) : [file];
  const parts = [
    ...source.map((name) => (file !== undefined && line !== undefined ? `${name}:${line}` : name)),
    suites.filter((name) => name !== file).join(' › '),
    className === NO_CLASS || className === file || suites.includes(className ?? '') ? '' : (className ?? ''),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
