/**
 * Tries every file of a folder of foreign files, and prints docs/FORMATS.md's table: format × file × result.
 *
 *   npx tsx tools/formats.ts DIR                      the table, in Markdown
 *   npx tsx tools/formats.ts DIR --write              puts it between the marks in docs/FORMATS.md
 *   npx tsx tools/formats.ts DIR --but a --but b      without those folders
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeProblem } from '../src/base/describe-error.ts';
import { asTraceError, type TraceError } from '../src/base/errors.ts';
import { formatDuration } from '../src/base/time.ts';
import { unitAt } from '../src/cli/import/foreign-disk.ts';
import { importUnit, importedSource } from '../src/importers/import-unit.ts';
import { recognizeAll, type Recognized } from '../src/importers/detect.ts';
import { openTrace } from '../src/trace/open-trace.ts';
import { IMPORT_TOOLS } from '../src/trace/import-tools.ts';

const DOCS = 'docs/FORMATS.md';
const [BEGIN, END] = ['<!-- table: made by tools/formats.ts -->', '<!-- end of the table -->'] as const;

interface Row {
  readonly file: string;
  readonly format: string;
  readonly result: string;
}

async function rowOf(recognized: Recognized): Promise<Row> {
  const { unit, format, version } = recognized;
  const named = { file: unit.label, format: [format, version].filter(Boolean).join(' ') };
  try {
    const imported = await importUnit(recognized, IMPORT_TOOLS);
    const trace = await openTrace(importedSource(imported, unit.label));
    const { manifest, losses } = imported;
    const length = losses.time.quality === 'order_only' ? 'order only' : formatDuration(trace.duration);
    const layers = manifest.layers.map(({ id, status }) => (status === 'present' ? id : `${id} (${status})`));
    const lost = losses.entries.reduce((sum, { count }) => sum + count, 0);
    return {
      ...named,
      result: [`opens: ${length}`, layers.join(', ') || 'no layers', ...told(lost)].join('; '),
    };
  } catch (error) {
    return { ...named, result: `refused: ${describeProblem(asTraceError(error)).title}` };
  }
}

function told(losses: number): readonly string[] {
  if (losses === 0) return [];
  return [losses === 1 ? '1 loss told' : `${losses} losses told`];
}

/** Of all the reasons the one of the format that its folder is called after. */
function whyNot(label: string, error: TraceError): string {
  const { title, more = [] } = describeProblem(error);
  if (error.code !== 'import-refused') return title;
  const [word = ''] = label.split(/[^a-z]/i);
  const said = more.find((one) => one.toLowerCase().startsWith(`no ${word}`));
  return said ?? 'no format takes it.';
}

async function rows(folder: string, but: readonly string[]): Promise<readonly Row[]> {
  const whole = await unitAt(folder);
  const files = new Map([...whole.files].filter(([path]) => !but.some((one) => path.startsWith(`${one}/`))));
  const { recognized, refused, bundles } = await recognizeAll({ ...whole, files });
  const found: Row[] = [
    ...refused.map(({ unit, error }) => ({
      file: unit.label,
      format: '–',
      result: `refused: ${whyNot(unit.label, error)}`,
    })),
    ...bundles.map(({ label }) => ({ file: label, format: 'bundle', result: 'is a bundle already' })),
  ];
  for (const one of recognized) found.push(await rowOf(one));
  return found.sort((a, b) => (a.file < b.file ? -1 : 1));
}

function table(all: readonly Row[]): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const lines = all.map(({ file, format, result }) => `| ${[file, format, result].map(cell).join(' | ')} |`);
  return ['| file | format | result |', '| --- | --- | --- |', ...lines].join('\n');
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    write: { type: 'boolean', default: false },
    but: { type: 'string', multiple: true, default: [] },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error('Usage: npx tsx tools/formats.ts DIR [--write] [--but FOLDER]');
const made = table(await rows(folder, values.but));
if (values.write) {
  const text = readFileSync(DOCS, 'utf8');
  const [before = '', rest = ''] = text.split(BEGIN);
  const [, after = ''] = rest.split(END);
  writeFileSync(DOCS, `${before}${BEGIN}\n\n${made}\n\n${END}${after}`);
} else console.log(made);
