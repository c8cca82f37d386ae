import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text as wholeText } from 'node:stream/consumers';
import type { Running } from '../scenario.ts';

/** A command that was run, in order, and what came of it. */
export interface RehearsedCommand {
  readonly phase: string | undefined;
  readonly command: string;
  readonly exitCode: number;
  readonly output: string;
}

/** Runs commands without a terminal, and keeps what came of each. */
export class PlainShell {
  readonly commands: RehearsedCommand[] = [];
  /** The part of the session that the next commands belong to. */
  phase: string | undefined;
  readonly #env: Readonly<Record<string, string>>;
  /** `cd` moves it. */
  #cwd: string;

  /** `env`: beside the PATH, which begins with the tools of the folder that a command runs in. */
  constructor(cwd: string, env: Readonly<Record<string, string>>) {
    this.#cwd = cwd;
    this.#env = env;
  }

  run(command: string): Promise<void> {
    const { status, stdout, stderr } = spawnSync('bash', ['-c', scriptOf(command, this.#cwd)], {
      ...this.optionsIn(this.#cwd),
      encoding: 'utf8',
    });
    this.commands.push({
      phase: this.phase,
      command,
      exitCode: status ?? -1,
      output: `${stdout}${stderr}`,
    });
    const [, to] = /^cd (\S+)$/.exec(command) ?? [];
    if (to !== undefined) this.#cwd = resolve(this.#cwd, to);
    return Promise.resolve();
  }

  /** Beside the commands that follow, and told where it was started. */
  start(command: string): Running {
    const place = this.commands.length;
    const began = { phase: this.phase, command };
    const child = spawn('bash', ['-c', scriptOf(command, this.#cwd)], {
      ...this.optionsIn(this.#cwd),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.commands.push({ ...began, exitCode: -1, output: '' });
    const status = new Promise<number>((done) => child.once('close', (code) => done(code ?? -1)));
    const ended = Promise.all([status, wholeText(child.stdout)]).then(([exitCode, output]) => {
      this.commands[place] = { ...began, exitCode, output };
    });
    return { ended };
  }

  /** How a program is started in a folder. */
  optionsIn(cwd: string): { readonly cwd: string; readonly env: NodeJS.ProcessEnv } {
    const path = `${join(cwd, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`;
    return { cwd, env: { PATH: path, ...this.#env } };
  }
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
