import type { ErrorObject } from 'ajv';
import { PLAIN_NAME } from '../base/plain-name.ts';

/** A generated validator. */
export interface Validator {
  (data: unknown): boolean;
  errors?: readonly ErrorObject[] | null;
}

/** One place where a value does not follow its schema. */
export interface Violation {
  /** JSON pointer (RFC 6901) from the checked value. */
  readonly pointer: string;
  readonly reason: string;
  /** The JSON Schema keyword that it breaks. */
  readonly keyword: string;
}

export interface Check {
  readonly violations: readonly Violation[];
  /** JSON pointers of keys that the schema does not know. They are no violation: a newer minor version may add some. */
  readonly unknown: readonly string[];
}

/** What a reader makes of a value that follows a newer minor version than its own. */
const ADDED_BY_NEWER: readonly string[] = ['enum', 'const', 'anyOf', 'pattern'];

const VALID: Check = { violations: [], unknown: [] };

/**
 * Checks a value as a reader does: tolerant of unknown keys, which it names. `newer`: the value follows a newer minor
 * version, which may also have added words to lists of values.
 */
export function checkRecord(validate: Validator, value: unknown, newer = false): Check {
  if (validate(value)) return VALID;
  const violations: Violation[] = [];
  const unknown: string[] = [];
  for (const error of validate.errors ?? []) {
    if (error.keyword === 'additionalProperties')
      unknown.push(`${error.instancePath}/${String(error.params['additionalProperty'])}`);
    else if (newer && ADDED_BY_NEWER.includes(error.keyword)) unknown.push(error.instancePath);
    else if (error.keyword !== 'if')
      violations.push({ pointer: error.instancePath, reason: reasonOf(error), keyword: error.keyword });
  }
  return { violations, unknown };
}

function reasonOf(error: ErrorObject): string {
  if (error.keyword === 'enum')
    return `must be one of ${(error.params['allowedValues'] as readonly unknown[]).map(String).join(', ')}`;
  if (error.keyword === 'pattern' && error.params['pattern'] === PLAIN_NAME)
    return 'must hold no line break and no other control character';
  return error.message ?? error.keyword;
}
