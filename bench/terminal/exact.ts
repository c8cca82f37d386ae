/** What a recording shows when it is played from its start, and what the index of the app finds in Node. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Unicode11Addon } from '@xterm/addon-unicode11/lib/addon-unicode11.mjs';
import { Terminal } from '@xterm/headless/lib-headless/xterm-headless.mjs';
import type { Cast } from '../../src/trace/cast.ts';
import { coreOf, type Core } from '../../src/trace/emulator/core.ts';
import { Emulator } from '../../src/trace/emulator/emulator.ts';
import { pageSlicer } from '../../src/trace/emulator/guard.ts';
import { ScreenIndex, type Script } from '../../src/trace/emulator/screen-index.ts';
import { scrolledOf, type SentLines } from '../../src/trace/emulator/screen.ts';
import { takeState } from '../../src/trace/emulator/state.ts';

/** A terminal after `count` chunks. */
export interface Played {
  readonly count: number;
  /** As `TerminalPlayerPage.screen` tells it. */
  readonly screen: readonly string[];
  /** Of every cell, mode, and line that scrolled away. */
  readonly digest: string;
}

export function scriptOf({ columns: { cols, rows, resizes }, texts }: Cast): Script {
  return { cols, rows, resizes, texts };
}

/** Plays a recording without resizes once, in a plain xterm.js, and looks at it after each of `counts`, which rise. */
export async function playOnce(
  { cols, rows, texts }: Script,
  counts: readonly number[],
): Promise<readonly Played[]> {
  const terminal = new Terminal({ cols, rows, scrollback: 5000, allowProposedApi: true });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  const seen: Played[] = [];
  let at = 0;
  for (const count of counts) {
    for (; at < count; at++) terminal.write(texts.textOf(at));
    await new Promise<void>((resolve) => terminal.write('', resolve));
    const core = coreOf(terminal);
    seen.push({ count, screen: screenOf(terminal), digest: digestOf(core, scrolledOf(core)) });
  }
  terminal.dispose();
  return seen;
}

function screenOf({ buffer: { active }, rows }: Terminal): readonly string[] {
  const text = Array.from({ length: rows }, (_, row) =>
    (active.getLine(active.baseY + row)?.translateToString(true) ?? '').trimEnd(),
  );
  return [...text, `${active.cursorX},${active.cursorY}`];
}

/** How many of `wanted` the index finds exactly, in that order. */
export async function countExact(script: Script, wanted: readonly Played[]): Promise<number> {
  const index = new ScreenIndex(script, pageSlicer);
  const emulator = await Emulator.create(script, pageSlicer);
  let exact = 0;
  for (const { count, digest } of wanted) {
    const from = await restore(emulator, index, count);
    for (const piece of script.texts.output(from, count)) await emulator.write(piece);
    const isSeen = isDeepStrictEqual(await index.screenAt(count), emulator.look());
    const scrolled = await index.scrolledAt(count);
    if (isSeen && digestOf(emulator.core, scrolled) === digest) exact += 1;
  }
  index.dispose();
  emulator.dispose();
  return exact;
}

/** Gives it the state after `count` chunks, or after the last before at which no sequence is open: after how many. */
async function restore(emulator: Emulator, index: ScreenIndex, count: number): Promise<number> {
  const state = await index.at(count, (player) => (player.isMidSequence ? undefined : player.take()));
  if (!state) return restore(emulator, index, count - 1);
  emulator.put(state);
  return count;
}

function digestOf(core: Core, scrolled: SentLines): string {
  const hash = createHash('sha256');
  const hex = (_key: string, value: unknown): unknown =>
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
  hash.update(JSON.stringify(takeState(core, new Map()), hex));
  return hash.update(scrolled.bytes).digest('hex');
}

/** Milliseconds of the processor for the whole index, and for playing the same output without one. */
export async function indexCost(
  script: Script,
): Promise<{ readonly index: number; readonly bare: number; readonly megabytes: number }> {
  const bare = await cpuMillis(async () => {
    const emulator = await Emulator.create(script, pageSlicer);
    for (const piece of script.texts.output(0, script.texts.length)) await emulator.write(piece);
    emulator.dispose();
  });
  const index = new ScreenIndex(script, pageSlicer);
  const built = await cpuMillis(() => index.complete());
  const megabytes = index.byteLength / 1e6;
  index.dispose();
  return { index: built, bare, megabytes };
}

async function cpuMillis(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
