/** All that tells of a decision, from every layer but speech and notes (rule set C.2). */
import { lastAtMost } from '../../base/search-sorted.ts';
import { fromSeconds, type TimeRange } from '../../base/time.ts';
import { isFileEdit } from '../../trace/edit-events.ts';
import { callRef } from '../../trace/agent-steps.ts';
import type { TimedEdit } from '../../trace/layers.ts';
import {
  commandActions,
  navigationActions,
  testActions,
  type CommandAction,
  type NavigationAction,
} from '../actions.ts';
import { placed, type Facts } from '../facts.ts';
import type { ParametersOf } from '../parameters.ts';
import { instant } from '../spans.ts';
import { begins, partsOf, runs } from './command-line.ts';
import { doersOf } from './doers.ts';
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
  const doer = doersOf(facts);
  const commands = commandActions(facts).map((one) => ({ ...one, agent: doer(one.layer, one.item.call) }));
  const pages = navigationActions(facts).map((one) => ({
    ...one,
    agent: doer(one.layer, callRef(one.item.event)),
  }));
  const edits = placed(facts.edits).map(({ layer, item: { time, event } }) => ({
    time,
    event,
    agent: doer(layer, callRef(event)),
  }));
  const { bursts, returns } = await editBursts(
    facts,
    fromSeconds(parameters.burst_gap_s),
    edits.map(({ agent }) => agent),
  );
  const claims = claimSigns(edits, commands, parameters.submit_commands);
  const signs = [
    ...commandSigns(commands, parameters),
    ...pages.map((page) => sign('navigation', page, page.url)),
    ...toolSwitches(facts, fromSeconds(parameters.dwell_s), doer),
    ...burstSigns(bursts, parameters),
    ...testActions(facts).map(({ layer, range, item }) =>
      sign('test-run', { range, agent: doer(layer, undefined) }, `test ${item.name ?? ''}`),
    ),
    ...returns.map((one) => sign('revert', one, one.file)),
    ...strategySigns(edits, pages, commands),
    ...claims,
  ];
  const last = [...signs].sort((a, b) => a.range.end - b.range.end).at(-1);
  const isClaimed = facts.manifest.outcome.completion === 'completed';
  return claims.length === 0 && isClaimed && last ? [...signs, sign('claim', last, 'done')] : signs;
}

/** When something was done, and by which agent, if by one. */
interface Act {
  readonly range: TimeRange;
  readonly agent: string | undefined;
}

type CommandAct = CommandAction & Act;
type PageAct = NavigationAction & Act;
type EditAct = TimedEdit & Pick<Act, 'agent'>;

function sign(kind: Sign['kind'], { range, agent }: Pick<Sign, 'range' | 'agent'>, names: string): Sign {
  return { kind, range, agent, tokens: tokensOf(names) };
}

function commandSigns(
  commands: readonly CommandAct[],
  { trivial_commands, repeat_s, dependency_commands, revert_commands }: SignParameters,
): readonly Sign[] {
  /** When each line was last run. */
  const ran = new Map<string, number>();
  return commands.flatMap((act) => {
    const { command, time } = act.item;
    const before = ran.get(command) ?? -Infinity;
    ran.set(command, time);
    const isTrivial = partsOf(command).every((part) => begins(part, trivial_commands));
    const isRepeated = time - before < fromSeconds(repeat_s);
    return [
      ...(isTrivial || isRepeated ? [] : [sign('command', act, command)]),
      ...(runs(command, dependency_commands) ? [sign('configuration', act, command)] : []),
      ...(runs(command, revert_commands) ? [sign('revert', act, command)] : []),
    ];
  });
}

function burstSigns(
  bursts: readonly EditBurst[],
  { burst_lines, burst_s, config_files }: SignParameters,
): readonly Sign[] {
  return bursts.flatMap((burst) => {
    const { file, range, lines, text } = burst;
    const names = `${file} ${text}`;
    const isLong = lines >= burst_lines || range.end - range.start >= fromSeconds(burst_s);
    return [
      ...(isLong ? [sign('edits', burst, names)] : []),
      ...(isConfig(file, config_files) ? [sign('configuration', burst, names)] : []),
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

interface Step extends Act {
  readonly names: string;
  /** Of a command. */
  readonly line?: string;
}

/** After each command that failed, the first step that is another one. */
function strategySigns(
  edits: readonly EditAct[],
  pages: readonly PageAct[],
  commands: readonly CommandAct[],
): readonly Sign[] {
  const steps: Step[] = [
    ...commands.map(({ item, range, agent }) => ({ range, agent, names: item.command, line: item.command })),
    ...pages.map(({ range, agent, url }) => ({ range, agent, names: url })),
    ...edits.flatMap(({ event, time, agent }) =>
      isFileEdit(event) ? [{ range: instant(time), agent, names: event.file }] : [],
    ),
  ].sort((a, b) => a.range.start - b.range.start);
  const others = nextOthers(steps);
  return commands.flatMap(({ item: { exitCode, command, end, time } }) => {
    if (exitCode === undefined || exitCode === 0) return [];
    const first = lastAtMost(steps.length, (index) => steps[index]?.range.start ?? Infinity, end ?? time) + 1;
    const next = steps[first]?.line === command ? others[first] : steps[first];
    return next ? [sign('strategy', next, next.names)] : [];
  });
}

/** For each step the first after it that is not the same command: one may be tried thousands of times. */
function nextOthers(steps: readonly Step[]): readonly (Step | undefined)[] {
  const others: (Step | undefined)[] = [];
  for (let index = steps.length - 1; index >= 0; index -= 1) {
    const next = steps[index + 1];
    others[index] = next && next.line === steps[index]?.line ? others[index + 1] : next;
  }
  return others;
}

function claimSigns(
  edits: readonly EditAct[],
  commands: readonly CommandAct[],
  submits: readonly string[],
): readonly Sign[] {
  return [
    ...edits.flatMap(({ event, time, agent }) =>
      event.type === 'commit'
        ? [sign('claim', { range: instant(time), agent }, `commit ${event.message ?? ''}`)]
        : [],
    ),
    ...commands.flatMap((act) =>
      runs(act.item.command, submits) ? [sign('claim', act, act.item.command)] : [],
    ),
  ];
}
