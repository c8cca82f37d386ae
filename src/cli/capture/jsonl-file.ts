/** Lines of JSON that survive whoever writes them. */
import { appendFileSync, readFileSync } from 'node:fs';
import { isObject, parsedJson } from '../../base/json.ts';
import { isMissing } from '../fs-bundle.ts';

export function appendLine(path: string, record: object): void {
  appendFileSync(path, `${JSON.stringify(record)}\n`, { flush: true });
}

/** All whole lines, in order; none where there is no file. */
export function readLines(path: string): readonly Readonly<Record<string, unknown>>[] {
  return textOf(path)
    .split('\n')
    .map(parsedJson)
    .filter((value) => isObject(value));
}

/** Text of a file; nothing where there is none. */
export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return '';
    throw error;
  }
}
