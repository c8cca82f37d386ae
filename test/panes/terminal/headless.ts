/** What the tests hold the pane against: a terminal that is played from its start, chunk by chunk. */
import { Unicode11Addon } from '@xterm/addon-unicode11/lib/addon-unicode11.mjs';
import { Terminal as Headless } from '@xterm/headless';
import { parseResize } from '../../../src/trace/cast-size.ts';
import type { Terminal } from '../../../src/trace/layers.ts';
import type { LayerClock } from '../../../src/schema/generated/types.ts';

/** Seconds from the start of the trace. */
export const secondsClock: LayerClock = { domain: 'monotonic', native_unit: 's', sync_quality: 'measured' };

export interface HeadlessScreen {
  readonly cols: number;
  readonly rows: number;
  readonly cursor: string;
  readonly text: readonly string[];
}

export function write(terminal: Headless, data: string): Promise<void> {
  return new Promise((resolve) => terminal.write(data, resolve));
}

export function newHeadless({ cols, rows }: Pick<Terminal, 'cols' | 'rows'>): Headless {
  const terminal = new Headless({ cols, rows, scrollback: 5000, allowProposedApi: true });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  return terminal;
}

export function screenOf({ cols, rows, buffer: { active } }: Headless): HeadlessScreen {
  const text = Array.from({ length: rows }, (_, row) =>
    (active.getLine(active.baseY + row)?.translateToString(true) ?? '').trimEnd(),
  );
  return { cols, rows, cursor: `${active.cursorX},${active.cursorY}`, text };
}

/** A terminal after the first `count` chunks. */
export async function playedFromStart(recording: Terminal, count: number): Promise<Headless> {
  const terminal = newHeadless(recording);
  const texts = await recording.player.texts(0, count);
  for (const [index, text] of texts.entries()) {
    const kind = recording.chunks.kindOf(index);
    const size = kind === 'resize' ? parseResize(text) : undefined;
    if (kind === 'output') terminal.write(text);
    if (!size) continue;
    // What was written before must have taken effect.
    await write(terminal, '');
    terminal.resize(size.cols, size.rows);
  }
  await write(terminal, '');
  return terminal;
}

/** The screen after the first `count` chunks. */
export async function replayFromStart(recording: Terminal, count: number): Promise<HeadlessScreen> {
  const terminal = await playedFromStart(recording, count);
  const screen = screenOf(terminal);
  terminal.dispose();
  return screen;
}

/** Numbers in [0, 1) that are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
