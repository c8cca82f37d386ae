/**
 * Makes the TypeScript types and the validators of `src/schema/generated/` from the published JSON Schemas. The
 * validators are plain code, since the page's policy forbids `eval`. With `--check`: compares only, exit 1 if stale.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync, existsSync } from 'node:fs';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import standaloneModule from 'ajv/dist/standalone/index.js';
import formatsModule from 'ajv-formats';
import { compile, type JSONSchema } from 'json-schema-to-typescript';

const SCHEMAS = 'public/schema';
const OUTPUT = 'src/schema/generated';
// Both are CommonJS whose default export stands one level down, which their types do not say.
const standaloneCode = (standaloneModule as unknown as { default: typeof standaloneModule }).default;
const addFormats = (formatsModule as unknown as { default: (ajv: Ajv2020) => void }).default;
const HEADER = '// Generated from public/schema by `npm run generate`; do not edit.\n';

interface Source {
  readonly name: string;
  readonly schema: JSONSchema & { readonly $id: string };
}

function readSources(): readonly Source[] {
  return readdirSync(SCHEMAS)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: file.startsWith('trace_schema') ? 'manifest' : file.replace(/\.v\d+\.json$/, ''),
      schema: JSON.parse(readFileSync(`${SCHEMAS}/${file}`, 'utf8')) as Source['schema'],
    }));
}

/** ajv's standalone output mixes `require` into its ES modules; this turns those calls into imports. */
function requireToImport(code: string): string {
  const imports: string[] = [];
  const body = code.replace(
    /const (\w+) = require\("([^"]+)"\)([^;]*);/g,
    (_, name: string, from: string, member: string) => {
      imports.push(`import ${name}Module from '${from}.js';`);
      // In Node the default import of CommonJS is the module itself; bundlers may unwrap it.
      const path = member.replace(/^\.default/, '');
      return `const ${name} = (${name}Module.default ?? ${name}Module)${path};`;
    },
  );
  return imports.join('\n') + '\n' + body;
}

/** Errors are added to those that there are: ajv copies all of them for each item, which a hostile file makes quadratic. */
function gathering(code: string): string {
  const body = code.replace(/vErrors\.concat\((\w+\.errors)\)/g, 'added(vErrors, $1)');
  return `${body}\nfunction added(all, more) { for (const one of more) all.push(one); return all; }\n`;
}

/** Without prose, and with the tag (`kind` or `type`) by which ajv picks the one variant that an event claims to be. */
function forValidation(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(forValidation);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node)
    .filter(([key, value]) => !((key === 'description' || key === 'title') && typeof value === 'string'))
    .map(([key, value]) => [key, forValidation(value)] as const);
  const copy: Record<string, unknown> = Object.fromEntries(entries);
  if (Array.isArray(copy['oneOf'])) {
    const [first] = copy['oneOf'] as readonly { readonly properties: object }[];
    const tag = first && 'kind' in first.properties ? 'kind' : 'type';
    Object.assign(copy, { type: 'object', discriminator: { propertyName: tag }, required: [tag] });
  }
  return copy;
}

/** The sections that the reader checks one by one, so that a broken one costs no other. */
const SECTIONS = [
  'schema',
  'clock',
  'session',
  'task',
  'layer',
  'file',
  'outcome',
  'provenance',
  'privacy',
  'qc',
];

function validators(sources: readonly Source[]): string {
  const ajv = new Ajv2020({
    code: { source: true, esm: true },
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
    inlineRefs: false,
    discriminator: true,
    verbose: false,
    messages: true,
  });
  addFormats(ajv);
  const refs: Record<string, string> = {};
  for (const { name, schema } of sources) {
    ajv.addSchema(forValidation(schema) as AnySchemaObject);
    refs[name] = schema.$id;
    if (name === 'manifest')
      for (const section of SECTIONS) refs[`manifest_${section}`] = `${schema.$id}#/$defs/${section}`;
  }
  return HEADER + requireToImport(gathering(standaloneCode(ajv, refs)));
}

