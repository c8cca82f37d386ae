import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { NO_BROWSER } from './record/no-browser.ts';
import { run } from './record/process.ts';
import { layOutProjects, pathsBeginIn, projectsOf } from './record/repositories.ts';
import { PlainEditor } from './rehearsal/plain-editor.ts';
import { PlainShell, type RehearsedCommand } from './rehearsal/plain-shell.ts';
import { layOutBranch, reviewRepos, type RunIn } from './review/branch.ts';
import { PlainBrowser } from './review/plain-browser.ts';
import type { ReviewRemark } from './review/review-log.ts';
import { ReviewService } from './review/review-service.ts';
import type { Desk, Scenario } from './scenario.ts';

export interface Rehearsal {
  readonly commands: readonly RehearsedCommand[];
  readonly decisions: readonly string[];
  /** What was said in the review service. */
  readonly reviews: readonly ReviewRemark[];
}

const nothing = (): Promise<void> => Promise.resolve();
const UNUSED_BROWSER: Desk['browser'] = {
  ...{ visit: nothing, follow: nothing, fill: nothing },
  ...{ submit: nothing, scroll: nothing, pointAt: nothing },
};

/**
 * Plays a scenario without a desktop, within `folder`: its edits are made in the files, its commands are run in a shell, and
 * the pages of a review are read; nothing is waited for, said or recorded. Tells in seconds whether each line still meets the
 * file that it is meant for, and each run ends as the story has it. Rejects where an edit does not.
 *
 * `settings`: the scenario's services run beside it, with these variables in their environment and in that of commands;
 * without it no service runs.
 */
export async function rehearse(
  scenario: Scenario,
  folder: string,
  settings?: Readonly<Record<string, string>>,
): Promise<Rehearsal> {
  mkdirSync(folder, { recursive: true });
  const repositories = layOutProjects(scenario, folder);
  const [{ root }] = repositories;
  const decisions: string[] = [];
  const runIn: RunIn = (cwd, program, ...args) =>
    run(program, args, { cwd, env: { PATH: process.env['PATH'] ?? '', HOME: folder } });
  for (const { project, baseMessage } of projectsOf(scenario))
    await commit(join(folder, project), baseMessage, runIn);
  const review = await startReview(scenario, root, folder, runIn);
  const shell = new PlainShell(root, { HOME: folder, REHEARSAL: '1', ...settings });
  const ownBrowser = scenario.browser === false ? NO_BROWSER : UNUSED_BROWSER;
  const desk: Desk = {
    hand: { moveTo: nothing, click: nothing, scroll: nothing, type: nothing, press: nothing, pause: nothing },
    browser: review ? new PlainBrowser(review.origin) : ownBrowser,
    editor: new PlainEditor(pathsBeginIn(repositories), [
      ...scenario.tabs,
      ...scenario.homeFiles.map((file) => join(folder, file)),
    ]),
    terminal: { run: (command) => shell.run(command) },
    shell: (id) => {
      if (!scenario.terminals?.some((one) => one.id === id))
        throw new Error(`The scenario has no terminal ${id}`);
      return {
        run: (command) => shell.run(command),
        start: (command) => Promise.resolve(shell.start(command)),
      };
    },
    script: {
      say: nothing,
      decide: (text) => {
        decisions.push(text);
        return nothing();
      },
      phase: (name) => {
        shell.phase = name;
      },
      blocked: () => () => undefined,
    },
    say: nothing,
  };
  const services = settings === undefined ? [] : startServices(scenario, shell.optionsIn(root));
  try {
    await scenario.play(desk);
  } finally {
    await review?.stop();
    await Promise.all(services.map(endService));
  }
  return { commands: shell.commands, decisions, reviews: review?.log.remarks ?? [] };
}

/** A repository of one commit. */
async function commit(root: string, message: string, runIn: RunIn): Promise<void> {
  await runIn(root, 'git', 'init', '-q', '-b', 'main');
  await runIn(root, 'git', 'config', 'user.name', 'Dev');
  await runIn(root, 'git', 'config', 'user.email', 'dev@example.org');
  await runIn(root, 'git', 'add', '.');
  await runIn(root, 'git', 'commit', '-qm', message);
}

async function startReview(
  scenario: Scenario,
  root: string,
  home: string,
  runIn: RunIn,
): Promise<ReviewService | undefined> {
  const { review: task, title } = scenario;
  if (!task) return undefined;
  const repos = reviewRepos(scenario, root, home);
  const base = await layOutBranch(task, repos, runIn);
  return ReviewService.start({ task, title, base, repos, runIn, port: 0 });
}

function startServices(
  scenario: Scenario,
  options: ReturnType<PlainShell['optionsIn']>,
): readonly ChildProcess[] {
  return Object.values(scenario.services).map(([program = '', ...args]) =>
    spawn(program, args, { ...options, stdio: 'ignore' }),
  );
}

async function endService(service: ChildProcess): Promise<void> {
  if (service.exitCode !== null || service.signalCode !== null) return;
  const ended = once(service, 'exit');
  service.kill();
  await ended;
}
