import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { text as wholeText } from 'node:stream/consumers';
import { NO_BROWSER } from './record/no-browser.ts';
import { layOutProject } from './record/project.ts';
import type { Desk, Running, Scenario } from './scenario.ts';

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
}

/**
 * Plays a scenario without a desktop, within `folder`: its edits are made in the files, its commands are run in a shell;
 * nothing is waited for, said or recorded. Tells in seconds whether each line still meets the file that it is meant for,
 * and each run ends as the story has it. Rejects where an edit does not.
 */
export async function rehearse(scenario: Scenario, folder: string): Promise<Rehearsal> {
  const root = join(folder, scenario.project);
  mkdirSync(root, { recursive: true });
  layOutProject(scenario, root, folder);
  const commands: RehearsedCommand[] = [];
  const decisions: string[] = [];
  let phase: string | undefined;
  const nothing = (): Promise<void> => Promise.resolve();
  const options = {
    cwd: root,
    env: {
      ...{ PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`, HOME: folder },
      REHEARSAL: '1',
    },
  };
  const shell = (command: string): RehearsedCommand => {
    const { status, stdout, stderr } = spawnSync('bash', ['-c', scriptOf(command, root)], {
      ...options,
      encoding: 'utf8',
    });
    return { phase, command, exitCode: status ?? -1, output: `${stdout}${stderr}` };
  };
  /** Beside the commands that follow, and told where it was started. */
  const start = (command: string): Running => {
    const place = commands.length;
    const began = { phase, command };
    const child = spawn('bash', ['-c', scriptOf(command, root)], {
      ...options,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    commands.push({ ...began, exitCode: -1, output: '' });
    const status = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)));
    const ended = Promise.all([status, wholeText(child.stdout)]).then(([exitCode, output]) => {
      commands[place] = { ...began, exitCode, output };
    });
    return { ended };
  };
  const run = (command: string): Promise<void> => {
    commands.push(shell(command));
    return nothing();
  };
  shell('git init -q -b main && git config user.name Dev && git config user.email dev@example.org');
  shell(`git add . && git commit -qm "${scenario.baseMessage}"`);

  const desk: Desk = {
    hand: { moveTo: nothing, click: nothing, scroll: nothing, type: nothing, press: nothing, pause: nothing },
    browser:
      scenario.browser === false
        ? NO_BROWSER
        : {
            ...{ visit: nothing, follow: nothing, fill: nothing },
            ...{ submit: nothing, scroll: nothing, pointAt: nothing },
          },
    editor: new PlainEditor(root, [
      ...scenario.tabs,
      ...scenario.homeFiles.map((file) => join(folder, file)),
    ]),
    terminal: { run },
    shell: (id) => {
      if (!scenario.terminals?.some((one) => one.id === id))
        throw new Error(`The scenario has no terminal ${id}`);
      return { run, start: (command) => Promise.resolve(start(command)) };
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
  await scenario.play(desk);
  return { commands, decisions };
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
