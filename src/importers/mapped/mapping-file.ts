/** Mapping files: read, and checked as far as that goes without a file of the format. Pure. */
import { TraceError } from '../../base/errors.ts';
import { checkRecord } from '../../schema/check.ts';
import { mapping as validator } from '../../schema/generated/mapping-validators.js';
import type { MappingFile } from '../../schema/generated/types.ts';
import { field, parsedJson } from '../../base/json.ts';
import { checkExpression } from './evaluate.ts';

/** UTF-16 units of a mapping file, at most. */
const MAX_LENGTH = 4_000_000;

/** `source`: its name, for errors. Throws `mapping-invalid`. */
export function parseMapping(text: string, source: string): MappingFile {
  const refuse = (at: string, reason: string): never => {
    throw new TraceError('mapping-invalid', { source, at, reason });
  };
  if (text.length > MAX_LENGTH) refuse('it', `has more than ${MAX_LENGTH} characters`);
  const value = parsedJson(text.replace(/^\uFEFF/, ''));
  if (value === undefined) refuse('it', 'is no JSON');
  if (field(field(value, 'schema'), 'name') !== 'playhead-mapping')
    refuse('schema.name', 'is not playhead-mapping');
  const { violations, unknown } = checkRecord(validator, value);
  const [first] = violations;
  if (first) refuse(dotted(first.pointer), first.reason);
  const [stranger] = unknown;
  if (stranger !== undefined)
    refuse(dotted(stranger), 'is no key of a mapping file: is it a mistake in writing?');
  // Its schema was checked just above.
  const mapping = value as MappingFile;
  if (!mapping.import && !mapping.export) refuse('it', 'has neither import nor export');
  for (const [at, expression] of expressionsOf(mapping)) checkExpression(expression, { source, at });
  return mapping;
}

/** Every expression with its place. */
function expressionsOf({ import: from, export: to }: MappingFile): readonly (readonly [string, string])[] {
  const found: [string, string | undefined][] = [
    ['export.content', to?.content],
    ['import.time.zero', from?.time.zero],
    ...(from?.layers ?? []).map(({ content }, index): [string, string] => [
      `import.layers[${index}].content`,
      content,
    ]),
  ];
  for (const name of ['when', 'version', 'duration', 'task', 'outcome', 'actors', 'unmapped'] as const)
    found.push([`import.${name}`, from?.[name]]);
  return found.flatMap(([at, expression]) => (expression === undefined ? [] : [[at, expression] as const]));
}

/** A JSON pointer as people write it: `import.layers[0].kind`. */
export function dotted(pointer: string): string {
  const path = pointer
    .slice(1)
    .split('/')
    .map((part) =>
      /^\d+$/.test(part) ? `[${part}]` : `.${part.replaceAll('~1', '/').replaceAll('~0', '~')}`,
    )
    .join('')
    .replace(/^\./, '');
  return path === '' || path === '.' ? 'it' : path;
}
