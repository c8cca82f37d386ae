import { add } from './commands/add.js';
import { back } from './commands/back.js';
import { join } from './commands/join.js';
import { leave } from './commands/leave.js';
import { lend } from './commands/lend.js';
import { want } from './commands/want.js';
import { calls } from './queries/calls.js';
import { out } from './queries/out.js';
import { readers } from './queries/readers.js';
import { runCommand } from './run-command.js';
import { runQuery } from './run-query.js';

const COMMANDS = { add, back, join, leave, lend, want };
const QUERIES = { calls, out, readers };

/** Does what the words say, and tells what is to be printed. */
export function run(shelf, [name, ...words], done) {
  if (name in COMMANDS) return runCommand(COMMANDS[name], shelf, words, done);
  if (name in QUERIES) return runQuery(QUERIES[name], shelf, words, done);
  done(new Error(`No command ${name}`));
}
