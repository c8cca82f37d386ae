/** A shell of the person, in this terminal, that is recorded. */
import { spawn } from 'node:child_process';
import { basename, join } from 'node:path';
import { CommandError } from '../command.ts';
import { PACKAGE_ROOT } from '../version.ts';
import { placesOf, type RunningCapture } from './capture-folder.ts';
import { loadPlan } from './plan.ts';
import { ask } from './control.ts';
import { nativeProgram } from './native.ts';
import { shellFiles } from './recorders.ts';

/** Resolves with the shell's exit code when it has ended. */
export async function recordedShell({ folder, socket }: RunningCapture): Promise<number> {
  if (!process.stdin.isTTY)
    throw new CommandError('This is no terminal: run it in the one that you work in.');
  const native = await nativeProgram('record-terminal');
  if ('missing' in native) throw new CommandError(`The shell cannot be recorded: ${native.missing}.`);
  const { shell } = (await loadPlan(folder)).config;
  const number = (await ask(socket, { do: 'shell' }))?.shell;
  if (number === undefined) throw new CommandError('The capture has ended: nothing is recorded.');
  const { cast, commands } = shellFiles(folder, number);
  const { paused, ended } = placesOf(folder);
  const hooks = join(PACKAGE_ROOT, 'capture', 'live', 'hooks.bash');
  const call = basename(shell) === 'bash' ? [shell, '--rcfile', hooks, '-i'] : [shell, '-i'];
  const env = {
    ...process.env,
    ...{ PLAYHEAD_COMMANDS: commands, PLAYHEAD_PAUSED: paused, PLAYHEAD_ENDED: ended },
  };
  const child = spawn(native.program, [cast, paused, ended, ...call], { stdio: 'inherit', env });
  const done = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (signal === null) resolve(code ?? 1);
      else reject(new CommandError(`The recorder of this shell ended by ${signal}: start another one.`));
    });
  });
  // It is told of while the shell runs already: nothing of it waits.
  if (child.pid !== undefined) await ask(socket, { do: 'shell-began', number, pid: child.pid });
  const code = await done;
  await ask(socket, { do: 'shell-ended', number });
  return code;
}
