/** What was watched in the work tree becomes records: edits, and runs of tests and lint. */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { field, parsedJson, textField } from '../../base/json.ts';
import type { CommandRecord, DiagnosticsRun, EditEvent, TestRun } from '../../schema/generated/types.ts';
import { exists } from '../files.ts';
import type { BundleFiles } from './bundle-files.ts';
import type { CapturePlaces } from './capture-folder.ts';
import type { CaptureTimes } from './capture-times.ts';
import { readLines } from './jsonl-file.ts';
import type { KeptReport } from './report-files.ts';
import type { TreeChange } from './work-tree.ts';

/** Records of the ide_edits layer, in trace time. */
export async function makeEdits(
  times: CaptureTimes,
  { raw }: CapturePlaces,
  commands: readonly CommandRecord[],
  files: BundleFiles,
): Promise<readonly EditEvent[]> {
  const edits: EditEvent[] = [];
  // The lines are those of work-tree.ts.
  const changes = readLines(join(raw, 'edits.jsonl')) as unknown as readonly TreeChange[];
  for (const [index, change] of changes.entries()) {
    const t = Math.max(0, times.ofWall(change.wall));
    if (change.kind === 'commit') {
      edits.push({ t, type: 'commit', commit: change.commit, message: change.message });
      continue;
    }
    const { kind, file, sha256, bytes, binary, diff } = change;
    const kept = sha256 === undefined ? undefined : join(raw, 'saves', sha256);
    const name = `layers/edits/${String(index + 1).padStart(4, '0')}.diff`;
    edits.push({
      ...{ t, type: kind, file, by: commandAt(commands, t) ? 'command' : 'unknown' },
      ...(diff !== undefined && { diff: await files.write(name, diff, 'text/x-diff') }),
      // A machine that died may have lost it.
      ...(kept !== undefined && (await exists(kept)) && { content: await files.blob(await readFile(kept)) }),
      ...(sha256 !== undefined && { sha256 }),
      ...(bytes !== undefined && { bytes }),
      ...(binary === true && { binary }),
    });
  }
  return edits.sort((a, b) => a.t - b.t);
}

export interface MadeReports {
  readonly tests: readonly TestRun[];
  readonly lint: readonly DiagnosticsRun[];
}

/** The reports that were written, each with the command that was running then, if one was. */
export async function makeReports(
  times: CaptureTimes,
  { raw }: CapturePlaces,
  commands: readonly CommandRecord[],
  files: BundleFiles,
): Promise<MadeReports> {
  const tests: TestRun[] = [];
  const lint: DiagnosticsRun[] = [];
  // The lines are those of report-files.ts.
  for (const { wall, file, copy } of readLines(
    join(raw, 'reports.jsonl'),
  ) as unknown as readonly KeptReport[]) {
    const place = join(raw, 'reports', copy);
    const content = (await exists(place)) ? await readFile(place) : undefined;
    const format = content && formatOf(content.toString());
    if (!content || !format) continue;
    const t = Math.max(0, times.ofWall(wall));
    const command = commandAt(commands, t);
    const by = command && { command_seq: command.seq, terminal: command.terminal };
    const layer = format === 'sarif' ? 'lint' : 'tests';
    const type = format === 'junit' ? 'application/xml' : 'application/json';
    const ending =
      extname(copy)
        .toLowerCase()
        .replace(/[^.a-z0-9]/g, '') || '.txt';
    const number = String(tests.length + lint.length + 1).padStart(3, '0');
    const path = await files.write(`layers/${layer}/run-${number}${ending}`, content, type);
    if (format !== 'sarif')
      // When a run began does not stand in its report: with its command, or else it is not known to have lasted.
      tests.push({
        t_start: command?.t_start ?? t,
        t_end: t,
        path,
        format,
        name: command?.command ?? file,
        ...by,
      });
    else {
      const run = (field(parsedJson(content.toString()), 'runs') as readonly unknown[] | undefined)?.[0];
      const tool = textField(run, 'tool', 'driver', 'name');
      lint.push({ t, path, format, ...(tool !== undefined && { tool }), ...by });
    }
  }
  return { tests: tests.sort((a, b) => a.t_start - b.t_start), lint: lint.sort((a, b) => a.t - b.t) };
}

/** The command that is known to have run at a moment, the latest where there are several. */
function commandAt(commands: readonly CommandRecord[], t: number): CommandRecord | undefined {
  return commands.findLast(({ t_start, t_end }) => t_start <= t && t_end !== null && t <= t_end);
}

/** By its content; undefined for what is no report. */
function formatOf(text: string): 'junit' | 'ctrf' | 'sarif' | undefined {
  if (/^\uFEFF?\s*<(?:\?xml|testsuites?\b)/.test(text))
    return /<testsuites?\b/.test(text) ? 'junit' : undefined;
  const value = parsedJson(text.replace(/^\uFEFF/, ''));
  if (Array.isArray(field(value, 'runs'))) return 'sarif';
  return field(value, 'results', 'tests') === undefined ? undefined : 'ctrf';
}
