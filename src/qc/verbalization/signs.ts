/** All that tells of a decision, from every layer but speech and notes (rule set C.2). */
import { fromSeconds, type TimeRange } from '../../base/time.ts';
import { isFileEdit } from '../../trace/edit-events.ts';
import { commandActions, navigationActions, testActions, type CommandAction } from '../actions.ts';
import { placed, type Facts } from '../facts.ts';
import type { ParametersOf } from '../parameters.ts';
import { instant } from '../spans.ts';
import { begins, partsOf, runs } from './command-line.ts';
import { editBursts, type EditBurst } from './edit-bursts.ts';
import type { Sign } from './moment.ts';
import { toolSwitches } from './tool-switches.ts';
import { tokensOf } from './words.ts';

/** The parameters that moments depend on. */
export const SIGN_PARAMETERS = {
  trivial_commands: 'words',
  repeat_s: 'number',
  dwell_s: 'number',
  burst_gap_s: 'number',
  burst_lines: 'number',
  burst_s: 'number',
  config_files: 'words',
  dependency_commands: 'words',
  revert_commands: 'words',
  submit_commands: 'words',
} as const;

type SignParameters = ParametersOf<typeof SIGN_PARAMETERS>;

export async function signsOf(facts: Facts, parameters: SignParameters): Promise<readonly Sign[]> {
  const commands = commandActions(facts);
  const { bursts, returns } = await editBursts(facts, fromSeconds(parameters.burst_gap_s));
  const claims = claimSigns(facts, commands, parameters.submit_commands);
  const signs = [
    ...commandSigns(commands, parameters),
    ...navigationActions(facts).map(({ range, url }) => sign('navigation', range, url)),
    ...toolSwitches(facts, fromSeconds(parameters.dwell_s)),
    ...burstSigns(bursts, parameters),
    ...testActions(facts).map(({ range, item }) => sign('test-run', range, `test ${item.name ?? ''}`)),
    ...returns.map(({ file, range }) => sign('revert', range, file)),
    ...strategySigns(facts, commands),
    ...claims,
  ];
  const last = signs
    .map(({ range }) => range)
    .sort((a, b) => a.end - b.end)
    .at(-1);
  const isClaimed = facts.manifest.outcome.completion === 'completed';
  return claims.length === 0 && isClaimed && last ? [...signs, sign('claim', last, 'done')] : signs;
}

function sign(kind: Sign['kind'], range: TimeRange, names: string): Sign {
  return { kind, range, tokens: tokensOf(names) };
}

function commandSigns(
  commands: readonly CommandAction[],
  { trivial_commands, repeat_s, dependency_commands, revert_commands }: SignParameters,
): readonly Sign[] {
  /** When each line was last run. */
  const ran = new Map<string, number>();
  return commands.flatMap(({ item: { command, time }, range }) => {
    const before = ran.get(command) ?? -Infinity;
    ran.set(command, time);
    const isTrivial = partsOf(command).every((part) => begins(part, trivial_commands));
    const isRepeated = time - before < fromSeconds(repeat_s);
    return [
      ...(isTrivial || isRepeated ? [] : [sign('command', range, command)]),
      ...(runs(command, dependency_commands) ? [sign('configuration', range, command)] : []),
      ...(runs(command, revert_commands) ? [sign('revert', range, command)] : []),
    ];
  });
}

function burstSigns(
  bursts: readonly EditBurst[],
  { burst_lines, burst_s, config_files }: SignParameters,
): readonly Sign[] {
  return bursts.flatMap(({ file, range, lines, text }) => {
    const names = `${file} ${text}`;
    const isLong = lines >= burst_lines || range.end - range.start >= fromSeconds(burst_s);
    return [
      ...(isLong ? [sign('edits', range, names)] : []),
      ...(isConfig(file, config_files) ? [sign('configuration', range, names)] : []),
    ];
  });
}

/** `*.lock` is an ending, `.github/` a folder, others are names of files. */
function isConfig(file: string, patterns: readonly string[]): boolean {
  const name = file.split('/').at(-1) ?? file;
  return patterns.some((pattern) => {
    if (pattern.startsWith('*')) return name.endsWith(pattern.slice(1));
    return pattern.endsWith('/') ? `/${file}`.includes(`/${pattern}`) : name === pattern;
  });
}

interface Step {
  readonly range: TimeRange;
  readonly names: string;
  /** Of a command. */
  readonly line?: string;
}

/** After each command that failed, the first step that is another one. */
function strategySigns(facts: Facts, commands: readonly CommandAction[]): readonly Sign[] {
  const steps: Step[] = [
    ...commands.map(({ item, range }) => ({ range, names: item.command, line: item.command })),
    ...navigationActions(facts).map(({ range, url }) => ({ range, names: url })),
    ...placed(facts.edits).flatMap(({ item: { event, time } }) =>
      isFileEdit(event) ? [{ range: instant(time), names: event.file }] : [],
    ),
  ].sort((a, b) => a.range.start - b.range.start);
  return commands.flatMap(({ item: { exitCode, command, end, time } }) => {
    if (exitCode === undefined || exitCode === 0) return [];
    const next = steps.find(({ range, line }) => range.start > (end ?? time) && line !== command);
    return next ? [sign('strategy', next.range, next.names)] : [];
  });
}

function claimSigns(
  facts: Facts,
  commands: readonly CommandAction[],
  submits: readonly string[],
): readonly Sign[] {
  return [
    ...placed(facts.edits).flatMap(({ item: { event, time } }) =>
      event.type === 'commit' ? [sign('claim', instant(time), `commit ${event.message ?? ''}`)] : [],
    ),
    ...commands.flatMap(({ item: { command }, range }) =>
      runs(command, submits) ? [sign('claim', range, command)] : [],
    ),
  ];
}
