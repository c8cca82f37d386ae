/** `playhead import`: other formats become bundles. */
import { join } from 'node:path';
import { describeProblem } from '../../base/describe-error.ts';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import { append } from '../../base/long-lists.ts';
import { formatDuration } from '../../base/time.ts';
import { recognizeAll, type Recognized } from '../../importers/detect.ts';
import type { ForeignUnit } from '../../importers/foreign.ts';
import { importUnit } from '../../importers/import-unit.ts';
import type { Importer } from '../../importers/importer.ts';
import { mappedImporter } from '../../importers/mapped/index.ts';
import { IMPORTERS } from '../../importers/registry.ts';
import type { Layer, LossReport, Manifest } from '../../schema/generated/types.ts';
import { badArguments, CommandError, FAILED, OK, parse, type Command, type Output } from '../command.ts';
import { isFree, withNewFolder } from '../files.ts';
import { MAP_TIMEOUT_HELP, mapTimeoutOf, withEvaluateThread } from '../map/evaluate-thread.ts';
import { loadMapping } from '../map/mapping-store.ts';
import { bundleNames } from './bundle-names.ts';
import { unitAt } from './foreign-disk.ts';
import { writeBundle } from './write-bundle.ts';
import { IMPORT_TOOLS } from '../../trace/import-tools.ts';

const ID_WIDTH = Math.max(...IMPORTERS.map(({ id }) => id.length));

const HELP = `Usage: playhead import FILE... -o DIR [options]

Makes bundles of recordings and logs in other formats. A format is told by content, never by name; a folder that is one
recording becomes one bundle, and of any other folder each file in it. What could not be carried over, and how times were
mapped, stands in each bundle's loss report. Nothing is made up: what the original does not tell stays unknown.

Formats:
${IMPORTERS.map(({ id, title }) => `  ${id.padEnd(ID_WIDTH)}  ${title}`).join('\n')}

  -o, --output DIR   one recording: the bundle's folder; several: a folder of bundles. New or empty
  --map NAME|FILE    of a client's own format, by a mapping: one that was saved, or its file; see playhead map
  --map-timeout N    ${MAP_TIMEOUT_HELP}
  --json             print one JSON object a line: what each became

Exit code: 0 everything was imported, 1 something was not, 2 wrong command line.`;

export const importCommand: Command = {
  name: 'import',
  summary: 'make bundles of recordings and logs in other formats',
  help: HELP,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      output: { type: 'string', short: 'o' },
      map: { type: 'string' },
      'map-timeout': { type: 'string' },
      json: { type: 'boolean', default: false },
    });
    if (positionals.length === 0) throw badArguments('No file is given: name what is to be imported');
    const folder = values.output;
    if (folder === undefined) throw badArguments('-o DIR is missing: name the folder of the new bundle');
    if (!(await isFree(folder)))
      throw new CommandError(`${folder} is not empty: choose another folder with -o.`);
    const timeout = mapTimeoutOf(values['map-timeout']);
    const tell = values.json ? toJson(output) : toPeople(output);
    if (values.map === undefined) return importAll(positionals, folder, IMPORTERS, tell);
    const mapping = await loadMapping(values.map);
    return withEvaluateThread(timeout, (evaluate) =>
      importAll(positionals, folder, [mappedImporter(mapping, evaluate)], tell),
    );
  },
};

/** What is told of each trace. */
interface Teller {
  imported(label: string, place: string, manifest: Manifest, losses: LossReport): void;
  isBundle(label: string): void;
  refused(label: string, error: TraceError): void;
  /** At the end of several. */
  all(counts: Counts): void;
}

interface Counts {
  readonly done: number;
  /** Of these, how many have parts that could not be read. */
  readonly broken: number;
  readonly failed: number;
  readonly bundles: number;
}

async function importAll(
  paths: readonly string[],
  folder: string,
  importers: readonly Importer[],
  tell: Teller,
): Promise<number> {
  const found: Recognized[] = [];
  let [done, broken, failed, bundles] = [0, 0, 0, 0];
  const refuse = ({ label }: ForeignUnit, error: TraceError): void => {
    failed += 1;
    tell.refused(label, error);
  };
  for (const path of paths) {
    const content = await recognizeAll(await unitAt(path), importers);
    append(found, content.recognized);
    for (const unit of content.bundles) tell.isBundle(unit.label);
    bundles += content.bundles.length;
    for (const { unit, error } of content.refused) refuse(unit, error);
  }
  const names = bundleNames(found.map(({ unit }) => unit));
  for (const [index, one] of found.entries()) {
    const place = found.length === 1 ? folder : join(folder, names[index] ?? '');
    try {
      const imported = await withNewFolder(place, async (fresh) => {
        const made = await importUnit(one, IMPORT_TOOLS);
        await writeBundle(made, fresh);
        return made;
      });
      tell.imported(one.unit.label, place, imported.manifest, imported.losses);
      done += 1;
      if (imported.losses.entries.some(({ kind }) => kind === 'unreadable')) broken += 1;
    } catch (error) {
      refuse(one.unit, asTraceError(error));
    }
  }
  if (done + failed + bundles > 1) tell.all({ done, broken, failed, bundles });
  return failed > 0 || found.length === 0 ? FAILED : OK;
}

function toPeople(output: Output): Teller {
  return {
    imported(label, place, { clock, layers }, { format, format_version: version, time, entries }) {
      // A layer without times, as a report of tests, may stand beside others.
      const length = time.quality === 'order_only' ? 'order only, no times' : formatDuration(clock.duration);
      output.print(`${label}: ${[format, version].filter(Boolean).join(' ')} → ${place} (${length})`);
      output.print(`  layers: ${layers.map(wordsOf).join(', ') || 'none'}`);
      output.print(`  times: ${time.method}`);
      for (const { kind, what, count, example } of entries)
        output.print(`  ${kind}: ${what} (${count}${example === undefined ? '' : `, first: ${example}`})`);
    },
    isBundle: (label) => output.print(`${label}: is a bundle already`),
    refused(label, error) {
      const { title, advice, more = [] } = describeProblem(error);
      output.warn(`${label}: ${title} ${advice}`.trim());
      for (const reason of more) output.warn(`  ${reason}`);
    },
    all({ done, broken, failed, bundles }) {
      const parts = [
        `${done} imported${broken > 0 ? ` (${broken} with parts that could not be read)` : ''}`,
        failed > 0 && `${failed} refused`,
        bundles > 0 && (bundles === 1 ? '1 a bundle already' : `${bundles} bundles already`),
      ];
      output.print(`${parts.filter((part) => part !== false).join(', ')}.`);
    },
  };
}

/** Its id, with what became of it where it has nothing to show. */
function wordsOf({ id, status }: Layer): string {
  return status === 'present' ? id : `${id} (${status.replaceAll('_', ' ')})`;
}

function toJson(output: Output): Teller {
  const line = (object: object): void => output.print(JSON.stringify(object));
  return {
    imported: (source, bundle, { clock }, losses) =>
      line({ source, bundle, duration_us: clock.duration, losses }),
    isBundle: (source) => line({ source, is_bundle: true }),
    refused: (source, { code, details }) => line({ source, code, details }),
    // Whoever reads the lines can count them.
    all: () => undefined,
  };
}
