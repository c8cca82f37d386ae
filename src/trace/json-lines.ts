import type { Problem } from '../base/errors.ts';
import { checkRecord, type Validator } from '../schema/check.ts';

/** A line is refused when longer: values that large belong in a file of their own. */
const MAX_LINE_BYTES = 1024 * 1024;

export interface JsonLines<T> {
  /** The valid records, in file order. */
  readonly records: readonly T[];
  readonly problems: readonly Problem[];
}

/**
 * Reads JSON Lines. A broken line or a record that breaks its schema is left out and reported, once a kind with the
 * first line number (from 1) and the count; a torn last line, as a crash leaves it, is only a warning. `newer`: the
 * bundle follows a newer minor version, whose unknown types of record are left out and counted.
 */
export function parseJsonLines<T>(
  text: string,
  path: string,
  validate: Validator,
  newer = false,
): JsonLines<T> {
  const records: T[] = [];
  const broken = new FirstAndCount();
  const invalid = new FirstAndCount();
  const drift = new Set<string>();
  const problems: Problem[] = [];
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const torn = lines.at(-1) !== '';

  lines.forEach((line, index) => {
    if (line.trim() === '') return;
    let value: unknown;
    try {
      if (line.length > MAX_LINE_BYTES) throw new SyntaxError('the line is longer than 1 MiB');
      value = JSON.parse(line);
    } catch (error) {
      if (torn && index === lines.length - 1)
        problems.push({ severity: 'warning', code: 'last-line-torn', details: { path, line: index + 1 } });
      else broken.add(index + 1, (error as SyntaxError).message);
      return;
    }
    const { violations, unknown } = checkRecord(validate, value, newer);
    for (const pointer of unknown) drift.add(pointer);
    const [first] = violations;
    if (first?.keyword === 'discriminator' && newer)
      drift.add(`type ${String((value as { type?: unknown }).type)}`);
    else if (first) invalid.add(index + 1, `${first.pointer || 'the record'} ${first.reason}`);
    else records.push(value as T);
  });

  if (broken.first)
    problems.push({
      severity: 'error',
      code: 'line-broken',
      details: { path, ...broken.first, count: broken.count },
    });
  if (invalid.first)
    problems.push({
      severity: 'error',
      code: 'record-invalid',
      details: { path, ...invalid.first, count: invalid.count },
    });
  if (drift.size > 0) {
    const details = { where: path, count: drift.size, examples: [...drift].slice(0, 5) };
    problems.push({ severity: 'info', code: 'unknown-fields', details });
  }
  return { records, problems };
}

class FirstAndCount {
  first: { readonly line: number; readonly reason: string } | undefined;
  count = 0;

  add(line: number, reason: string): void {
    this.first ??= { line, reason };
    this.count += 1;
  }
}
