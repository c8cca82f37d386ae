import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Attention } from './attention.ts';
import { sleep, until } from './clock.ts';
import { findWindow, placeWindow, PLACES } from './desktop.ts';
import { startService, type Account, type Service } from './process.ts';

/** Where the text begins on the screen, with the font of desktop/home/.config/katerc. */
const TEXT = { x: 70, y: 118, columnW: 9, lineH: 21 } as const;
const PLACE = { x: 600, y: 700 };
/** See desktop/home: no plugins, no side bars. Kate puts its name before the title. */
const SESSION = 'desk';

/** Which file the editor's window named in its title, and since when. */
export interface TitleChange {
  readonly atUs: number;
  readonly title: string;
}

export interface EditorFiles {
  readonly root: string;
  /** Files that stand open as tabs when the session starts; absolute, or relative to the root. */
  readonly tabs: readonly string[];
}

/** Kate, used through its keyboard commands. Lines count from 1. */
export class Editor {
  readonly titles: TitleChange[] = [];
  readonly #attention: Attention;
  readonly #root: string;
  readonly #services: readonly Service[];

  private constructor(
    attention: Attention,
    root: string,
    services: readonly Service[],
    titles: TitleChange[],
  ) {
    this.#attention = attention;
    this.#root = root;
    this.#services = services;
    this.titles = titles;
  }

  static async open(
    attention: Attention,
    account: Account,
    files: EditorFiles,
    folder: string,
  ): Promise<Editor> {
    const titles: TitleChange[] = [];
    const paths = files.tabs.map((tab) => (tab.startsWith('/') ? tab : join(files.root, tab)));
    const kate = startService('kate', ['-n', '--start', SESSION, ...paths], {
      account,
      cwd: files.root,
      env: {
        QT_LOGGING_RULES: '*=false',
        QT_QPA_PLATFORMTHEME: 'qt5ct',
        DBUS_SESSION_BUS_ADDRESS: `unix:path=${account.env['XDG_RUNTIME_DIR']}/bus`,
      },
      log: join(folder, 'editor.log'),
    });
    const window = await findWindow(account, 'kate');
    await placeWindow(account, window, PLACES.editor);
    const spy = startService('xprop', ['-spy', '-id', window, '_NET_WM_NAME'], {
      account,
      log: join(folder, 'editor.log'),
      onLine: (line, atUs) => {
        const [, title] = /= "(?:desk: )?([^ ]+)/.exec(line) ?? [];
        if (title) titles.push({ atUs, title });
      },
    });
    await sleep(1500);
    return new Editor(attention, files.root, [spy, kate], titles);
  }

  /** Brings an open file to the front by its name. */
  async open(file: string): Promise<void> {
    const name = basename(file);
    await this.#focus();
    if (this.titles.at(-1)?.title.startsWith(name)) return;
    await this.#hand.press('Control_L+Alt_L+o');
    await this.#hand.pause(350, 500);
    await this.#hand.type(name);
    await this.#hand.pause(250, 400);
    await this.#hand.press('Return');
    await until(
      `${name} in the editor`,
      () => (this.titles.at(-1)?.title.startsWith(name) ? true : undefined),
      4000,
    );
    await this.#hand.pause(300, 500);
  }

  async goTo(file: string, line: number): Promise<void> {
    await this.open(file);
    await this.#hand.press('Control_L+g');
    await this.#hand.pause(150, 250);
    await this.#hand.type(String(line));
    await this.#hand.press('Return');
    await this.#hand.pause(200, 400);
  }

  /** Replaces lines `from` to `to` of a file (inclusive) by a text, typed. */
  async replaceLines(file: string, from: number, to: number, text: string): Promise<void> {
    await this.goTo(file, from);
    await this.#hand.press('Home');
    for (let line = from; line < to; line++) await this.#hand.press('Shift_L+Down');
    await this.#hand.press('Shift_L+End');
    await this.#hand.pause(250, 500);
    await this.#hand.press('BackSpace');
    await this.#typeLines(text.split('\n'));
  }

  /** Types new lines after a line. */
  async insertAfter(file: string, line: number, text: string): Promise<void> {
    await this.goTo(file, line);
    await this.#hand.press('End');
    await this.#typeLines(['', ...text.split('\n')]);
  }

  /** Selects lines, to look at them closely. */
  async select(file: string, from: number, to: number): Promise<void> {
    await this.goTo(file, from);
    await this.#hand.press('Home');
    for (let line = from; line <= to; line++) await this.#hand.press('Shift_L+Down');
  }

  /** Rests the pointer on a place in the text; counted from the first visible line. */
  async point(line: number, column: number): Promise<void> {
    await this.#hand.moveTo({ x: TEXT.x + column * TEXT.columnW, y: TEXT.y + line * TEXT.lineH });
  }

  /** Saves, and checks that what was typed is what the scenario meant. */
  async save(file: string, expected: string): Promise<void> {
    await this.#hand.press('Control_L+s');
    const path = join(this.#root, file);
    await until(
      `${file} to be saved`,
      () => (readFileSync(path, 'utf8').includes(expected) ? true : undefined),
      4000,
    );
    await this.#hand.pause(200, 400);
  }

  async close(): Promise<void> {
    for (const service of this.#services) await service.stop('SIGKILL');
  }

  get #hand(): Attention['hand'] {
    return this.#attention.hand;
  }

  #focus(): Promise<void> {
    return this.#attention.turnTo('editor', PLACE);
  }

  /** Kate indents a new line by itself; the text brings its own indentation, so Kate's is replaced. */
  async #typeLines(lines: readonly string[]): Promise<void> {
    for (const [index, line] of lines.entries()) {
      if (index > 0) await this.#hand.press('Return');
      if (line === '') continue;
      if (index > 0) await this.#hand.press('Shift_L+Home');
      await this.#hand.type(line);
    }
  }
}
