import type { Rehearsal } from '../../capture/rehearsal.ts';

/** `phase: exit code` of the commands that begin so, in order. */
export function endsOf({ commands }: Pick<Rehearsal, 'commands'>, wanted: string): readonly string[] {
  return commands
    .filter(({ command }) => command.startsWith(wanted))
    .map(({ phase, exitCode }) => `${phase}: ${exitCode}`);
}
