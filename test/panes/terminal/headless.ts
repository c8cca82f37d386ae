/** What the tests hold the pane against: a terminal that is played from its start, chunk by chunk, unguarded. */
import { Terminal as Headless } from '@xterm/headless';
import { fromSeconds } from '../../../src/base/time.ts';
import type { LayerClock } from '../../../src/schema/generated/types.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import { parseResize } from '../../../src/trace/cast.ts';
import type { Terminal, TerminalChunk } from '../../../src/trace/layers.ts';
import { readTerminal } from '../../../src/trace/read-media.ts';
import { Track } from '../../../src/trace/track.ts';

/** Seconds from the start of the trace. */
export const secondsClock: LayerClock = { domain: 'monotonic', native_unit: 's', sync_quality: 'measured' };

/** A recording as its file holds it; its duration is beyond all of its times. */
export function castOf(text: string, path: string): Terminal {
  const context = {
    id: 'main',
    map: clockMap(secondsClock),
    duration: fromSeconds(1e9),
    newer: false,
    report: () => undefined,
  };
  return readTerminal(text, path, context);
}

export interface HeadlessScreen {
  readonly cols: number;
  readonly rows: number;
  readonly cursor: string;
  readonly text: readonly string[];
}

/** A recording; times in seconds. */
export function terminalOf(
  cols: number,
  rows: number,
  events: readonly (readonly [seconds: number, kind: TerminalChunk['kind'], data: string])[],
): Terminal {
  const chunks = events.map(([seconds, kind, data]) => ({ time: fromSeconds(seconds), kind, data }));
  return { cols, rows, chunks: new Track<TerminalChunk>(chunks) };
}

export function write(terminal: Headless, data: string): Promise<void> {
  return new Promise((resolve) => terminal.write(data, resolve));
}

export function newHeadless({ cols, rows }: Pick<Terminal, 'cols' | 'rows'>): Headless {
  return new Headless({ cols, rows, scrollback: 5000, allowProposedApi: true });
}

export function screenOf({ cols, rows, buffer: { active } }: Headless): HeadlessScreen {
  const text = Array.from({ length: rows }, (_, row) =>
    (active.getLine(active.baseY + row)?.translateToString(true) ?? '').trimEnd(),
  );
  return { cols, rows, cursor: `${active.cursorX},${active.cursorY}`, text };
}

/** The screen after the first `count` chunks. */
export async function replayFromStart(recording: Terminal, count: number): Promise<HeadlessScreen> {
  const terminal = newHeadless(recording);
  for (const { kind, data } of recording.chunks.items.slice(0, count)) {
    const size = kind === 'resize' ? parseResize(data) : undefined;
    if (kind === 'output') terminal.write(data);
    if (!size) continue;
    // What was written before must have taken effect.
    await write(terminal, '');
    terminal.resize(size.cols, size.rows);
  }
  await write(terminal, '');
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
