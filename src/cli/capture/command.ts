/** `playhead capture`: records a person at work, and makes a bundle of it. */
import { badArguments, type Command } from '../command.ts';
import { checkCommand } from './check-command.ts';
import { browserCommand } from './browser/command.ts';
import { recoverCommand, stopCommand } from './bundle-commands.ts';
import { noteCommand, pauseCommand, resumeCommand, shellCommand, statusCommand } from './running-commands.ts';
import { startCommand, superviseCommand } from './start-command.ts';

const COMMANDS: readonly Command[] = [
  checkCommand,
  startCommand,
  shellCommand,
  browserCommand,
  noteCommand,
  pauseCommand,
  resumeCommand,
  statusCommand,
  stopCommand,
  recoverCommand,
];

export const captureCommand: Command = {
  name: 'capture',
  summary: 'record a session at an X11 desktop',
  help: [
    'Usage: playhead capture COMMAND [options]',
    '',
    'Records the screen, pointer and keys, shells, a browser, the work tree, reports and the voice of a person at an X11 desktop, and',
    'makes a bundle of them: docs/CAPTURE.md. One capture of a user at a time.',
    '',
    ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(7)}  ${summary}`),
    '',
    '  playhead capture COMMAND --help   the options of a command',
  ].join('\n'),
  // The last one is what `start` starts, and nobody's to call.
  commands: [...COMMANDS, superviseCommand],
  run: ([name]) => {
    const known = COMMANDS.map((command) => command.name).join(', ');
    const what = name === undefined ? 'A command is missing' : `${JSON.stringify(name)} is no command`;
    return Promise.reject(badArguments(`${what} of playhead capture, which has ${known}`));
  },
};
