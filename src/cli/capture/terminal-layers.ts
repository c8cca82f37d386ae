/** The recorded shells become terminals, and one list of their commands. */
import { join } from 'node:path';
import type { CommandRecord, Layer } from '../../schema/generated/types.ts';
import type { BundleFiles } from './bundle-files.ts';
import { placesOf } from './capture-folder.ts';
import type { CaptureTimes, Span } from './capture-times.ts';
import { textOf } from './jsonl-file.ts';
import { readCommands, readRecordedCast } from './shell-records.ts';

export interface MadeTerminal {
  /** As the journal calls its recorder. */
  readonly recorder: string;
  readonly layer: Layer;
  readonly span: Span;
  /** Its recorder, while the shell went on or with it. */
  readonly hasDied: boolean;
  readonly commands: readonly CommandRecord[];
}

/** The terminals in the order in which they were opened; `recorders`: their names in the journal. */
export async function makeTerminals(
  times: CaptureTimes,
  folder: string,
  recorders: readonly string[],
  files: BundleFiles,
): Promise<readonly MadeTerminal[]> {
  const made: MadeTerminal[] = [];
  for (const recorder of recorders) {
    const [run] = times.runsOf(recorder);
    const cast = run && readRecordedCast(textOf(join(folder, run.file)));
    if (!run || !cast) continue;
    const id = made.length === 0 ? 'terminal' : `terminal-${made.length + 1}`;
    const path = await files.write(`layers/${id}/session.cast`, cast.text, 'application/x-asciicast');
    const log = textOf(join(placesOf(folder).raw, `${recorder}.tsv`));
    const start = Math.max(0, times.ofMonotonic(cast.zero));
    const end = Math.max(run.end ?? 0, start + cast.last);
    made.push({
      ...{ recorder, span: { start, end }, hasDied: run.end === undefined || run.died !== undefined },
      commands: readCommands(log, id, cast, (wall) => Math.max(0, times.ofWall(wall))),
      layer: {
        ...{ id, kind: 'terminal', status: cast.events > 0 ? 'present' : 'empty', paths: [path] },
        ...(cast.events === 0 && { status_note: 'Its shell showed nothing.' }),
        ...{ format: { name: 'asciicast', version: '2' }, actor: 'person', records: cast.events },
        ...{ t_start: start, t_end: end },
        clock: {
          ...{ domain: 'monotonic', native_unit: 's', sync_quality: 'measured' },
          map: [
            {
              ...{ native: 0, trace_us: times.ofMonotonic(cast.zero), uncertainty_us: 1_000 },
              method: 'same machine clock as the trace',
            },
          ],
        },
      },
    });
  }
  return made;
}

/** All commands in the order in which they began, numbered anew. */
export function allCommands(terminals: readonly MadeTerminal[]): readonly CommandRecord[] {
  return terminals
    .flatMap(({ commands }) => commands)
    .sort((a, b) => a.t_start - b.t_start)
    .map((command, index) => ({ ...command, seq: index + 1 }));
}
