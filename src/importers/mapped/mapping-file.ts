/** Mapping files: read, and checked but for their expressions, whose language is large. Pure. */
import { TraceError } from '../../base/errors.ts';
import { checkRecord } from '../../schema/check.ts';
import { mapping as validator } from '../../schema/generated/mapping-validators.js';
import type { MappingFile } from '../../schema/generated/types.ts';
import { field, parsedJson } from '../../base/json.ts';
import { jsonFault } from '../../base/json-fault.ts';

/** UTF-16 units of a mapping file, at most. */
const MAX_LENGTH = 4_000_000;

/** The schema's name, by which a mapping file is told. */
const SCHEMA = 'playhead-mapping';

/** What a mapping can be saved by: small letters, digits and dashes, a letter first. */
export const MAPPING_NAME = /^[a-z][a-z0-9-]{0,63}$/;

/** How one begins, where the rest of it is broken. */
const BEGINNING = /^\uFEFF?\s*\{\s*"schema"\s*:\s*\{[^{}]{0,200}"playhead-mapping"/;

/** Whether a file says of itself that it is a mapping; `readMapping` tells whether it is a sound one. */
export function isMappingText(text: string): boolean {
  if (text.length > MAX_LENGTH || !text.includes(SCHEMA)) return false;
  const value = parsedJson(text.replace(/^\uFEFF/, ''));
  return value === undefined ? BEGINNING.test(text) : field(value, 'schema', 'name') === SCHEMA;
}

/** `source`: its name, for errors. Throws `mapping-invalid`. */
export function readMapping(text: string, source: string): MappingFile {
  const refuse = (at: string, reason: string): never => {
    throw new TraceError('mapping-invalid', { source, at, reason });
  };
  if (text.length > MAX_LENGTH) refuse('it', `has more than ${MAX_LENGTH} characters`);
  const json = text.replace(/^\uFEFF/, '');
  const value = parsedJson(json);
  if (value === undefined) refuse('it', `is no JSON${lookAt(json)}`);
  if (field(value, 'schema', 'name') !== SCHEMA) refuse('schema.name', `is not ${SCHEMA}`);
  const { violations, unknown } = checkRecord(validator, value);
  const [first] = violations;
  if (first) refuse(dotted(first.pointer), first.reason);
  const [stranger] = unknown;
  if (stranger !== undefined) refuse(dotted(stranger), 'is no key of a mapping file, or is written wrongly');
  // Its schema was checked just above.
  const mapping = value as MappingFile;
  if (!mapping.import && !mapping.export) refuse('it', 'has neither import nor export');
  return mapping;
}

function lookAt(json: string): string {
  const place = jsonFault(json);
  return place ? `: look at line ${place.line}, column ${place.column}` : '';
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
