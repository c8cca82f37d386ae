/** A trace's data in a client's own format, as a mapping says. */
import { TraceError } from '../../base/errors.ts';
import type { MappingFile } from '../../schema/generated/types.ts';
import { evaluate as evaluateHere, type Evaluate } from './evaluate.ts';

/** The text of the file. `data`: see `traceData` of the exporters. Rejects with `mapping-invalid`. */
export async function writtenBy(
  { name: source, export: rules }: MappingFile,
  data: unknown,
  evaluate: Evaluate = evaluateHere,
): Promise<string> {
  const at = 'export.content';
  if (!rules)
    throw new TraceError('mapping-invalid', { source, at: 'export', reason: 'is missing: it only imports' });
  const value = await evaluate(rules.content, data, { source, at });
  if (value === undefined) throw new TraceError('mapping-invalid', { source, at, reason: 'gives nothing' });
  if (rules.form === 'json') return `${JSON.stringify(value, null, 2)}\n`;
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return list.map((line) => `${JSON.stringify(line)}\n`).join('');
}
