import type { MappingFile } from '../../schema/generated/types.ts';
import { checkExpression } from './evaluate.ts';
import { readMapping } from './mapping-file.ts';

/** A mapping file whose expressions can be read, too. `source`: its name, for errors. Throws `mapping-invalid`. */
export function parseMapping(text: string, source: string): MappingFile {
  const mapping = readMapping(text, source);
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
