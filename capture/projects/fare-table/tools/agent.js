/**
 * `node tools/agent.js NAME`: an agent that follows plans/NAME.js in ../agents/NAME. What it runs and writes is real. It
 * stops where a command ends otherwise than planned.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AGENTS, send, take } from './mailbox.js';
import { Trajectory } from './trajectory.js';

/** A rehearsal has no reader to wait for. */
const STEP_MS = process.env.REHEARSAL ? 0 : 1800;
const LOOK_MS = 100;
const SHOWN_LINES = 2;
const SHOWN_COLUMNS = 84;
/** Of a test run, what tells how it went. */
const RESULT = /^(not ok |# (pass|fail) )/;
const COLOURS = { builder: 36, checker: 35 };

const name = process.argv[2];
const root = join(AGENTS, name);
const { task, plan } = await import(`../plans/${name}.js`);
const trajectory = new Trajectory(join(AGENTS, 'trajectories', `${name}.json`), { name, version: '1.0.0' }, task);

for (const step of plan) {
  await sleep(STEP_MS);
  if (step.wait) {
    if (await waits()) break;
  } else if (step.run) runs(step);
  else if (step.handOver) handsOver(step);
  else if (step.write || step.edit) writes(step);
  else says(step.say);
}
says('I stop here.');

function says(text) {
  show(text);
  trajectory.said(text);
}

function runs({ say, run, expect = 0 }) {
  show(say);
  console.log(`  $ ${run}`);
  const id = trajectory.calls(say, 'run', { command: run });
  const { status, stdout, stderr } = spawnSync('bash', ['-c', run], { cwd: root, encoding: 'utf8' });
  const output = `${stdout}${stderr}`.trim();
  trajectory.answered(id, output, status ?? undefined);
  const lines = output.split('\n').filter(Boolean);
  const results = lines.filter((line) => RESULT.test(line));
  for (const line of results.length > 0 ? results : lines.slice(-SHOWN_LINES))
    console.log(`  ${line.slice(0, SHOWN_COLUMNS)}`);
  console.log(`  exit ${status}`);
  if (status === expect) return;
  says(`That was to end with ${expect}. I do not go on.`);
  process.exit(1);
}

function writes({ say, write, edit, text, from, to }) {
  show(say);
  const file = write ?? edit;
  const path = join(root, file);
  const id = write
    ? trajectory.calls(say, 'write', { path: file, text })
    : trajectory.calls(say, 'edit', { path: file, from, to });
  const before = write ? '' : readFileSync(path, 'utf8');
  if (edit && !before.includes(from)) throw new Error(`${file} does not hold what is to be changed`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, write ? text : before.replace(from, () => to));
  trajectory.answered(id, 'written');
  console.log(`  ${write ? 'writes' : 'edits'} ${file}`);
}

function handsOver({ handOver: to, say, note }) {
  show(say);
  const id = trajectory.calls(say, 'hand_over', { to, note });
  const number = send({ from: name, to, text: note, call: id });
  trajectory.answered(id, `note ${number} waits to be passed on`);
  console.log(`  note ${number} to ${to}`);
}

/** Until a note comes; true: it is the last one. */
async function waits() {
  console.log('  waits for mail …');
  for (;;) {
    const note = take(name);
    if (note) {
      const { from, text, remark, call, last = false } = note;
      const message = remark ? `${text}\n\nThe engineer adds: ${remark}` : text;
      trajectory.heard(message, call && { trajectory_id: from, tool_call_id: call });
      console.log(`  note ${note.id} from ${from}`);
      return last;
    }
    await sleep(LOOK_MS);
  }
}

function show(text) {
  console.log(`\x1b[${COLOURS[name]}m${name}\x1b[0m ${text}`);
}
