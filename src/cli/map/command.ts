/** `playhead map`: mapping files of clients' own formats, checked and kept. */
import { describeProblem } from '../../base/describe-error.ts';
import { asTraceError } from '../../base/errors.ts';
import {
  badArguments,
  FAILED,
  noArgument,
  OK,
  onlyArgument,
  parse,
  type Command,
  type Output,
} from '../command.ts';
import { problemLines } from '../report.ts';
import { MAP_TIMEOUT_HELP, mapTimeoutOf, withEvaluateThread } from './evaluate-thread.ts';
import { loadMapping, saveMapping, savedNames } from './mapping-store.ts';
import { tryMapping, type Tried } from './try-mapping.ts';

const CHECK = `Usage: playhead map check MAPPING [SAMPLE] [options]

Checks a mapping (a file, or the name of a saved one). With SAMPLE, a file of the format, it is tried on that: what becomes of
it is told layer by layer, with all that the schema refuses; and where the mapping writes the format, too, what differs
when the sample is written back. Nothing is written.

  --map-timeout N   ${MAP_TIMEOUT_HELP}

Exit code: 0 it can be used, and writes back what it reads; 1 it does not.`;

const SAVE = `Usage: playhead map save NAME FILE [--force]

Keeps the mapping in FILE under NAME, in the user's folder of settings: --map NAME then uses it.

  --force   replace the mapping of this name`;

const checkCommand: Command = {
  name: 'check',
  summary: 'check a mapping, and try it on a file',
  help: CHECK,
  run: async (args, output) => {
    const { values, positionals } = parse(args, { 'map-timeout': { type: 'string' } });
    const [file, sample, ...others] = positionals;
    const timeout = mapTimeoutOf(values['map-timeout']);
    if (file === undefined) throw badArguments('The mapping is missing');
    noArgument(others);
    const mapping = await loadMapping(file);
    if (sample === undefined) {
      const does = [mapping.import && 'reads', mapping.export && 'writes'].filter(Boolean).join(' and ');
      output.print(`${file} is valid: it ${does} ${mapping.title}. Name a file of the format to try it on.`);
      return OK;
    }
    const tried = await withEvaluateThread(timeout, (evaluate) => tryMapping(mapping, sample, evaluate));
    return tell(tried, output);
  },
};

function tell({ layers, problems, losses, refused, differences }: Tried, output: Output): number {
  for (const { id, kind, status, items } of layers)
    output.print(
      `  ${id} (${kind.replaceAll('_', ' ')}): ${status}${items === undefined ? '' : `, ${items} items`}`,
    );
  for (const { kind, what, count } of losses) output.print(`  ${kind}: ${what} (${count}×)`);
  for (const error of refused) {
    const { title, advice } = describeProblem(error);
    output.warn(`${title} ${advice}`);
  }
  for (const line of problemLines(problems)) output.warn(line);
  if (differences?.length === 0) output.print('Written back, it is the same.');
  for (const pointer of differences ?? []) output.warn(`Written back, it differs at ${pointer}.`);
  const isBroken = refused.length > 0 || problems.some(({ severity }) => severity === 'error');
  return isBroken || (differences?.length ?? 0) > 0 ? FAILED : OK;
}

const saveCommand: Command = {
  name: 'save',
  summary: 'keep a mapping under a name',
  help: SAVE,
  run: async (args, output) => {
    const { values, positionals } = parse(args, { force: { type: 'boolean', default: false } });
    const [name, ...rest] = positionals;
    if (name === undefined) throw badArguments('The name is missing');
    output.print(await saveMapping(name, onlyArgument(rest, 'The mapping file'), values.force));
    return OK;
  },
};

const listCommand: Command = {
  name: 'list',
  summary: 'the mappings that are saved',
  help: 'Usage: playhead map list\n\nPrints the names of the mappings that are saved, with their formats.',
  run: async (args, output) => {
    parse(args, {});
    for (const name of await savedNames()) {
      try {
        output.print(`${name}  ${(await loadMapping(name)).title}`);
      } catch (error) {
        output.warn(`${name}  ${describeProblem(asTraceError(error)).title}`);
      }
    }
    return OK;
  },
};

const COMMANDS = [checkCommand, saveCommand, listCommand];

const HELP = `Usage: playhead map COMMAND

Mappings say how a client's own format becomes a bundle, and a bundle that format: docs/MAPPING.md.

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(6)}  ${summary}`).join('\n')}`;

export const mapCommand: Command = {
  name: 'map',
  summary: "check and keep mappings of clients' own formats",
  commands: COMMANDS,
  help: HELP,
  run: (args) => {
    const [name] = args;
    throw badArguments(
      name === undefined
        ? 'A command is missing: check, save or list'
        : `${JSON.stringify(name)} is none of check, save and list`,
    );
  },
};