/** Scalars stand where they are used, and prose beside a reference goes: both would make a type for each use. */
function forTypes(node: unknown, definitions: Readonly<Record<string, JSONSchema>>): unknown {
  if (Array.isArray(node)) return node.map((item) => forTypes(item, definitions));
  if (typeof node !== 'object' || node === null) return node;
  const { $ref, ...rest } = node as { $ref?: string };
  if ($ref !== undefined) {
    const target = definitions[$ref.replace('#/$defs/', '')];
    if (!target || target.type === 'object' || target.enum) return { $ref };
    const { title: _, ...scalar } = target;
    return forTypes({ ...scalar, ...rest }, definitions);
  }
  const open = openEnum(node);
  if (open) return open;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => key !== 'allOf')
      .map(([key, value]) => [key, forTypes(value, definitions)]),
  );
}

/** "One of these names, or x-NAME" as a type that still lists the names. */
function openEnum({ type, anyOf, description }: JSONSchema): object | undefined {
  const names = anyOf?.find((option) => option.enum)?.enum;
  if (type !== 'string' || !names) return undefined;
  return {
    description,
    tsType: [...names.map((name) => `'${name as string}'`), '`x-${string}`'].join(' | '),
  };
}

async function types(sources: readonly Source[]): Promise<string> {
  const parts: string[] = [];
  for (const { schema } of sources) {
    const definitions = (schema as { $defs?: Record<string, JSONSchema> }).$defs ?? {};
    parts.push(
      await compile(forTypes(schema, definitions) as JSONSchema, schema.title ?? '', {
        bannerComment: '',
        additionalProperties: false,
        ignoreMinAndMaxItems: true,
        unreachableDefinitions: false,
        format: true,
        style: { singleQuote: true, printWidth: 110 },
      }),
    );
  }
  return (
    HEADER +
    parts
      .join('\n')
      .replace(/^( +)(\w+\??:)(?=\s)/gm, '$1readonly $2')
      .replace(/: (\([^\n]+\)|[\w'"| ]+)\[\];/g, ': readonly $1[];')
  );
}

function declarations(code: string): string {
  const names = [...code.matchAll(/export const (\w+) =/g)].map((match) => match[1] ?? '');
  return (
    HEADER +
    "import type { ErrorObject } from 'ajv';\n\n" +
    'interface Validator {\n  (data: unknown): boolean;\n  errors?: readonly ErrorObject[] | null;\n}\n\n' +
    names.map((name) => `export const ${name}: Validator;\n`).join('')
  );
}

const sources = readSources();
/** Apart: no bundler tells which of one file are called, and what opens a trace judges none and lists or signs none. */
const APART: Readonly<Record<string, (name: string) => boolean>> = {
  qc: (name) => name.startsWith('qc_'),
  batch: (name) => name.startsWith('batch'),
  review: (name) => name === 'review' || name === 'rubric',
  sign: (name) => name === 'signoff' || name === 'keys' || name === 'gold',
  verification: (name) => name === 'verification',
  redaction: (name) => name === 'redaction_plan',
  client: (name) => name === 'client',
  loss: (name) => name === 'loss_report',
  training: (name) => name === 'training_step',
  mapping: (name) => name === 'mapping',
  capture: (name) => name === 'capture',
  samples: (name) => name === 'samples',
};
const isApart = ({ name }: Source): boolean => Object.values(APART).some((holds) => holds(name));
const traceCode = validators(sources.filter((source) => !isApart(source)));
const outputs: Record<string, string> = {
  'types.ts': await types(sources),
  'validators.js': traceCode,
  'validators.d.ts': declarations(traceCode),
};
for (const [group, holds] of Object.entries(APART)) {
  const code = validators(sources.filter(({ name }) => holds(name)));
  outputs[`${group}-validators.js`] = code;
  outputs[`${group}-validators.d.ts`] = declarations(code);
}
const stale = Object.entries(outputs).filter(([file, text]) => {
  const path = `${OUTPUT}/${file}`;
  return !existsSync(path) || readFileSync(path, 'utf8') !== text;
});
if (process.argv.includes('--check')) {
  if (stale.length > 0) {
    console.error(`Stale: ${stale.map(([file]) => file).join(', ')}. Run \`npm run generate\` and commit.`);
    process.exitCode = 1;
  }
} else {
  mkdirSync(OUTPUT, { recursive: true });
  for (const [file, text] of stale) writeFileSync(`${OUTPUT}/${file}`, text);
  console.log(stale.length > 0 ? `Wrote ${stale.map(([file]) => file).join(', ')}.` : 'Up to date.');
}
