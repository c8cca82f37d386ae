/** Holds a screen that was found by snapshots against one that was played from the start. */
import { Unicode11Addon } from '@xterm/addon-unicode11/lib/addon-unicode11.mjs';
import { Terminal as Headless } from '@xterm/headless';
import { expect } from 'vitest';
import type { Cast } from '../../../src/trace/cast.ts';
import { coreOf, type Core } from '../../../src/trace/emulator/core.ts';
import { Emulator } from '../../../src/trace/emulator/emulator.ts';
import { pageSlicer } from '../../../src/trace/emulator/guard.ts';
import { LineReader } from '../../../src/trace/emulator/lines.ts';
import { fitAlternate } from '../../../src/trace/emulator/mend.ts';
import {
  ScreenIndex,
  type ScreenIndexLimits,
  type Script,
} from '../../../src/trace/emulator/screen-index.ts';
import type { TerminalState } from '../../../src/trace/emulator/state.ts';
import { fullState } from './full-state.ts';

export function scriptOf({ columns, texts }: Cast): Script {
  return { cols: columns.cols, rows: columns.rows, resizes: columns.resizes, texts };
}

/** A plain xterm.js that goes through a recording chunk by chunk, as it is meant to be written to; sizes as we mend them. */
export class Truth {
  readonly core: Core;
  readonly #terminal: Headless;
  readonly #script: Script;
  #count = 0;

  constructor(script: Script) {
    this.#script = script;
    this.#terminal = new Headless({
      cols: script.cols,
      rows: script.rows,
      scrollback: 5000,
      allowProposedApi: true,
    });
    this.#terminal.loadAddon(new Unicode11Addon());
    this.#terminal.unicode.activeVersion = '11';
    this.core = coreOf(this.#terminal);
  }

  async goTo(count: number): Promise<this> {
    for (; this.#count < count; this.#count++) {
      const size = this.#script.resizes.find(({ chunk }) => chunk === this.#count);
      if (size) {
        this.#terminal.resize(size.cols, size.rows);
        fitAlternate(this.core);
      } else
        for (const piece of this.#script.texts.output(this.#count, this.#count + 1)) await this.write(piece);
    }
    return this;
  }

  write(data: string | Uint8Array): Promise<void> {
    // As strings, which is how a program's output comes from a file.
    const text = typeof data === 'string' ? data : new TextDecoder('utf-8', { ignoreBOM: true }).decode(data);
    return new Promise((resolve) => this.#terminal.write(text, resolve));
  }

  dispose(): void {
    this.#terminal.dispose();
  }
}

/** The terminal after the first `count` chunks as the pane comes to it, with all that scrolled away. */
export async function restored(index: ScreenIndex, script: Script, count: number): Promise<Emulator> {
  const { state, found } = await stateBefore(index, count);
  const emulator = await Emulator.create({ cols: 31, rows: 7 }, pageSlicer);
  // Whatever was shown before must not matter.
  await emulator.write(
    '\x1b[31mbefore\x1b[?25l\x1b)0\x0e\x1b[3;5r\x1b]8;;x:y\x07link\r\n\n\n\n\n\n\n\n\x1b[?1049h\x1b[4hold\x1b[3;',
  );
  emulator.put(state);
  fill(emulator.core, (await index.scrolledAt(found)).bytes);
  for (let chunk = found; chunk < count; chunk++) {
    const size = script.resizes.find((resize) => resize.chunk === chunk);
    if (size) emulator.resize(size);
    for (const piece of script.texts.output(chunk, chunk + 1)) await emulator.write(piece);
  }
  return emulator;
}

/** The state after `count` chunks; where a sequence is open there, after the last before at which none is. */
async function stateBefore(
  index: ScreenIndex,
  count: number,
): Promise<{ readonly state: TerminalState; readonly found: number }> {
  const state = await index.at(count, (player) => (player.isMidSequence ? undefined : player.take()));
  return state ? { state, found: count } : stateBefore(index, count - 1);
}

/** Gives the lines that scrolled away before a state was put their text. */
function fill({ _bufferService, _inputHandler }: Core, bytes: Uint8Array): void {
  const { extended } = _inputHandler._curAttrData;
  const reader = new LineReader(bytes, (ext, url) =>
    Object.assign(extended.clone(), { _ext: ext | 0, _urlId: url }),
  );
  const { lines, ybase } = _bufferService.buffers.normal;
  for (let index = 0; index < ybase; index++) {
    const line = lines.get(index);
    if (line) reader.readInto(line);
  }
  expect(reader.atEnd).toBe(true);
}

/** What makes hidden state visible: printing, wrapping, scrolling, erasing, tabs, cursors, screens, links. */
export const PROBE =
  'probe\t|é漢🙂\u0301\r\nqqq\x0eqqq\x0f\x1b[5b\x1b[K\n\x1b8saved\x1b[2;3Horigin\x1b[1;1Htop\x1b[99;1H' +
  `${'w'.repeat(200)}\r\n\n\x1b]8;id=a;https://a.example\x07same link\x1b]8;;\x07\x1b[2Jgone\x1b[?1049l` +
  'normal\x1b[?47halt\x1b[?47l\x1b[S\x1b[T\x1b[3L\x1b[2M\x1b[uafter\x1b[!psoft\x1b7\x1b[4hi\x1b[4l\r\n';

/** Compares at each of `counts`, in that order, then after more output. Counts must not be over the length. */
export async function expectExact(
  cast: Cast,
  counts: readonly number[],
  limits?: ScreenIndexLimits,
  probe = PROBE,
): Promise<void> {
  const script = scriptOf(cast);
  const index = new ScreenIndex(script, pageSlicer, limits);
  for (const count of counts) {
    const truth = await new Truth(script).goTo(count);
    const emulator = await restored(index, script, count);
    expect(fullState(emulator.core), `after ${count} chunks`).toEqual(fullState(truth.core));
    expect(await index.screenAt(count), `seen after ${count} chunks`).toEqual(emulator.look());
    await truth.write(probe);
    await emulator.write(probe);
    expect(fullState(emulator.core), `after ${count} chunks and more`).toEqual(fullState(truth.core));
    truth.dispose();
    emulator.dispose();
  }
  index.dispose();
}
