/** The terminals beside the first one, one for each of those that a scenario names. */
import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FurtherTerminal, Scenario, Shell } from '../scenario.ts';
import type { Attention } from './attention.ts';
import { PLACES } from './desktop.ts';
import type { Account } from './process.ts';
import { Terminal, type ShellCommand } from './terminal.ts';

/** What a further terminal left behind. */
export interface TerminalRecording {
  /** That of its layer. */
  readonly id: string;
  readonly title: string;
  readonly cast: string;
  readonly commands: readonly ShellCommand[];
}

interface OpenTerminal {
  readonly plan: FurtherTerminal;
  readonly terminal: Terminal;
}

export class Terminals {
  readonly #opened: readonly OpenTerminal[];

  private constructor(opened: readonly OpenTerminal[]) {
    this.#opened = opened;
  }

  /** Opens them one after the other. Their files go into folders of their own within `folder`. */
  static async open(
    { terminals = [] }: Scenario,
    attention: Attention,
    account: Account,
    cwd: string,
    folder: string,
  ): Promise<Terminals> {
    const opened: OpenTerminal[] = [];
    for (const plan of terminals) {
      const own = join(folder, layerId(plan));
      mkdirSync(own, { recursive: true });
      if (process.getuid?.() === 0) chownSync(own, account.uid, account.gid);
      const view = { id: layerId(plan), title: plan.title, place: PLACES[plan.place] };
      opened.push({ plan, terminal: await Terminal.open(attention, account, cwd, own, view) });
    }
    return new Terminals(opened);
  }

  shell(id: string): Shell {
    const found = this.#opened.find(({ plan }) => plan.id === id);
    if (!found) throw new Error(`The scenario has no terminal ${id}`);
    return found.terminal;
  }

  async close(): Promise<void> {
    for (const { terminal } of this.#opened) await terminal.close();
  }

  recordings(): readonly TerminalRecording[] {
    return this.#opened.map(({ plan, terminal }) => ({
      ...{ id: layerId(plan), title: plan.title },
      ...{ cast: terminal.castFile, commands: terminal.commands() },
    }));
  }
}

function layerId({ id }: FurtherTerminal): string {
  return `terminal-${id}`;
}
