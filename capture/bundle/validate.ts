import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsModule from 'ajv-formats';

// CommonJS whose default export stands one level down, which its types do not say.
const formats = (formatsModule as unknown as { default: (ajv: Ajv2020) => void }).default;
const SCHEMAS = join(import.meta.dirname, '../../public/schema');
const JSON_LINES = [
  'input_events',
  'commands',
  'browser_events',
  'ide_edits',
  'test_runs',
  'diagnostics',
  'annotations',
];

interface ManifestShape {
  readonly layers: readonly {
    readonly id: string;
    readonly kind: string;
    readonly paths?: readonly string[];
  }[];
}

/** Checks the manifest and every line of every JSON Lines layer; gives what is wrong, in words. */
export function validateBundle(folder: string): string[] {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  formats(ajv);
  const check = (schema: string): ((value: unknown) => string | undefined) => {
    const validate = ajv.compile(JSON.parse(readFileSync(join(SCHEMAS, schema), 'utf8')) as object);
    return (value) => (validate(value) ? undefined : ajv.errorsText(validate.errors));
  };
  const manifest = JSON.parse(readFileSync(join(folder, 'trace_schema_v2.json'), 'utf8')) as ManifestShape;
  const problems: string[] = [];
  const report = (where: string, problem: string | undefined): void => {
    if (problem !== undefined) problems.push(`${where}: ${problem}`);
  };
  report('trace_schema_v2.json', check('trace_schema_v2.json')(manifest));
  for (const { kind, paths = [] } of manifest.layers) {
    if (!JSON_LINES.includes(kind)) continue;
    const checkLine = check(`${kind}.v1.json`);
    for (const path of paths) {
      const lines = readFileSync(join(folder, path), 'utf8').trimEnd().split('\n');
      for (const [index, line] of lines.entries())
        report(`${path}:${index + 1}`, checkLine(JSON.parse(line)));
    }
    ajv.removeSchema();
  }
  return problems;
}
