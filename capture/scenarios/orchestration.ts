import type { Desk, Running, Scenario } from '../scenario.ts';
import { LINT_CLEAN, NODE_PROJECT, testsPass } from './node-project.ts';

const LIMITS = 'limits.json';
const CHANGES = 'CHANGES.md';
const TASK = 'tariff.md';

const CHOSEN_LIMITS = `  "meanCents": 10,
  "dearerShare": 0.02`;
const PARKED = `
## Parked

- Fares by distance, on this branch: tests and checks are green.
  No week of rides was replayed: /mnt/archive is not on this
  machine, and rides.internal gives no answer.`;
const NEXT = 'node tools/mail.js next';

async function play(desk: Desk): Promise<void> {
  await understand(desk);
  const agents = await startAgents(desk);
  await setLimits(desk);
  await firstHandOver(desk);
  await sendBack(desk);
  await secondHandOver(desk);
  await meetBlocker(desk, agents);
  await park(desk);
  await sayWhy(desk);
}

async function understand({ editor, terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Understand');
  await editor.open(TASK);
  const reading = say(
    'Rides are to cost by their distance. The rules are short, but there is a condition: ' +
      'before anybody pays these fares, a week of real rides has to be replayed.',
  );
  await editor.point(4, 40);
  await hand.pause(2600, 3000);
  await editor.point(11, 40);
  await reading;
  const state = say('Today they are by zones.');
  await terminal.run('node tools/tariff.js');
  await state;
}

async function startAgents({ shell, script }: Desk): Promise<readonly Running[]> {
  script.phase('Start two agents');
  const split = script.decide(
    'I give this to two agents. One builds, the other checks, each in a work tree of its own. ' +
      'The checker writes its checks from the tariff alone, so that it cannot copy a mistake.',
  );
  const builder = shell('builder');
  await builder.run('git worktree add -q -b distance-fare ../agents/builder');
  const builds = await builder.start('node tools/agent.js builder');
  const checker = shell('checker');
  await checker.run('git worktree add -q -b checks ../agents/checker');
  const checks = await checker.start('node tools/agent.js checker');
  await split;
  return [builds, checks];
}

async function setLimits({ editor, terminal, script }: Desk): Promise<void> {
  script.phase('Set the limits');
  const limits = script.decide(
    'While they work, I set what the replay is measured by. Ten cents a ride on average, ' +
      'and at most two in a hundred may pay a fifth more. That is mine to say, not theirs.',
    { file: LIMITS, line: 3 },
  );
  await editor.replaceLines(LIMITS, 3, 4, CHOSEN_LIMITS);
  await limits;
  await editor.save(LIMITS, CHOSEN_LIMITS);
  await terminal.run('git commit -qam "Set the limits of the replay"');
}

async function firstHandOver({ terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('First hand-over');
  const look = say('Nothing goes from one to the other without me. What has the builder got?');
  await terminal.run(NEXT);
  await look;
  await terminal.run('git show distance-fare:src/distance-fare.js');
  await hand.moveTo({ x: 1100, y: 720 });
  await say('Base, kilometres, rounding, and the cap. It reads right to me.');
  const pass = script.decide('So I pass it on to the checker, who has not seen it yet.');
  await terminal.run('node tools/mail.js pass 1');
  await pass;
}

async function sendBack({ terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Back to the builder');
  await terminal.run(NEXT);
  await hand.moveTo({ x: 1120, y: 400 });
  await say(
    'There it is. One ride of six is five cents too cheap, and I had read that code, and not seen it.',
  );
  const back = script.decide(
    'It computes in euros, and one forty two and a half is no number that a computer has in euros. ' +
      'I send it back, with the way to go: whole cents.',
  );
  await terminal.run('node tools/mail.js pass 2 "Count in whole cents"');
  await back;
}

async function secondHandOver({ terminal, script, say }: Desk): Promise<void> {
  script.phase('Second hand-over');
  await terminal.run(NEXT);
  await terminal.run('git log --oneline -3 distance-fare');
  const pass = script.decide(
    'A change of its own, with a test for halves. Back to the checker, and then the rides.',
  );
  await terminal.run('node tools/mail.js pass 3');
  await pass;
  await say('Now it has to prove itself on real rides.');
}

async function meetBlocker({ terminal, script, say, hand }: Desk, agents: readonly Running[]): Promise<void> {
  script.phase('Blocked');
  await terminal.run(NEXT);
  await hand.moveTo({ x: 1120, y: 640 });
  script.blocked(
    'environment',
    'The week of real rides cannot be had here: the archive is not mounted, and the service that fills it gives no answer.',
  );
  const claim = say('This one is for me. The tariff holds, but the rides are not there. I see for myself.');
  await terminal.run('node tools/replay.js');
  await claim;
  const around = script.decide(
    'The archive is not on this machine, and I cannot mount it. One way round is left: ' +
      'the service that fills the archive. I ask it for the same week.',
  );
  await terminal.run('node tools/fetch-rides.js rides.jsonl');
  await around;
  const giveUp = script.decide(
    'No answer either: this desk has no way out. I could make rides up. But invented rides would only say what I put ' +
      'into them, and the condition is about people who really paid. So there is no use in going on today. I stop here.',
  );
  await hand.pause(11_000, 12_000);
  await terminal.run('node tools/mail.js stop');
  for (const { ended } of agents) await ended;
  await giveUp;
}

async function park({ terminal, script, say }: Desk): Promise<void> {
  script.phase('Park the work');
  const branch = script.decide(
    'The work is good as far as it goes. I park it on a branch, with the checks, and main stays as it is.',
  );
  await terminal.run('git switch -q -c parked/distance-fare && git merge -q --no-edit checks');
  await branch;
  await terminal.run('npm test');
  await say('All green here.');
}

async function sayWhy({ editor, terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Say why');
  const note = script.decide('Whoever takes it up again should not have to find out what is missing.', {
    file: CHANGES,
    line: 3,
  });
  await editor.insertAfter(CHANGES, 1, PARKED);
  await note;
  await editor.save(CHANGES, PARKED);
  await terminal.run('git commit -qam "Say why fares by distance are parked"');
  await terminal.run('npm run lint && npm test');
  const end = say('So the tests hold, and fares are still by zones. That is not done, and I say so.');
  await terminal.run('node tools/tariff.js');
  await end;
  await hand.pause(300, 500);
}

export const orchestration: Scenario = {
  id: 'orchestration',
  title: 'Two agents build and check fares by distance, until real rides are missing',
  family: 'orchestration',
  label: 'fare-table  two agents',
  project: 'fare-table',
  baseMessage: 'fare-table 2.1.0',
  statement: TASK,
  homeFiles: [TASK],
  tabs: [LIMITS, CHANGES, `/home/dev/${TASK}`],
  toolchain: NODE_PROJECT.toolchain,
  binaries: NODE_PROJECT.binaries,
  services: {},
  browser: false,
  terminals: [
    { id: 'builder', title: 'Terminal of the builder', place: 'upperTerminal' },
    { id: 'checker', title: 'Terminal of the checker', place: 'middleTerminal' },
  ],
  agents: [
    { id: 'builder', title: 'Builder', trajectory: 'agents/trajectories/builder.json' },
    { id: 'checker', title: 'Checker', trajectory: 'agents/trajectories/checker.json' },
  ],
  ends: 'abandoned',
  criteria: [
    testsPass('Each rule of the tariff has a test, and all tests pass.'),
    {
      id: 'rides-replayed',
      text: 'A week of real rides is replayed, and stays within limits.json.',
      check: 'metric',
      command: 'node tools/replay.js',
      shownBy: 'node tools/replay.js',
      undecided: [2],
    },
    {
      id: 'in-use',
      text: 'Fares by distance are in use.',
      check: 'test',
      command: 'node tools/tariff.js',
      shownBy: 'node tools/tariff.js',
    },
    LINT_CLEAN,
  ],
  play,
};
