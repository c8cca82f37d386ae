/** `playhead batch`: what is done with many traces at a time. */
import { badArguments, type Command } from '../command.ts';
import { assignCommand } from './assign-command.ts';
import { indexCommand } from './index-command.ts';
import { keysCommand } from './keys-command.ts';
import { batchQcCommand } from './qc-command.ts';
import { reportCommand } from './report-command.ts';
import { sampleCommand } from './sample-command.ts';
import { signCommand } from './sign-command.ts';
import { verifyCommand } from './verify-command.ts';

const COMMANDS: readonly Command[] = [
  indexCommand,
  batchQcCommand,
  assignCommand,
  sampleCommand,
  signCommand,
  verifyCommand,
  reportCommand,
  keysCommand,
];

export const batchCommand: Command = {
  name: 'batch',
  summary: 'index, judge and sign off many bundles',
  help: [
    'Usage: playhead batch COMMAND [options]',
    '',
    'Works with many bundles at a time: a batch.json says which, see schema/batch.v1.json.',
    '',
    ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(6)}  ${summary}`),
    '',
    '  playhead batch COMMAND --help   the options of a command',
  ].join('\n'),
  commands: COMMANDS,
  run: ([name]) => {
    const known = COMMANDS.map((command) => command.name).join(', ');
    const what = name === undefined ? 'A command is missing' : `${JSON.stringify(name)} is no command`;
    return Promise.reject(badArguments(`${what} of playhead batch, which has ${known}`));
  },
};
