import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { run } from './record/process.ts';
import { layOutProjects, pathsBeginIn, projectsOf } from './record/repositories.ts';
import { layOutBranch, reviewRepos, type RunIn } from './review/branch.ts';
import { PlainBrowser } from './review/plain-browser.ts';
import type { ReviewRemark } from './review/review-log.ts';
import { ReviewService } from './review/review-service.ts';
import type { Desk, Scenario } from './scenario.ts';

/** A command that was run, in order, and what came of it. */
export interface RehearsedCommand {
  readonly phase: string | undefined;
  readonly command: string;
  readonly exitCode: number;
  readonly output: string;
}

export interface Rehearsal {
  readonly commands: readonly RehearsedCommand[];
  readonly decisions: readonly string[];
  /** What was said in the review service. */
  readonly reviews: readonly ReviewRemark[];
}

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
  /** Where commands run: `cd` moves it. */
  let cwd = root;
  const commands: RehearsedCommand[] = [];
  const decisions: string[] = [];
  let phase: string | undefined;
  const envIn = (place: string): NodeJS.ProcessEnv => ({
    PATH: `${join(place, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`,
    HOME: folder,
    ...settings,
  });
  const shell = (command: string): RehearsedCommand => {
    const { status, stdout, stderr } = spawnSync('bash', ['-c', scriptOf(command, cwd)], {
      cwd,
      encoding: 'utf8',
      env: envIn(cwd),
    });
    return { phase, command, exitCode: status ?? -1, output: `${stdout}${stderr}` };
  };
  for (const { project, baseMessage } of projectsOf(scenario)) {
    cwd = join(folder, project);
    shell('git init -q -b main && git config user.name Dev && git config user.email dev@example.org');
    shell(`git add . && git commit -qm "${baseMessage}"`);
  }
  cwd = root;

  const review = await startReview(scenario, root, folder);
  const nothing = (): Promise<void> => Promise.resolve();
  const unused = { visit: nothing, follow: nothing, fill: nothing, submit: nothing };
  const desk: Desk = {
    hand: { moveTo: nothing, click: nothing, scroll: nothing, type: nothing, press: nothing, pause: nothing },
    browser: review ? new PlainBrowser(review.origin) : { ...unused, scroll: nothing, pointAt: nothing },
    editor: new PlainEditor(pathsBeginIn(repositories), [
      ...scenario.tabs,
      ...scenario.homeFiles.map((file) => join(folder, file)),
    ]),
    terminal: {
      run: (command) => {
        commands.push(shell(command));
        const [, to] = /^cd (\S+)$/.exec(command) ?? [];
        if (to !== undefined) cwd = resolve(cwd, to);
        return nothing();
      },
    },
    script: {
      say: nothing,
      decide: (text) => {
        decisions.push(text);
        return nothing();
      },
      phase: (name) => {
        phase = name;
      },
      blocked: () => () => undefined,
    },
    say: nothing,
  };
  const services = settings === undefined ? [] : startServices(scenario, root, envIn(root));
  try {
    await scenario.play(desk);
  } finally {
    await review?.stop();
    await Promise.all(services.map(endService));
  }
  return { commands, decisions, reviews: review?.log.remarks ?? [] };
}

async function startReview(
  scenario: Scenario,
  root: string,
  home: string,
): Promise<ReviewService | undefined> {
  const { review: task, title } = scenario;
  if (!task) return undefined;
  const env = { PATH: process.env['PATH'] ?? '', HOME: home };
  const runIn: RunIn = (cwd, program, ...args) => run(program, args, { cwd, env });
  const repos = reviewRepos(scenario, root, home);
  const base = await layOutBranch(task, repos, runIn);
  return ReviewService.start({ task, title, base, repos, runIn, port: 0 });
}

function startServices(scenario: Scenario, root: string, env: NodeJS.ProcessEnv): readonly ChildProcess[] {
  return Object.values(scenario.services).map(([program = '', ...args]) =>
    spawn(program, args, { cwd: root, env, stdio: 'ignore' }),
  );
}

async function endService(service: ChildProcess): Promise<void> {
  if (service.exitCode !== null || service.signalCode !== null) return;
  const ended = once(service, 'exit');
  service.kill();
  await ended;
}

/** What npm would run: npm itself takes longer to start than a small project's tests. */
function scriptOf(command: string, root: string): string {
  const [, name] = /^npm (?:run )?([\w:]+)$/.exec(command) ?? [];
  if (name === undefined) return command;
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  return scripts[name] ?? command;
}

/** Makes the edits of a scenario in the files; what is not saved yet is kept apart, as in an editor. */
class PlainEditor {
  readonly #root: string;
  readonly #open: ReadonlyMap<string, string>;
  readonly #unsaved = new Map<string, string[]>();

  /** `files` stand open: absolute, or relative to the root. */
  constructor(root: string, files: readonly string[]) {
    this.#root = root;
    this.#open = new Map(
      files.map((file) => [basename(file), file.startsWith('/') ? file : join(root, file)]),
    );
  }

  open(file: string): Promise<void> {
    const path = this.#open.get(basename(file));
    if (path === undefined || !existsSync(path))
      return Promise.reject(new Error(`${file} does not stand open in the editor`));
    return Promise.resolve();
  }

  goTo(file: string, line: number): Promise<void> {
    return this.#edit(file, line, line, (lines) => lines);
  }

  select(file: string, from: number, to: number): Promise<void> {
    return this.#edit(file, from, to, (lines) => lines);
  }

  point(): Promise<void> {
    return Promise.resolve();
  }

  replaceLines(file: string, from: number, to: number, text: string): Promise<void> {
    return this.#edit(file, from, to, (lines) =>
      lines.toSpliced(from - 1, to - from + 1, ...text.split('\n')),
    );
  }

  insertAfter(file: string, line: number, text: string): Promise<void> {
    return this.#edit(file, line, line, (lines) => lines.toSpliced(line, 0, ...text.split('\n')));
  }

  save(file: string, expected: string): Promise<void> {
    const text = this.#lines(file).join('\n');
    if (!text.includes(expected))
      return Promise.reject(new Error(`${file} does not hold what it should when it is saved`));
    writeFileSync(join(this.#root, file), text);
    this.#unsaved.delete(file);
    return Promise.resolve();
  }

  async #edit(file: string, from: number, to: number, change: (lines: string[]) => string[]): Promise<void> {
    await this.open(file);
    const lines = this.#lines(file);
    // After the last line break there is a line to go to, and none to change.
    if (from < 1 || to < from || to >= lines.length) throw new Error(`${file} has no lines ${from} to ${to}`);
    this.#unsaved.set(file, change(lines));
  }

  #lines(file: string): string[] {
    return this.#unsaved.get(file) ?? readFileSync(join(this.#root, file), 'utf8').split('\n');
  }
}
