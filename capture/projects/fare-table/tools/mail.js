/**
 * The engineer's side of the mail. `next`: waits for a note and shows it. `pass ID [REMARK]`: lets its reader have it.
 * `stop`: tells all agents that they are done.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { keep, pass, tell, waiting } from './mailbox.js';

const AGENTS = ['builder', 'checker'];
const PATIENCE_MS = 50_000;
const LOOK_MS = 100;

const [verb, id, remark] = process.argv.slice(2);
if (verb === 'next') await next();
else if (verb === 'pass') {
  const { from, to } = pass(Number(id), remark);
  console.log(`note ${id}: ${from} -> ${to}`);
} else if (verb === 'stop') for (const agent of AGENTS) tell(agent, 'Thank you. We stop here.');
else throw new Error(`no such verb: ${verb}`);

async function next() {
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
    const [note] = waiting();
    if (note) {
      console.log(`\x1b[1mnote ${note.id}: ${note.from} -> ${note.to}\x1b[0m\n${note.text}`);
      if (note.to === 'engineer') keep(note);
      return;
    }
    await sleep(LOOK_MS);
  }
  console.log('no note');
  process.exitCode = 1;
}
