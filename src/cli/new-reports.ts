/** Test and lint reports: several files, one layer. */
import { basename } from 'node:path';
import type { BundleFile } from '../schema/generated/types.ts';
import { cleanName, withEnding } from '../bundle/file-name.ts';
import { type NewInput } from './new-inputs.ts';
import { clockOf, readText, type DraftLayer, type LayerWriter } from './new-layers.ts';
import { field } from '../base/json.ts';
import { json } from './other-layers.ts';

/** The one layer of all reports of a kind: a JSON Lines file that names them, each with the time it was given. */
export async function draftReports(
  option: 'junit' | 'sarif',
  inputs: readonly NewInput[],
  writer: LayerWriter,
): Promise<readonly DraftLayer[]> {
  const [first] = inputs;
  if (!first) return [];
  const layer = writer.id(option);
  const files: BundleFile[] = [];
  const lines: string[] = [];
  const kind = option === 'junit' ? 'test_runs' : 'diagnostics';
  for (const [index, input] of [...inputs].sort((a, b) => a.offset - b.offset).entries()) {
    const text = await readText(input);
    const isJson = text.trimStart().startsWith('{');
    const ending = option === 'sarif' ? 'sarif' : isJson ? 'json' : 'xml';
    const name = `${String(index + 1).padStart(3, '0')}-${withEnding(cleanName(basename(input.path)), ending)}`;
    const file = await writer.copy(
      input,
      layer,
      name,
      ending === 'xml' ? 'application/xml' : 'application/json',
    );
    files.push(file);
    // When a run ended does not stand in its report, and is not made up.
    const run = {
      t_start: input.offset,
      t_end: null,
      path: file.path,
      format: isJson ? 'ctrf' : 'junit',
      name: basename(input.path),
    };
    lines.push(
      JSON.stringify(
        option === 'junit'
          ? run
          : { t: input.offset, path: file.path, format: 'sarif', ...toolOf(text, input.path) },
      ),
    );
  }
  const index = await writer.write(
    first,
    layer,
    'runs.jsonl',
    `${lines.join('\n')}\n`,
    'application/x-ndjson',
    lines.length,
  );
  // The offsets stand in the records, so that the layer's own clock is that of the trace.
  const clock = clockOf(
    { ...first, offset: 0, offsetGiven: inputs.every(({ offsetGiven }) => offsetGiven) },
    'monotonic',
    'us',
  );
  const format = { name: `trace-${kind}`, version: '1' };
  return [
    {
      input: first,
      files: [index, ...files],
      layer: {
        id: layer,
        kind,
        status: 'present',
        format,
        paths: [index.path],
        records: lines.length,
        clock,
      },
    },
  ];
}

function toolOf(sarif: string, path: string): { readonly tool?: string } {
  const runs = field(json(sarif, path, 'SARIF'), 'runs');
  const name = Array.isArray(runs) ? field(field(field(runs[0], 'tool'), 'driver'), 'name') : undefined;
  return typeof name === 'string' ? { tool: name } : {};
}
