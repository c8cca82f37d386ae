import type { TraceError } from '../../base/errors.ts';
import type { MappingFile } from '../../schema/generated/types.ts';
import { onlyFile, type ForeignFile } from '../foreign.ts';
import { declined, found, type Importer } from '../importer.ts';
import { parsedJson } from '../../base/json.ts';
import type { Evaluate } from './evaluate.ts';

/** Bytes of a file of one value that is read to tell what it is. */
const MAX_TOLD = 64 * 1024 * 1024;
/** Letters of what `when` gave that are told. */
const MAX_SHOWN = 60;

/**
 * The importer of a client's own format, as its mapping file says: for `recognizeAll`, instead of those of the registry. A
 * mapping without `import` takes nothing. `evaluate`: what its expressions are evaluated by. `refused` as of `convertMapped`.
 */
export function mappedImporter(
  mapping: MappingFile,
  evaluate: Evaluate = evaluateHere,
  refused?: (error: TraceError) => void,
): Importer {
  const { name, title, import: rules } = mapping;
  return {
    id: name,
    title,
    of: 'file',
    async detect(unit) {
      const file = onlyFile(unit);
      if (!rules) return declined('its mapping says only how it is written');
      if (!file) return declined('it is not one file');
      const input = await firstOf(file, rules.form);
      if (input === undefined)
        return declined(rules.form === 'json' ? 'it is no JSON' : 'its first line is no JSON');
      const told = await evaluate(rules.when, input, { source: name, at: 'import.when' });
      if (told !== true)
        return declined(`import.when of its mapping gives ${inShort(told)} for it, not true`);
      const at = 'import.version';
      const version =
        rules.version === undefined ? null : await evaluate(rules.version, input, { source: name, at });
      return found(name, typeof version === 'string' ? version : null);
    },
    load: async () => {
      const { convertMapped } = await import('./convert.ts');
      return (unit, draft, signal) => convertMapped(mapping, unit, draft, { evaluate, signal, refused });
    },
  };
}

function inShort(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/** In this thread. */
const evaluateHere: Evaluate = async (...asked) => (await import('./evaluate.ts')).evaluate(...asked);

/** What `when` is told by: the whole value, or a list of the first line's alone. */
async function firstOf(file: ForeignFile, form: 'json' | 'json-lines'): Promise<unknown> {
  if (form === 'json') return file.size > MAX_TOLD ? undefined : parsedJson(await file.text());
  const head = await file.headText();
  const first = parsedJson(head.slice(0, head.search(/\r?\n|$/)));
  return first === undefined ? undefined : [first];
}
