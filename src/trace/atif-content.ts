/** What steps and results of an agent's run say: texts and pictures. Pure. */
import type { ContentPart } from './agent-steps.ts';
import type { AtifFaults } from './atif-faults.ts';
import { field } from '../base/json.ts';
import { relativePath } from '../base/relative-path.ts';
import { textField } from './json-report.ts';

/** Levels of arguments that are written with indentation: of deeper ones the blanks alone would fill the memory. */
const MAX_LEVELS = 64;

/** A message or a result: a text, a list of parts, or, against the standard, any other value, which is shown as JSON. */
export function contentParts(content: unknown, faults: AtifFaults): readonly ContentPart[] {
  if (content === undefined || content === null || content === '') return [];
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  if (!Array.isArray(content)) return [{ type: 'text', text: indented(content) }];
  return content.map((part: unknown): ContentPart => {
    if (typeof part === 'string') return { type: 'text', text: part };
    faults.known('part', part);
    const text = field(part, 'text');
    if (typeof text === 'string') return { type: 'text', text };
    if (textField(part, 'type') !== 'image') return { type: 'text', text: indented(part) };
    const source = textField(part, 'source', 'path') ?? '';
    return { type: 'image', path: relativePath(source), source: source.slice(0, 200) || 'no path recorded' };
  });
}

/** A value as JSON for people; '' for none. */
export function indented(value: unknown): string {
  if (value === undefined) return '';
  try {
    return JSON.stringify(value, null, isDeep(value) ? undefined : 2);
  } catch (error) {
    return `not shown: ${(error as RangeError).message}`;
  }
}

/** Without recursion: a file may nest as deep as it likes. */
function isDeep(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_LEVELS) return true;
    level = level.flatMap((one): readonly unknown[] =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    );
  }
  return false;
}
