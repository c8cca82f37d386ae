import { commands as server } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { fromSeconds, ZERO, type TraceTime } from '../../../src/base/time.ts';
import type { Terminal } from '../../../src/trace/layers.ts';
import { buildTerminal, terminalOfFile } from '../../fixtures/build-terminal.ts';
import { heldTime } from '../../timeline/held-time.ts';
import { replayFromStart, seeded } from './headless.ts';
import { Bench, terminalLayer } from './pane-harness.tsx';

const CASTS = [
  'asciicast/tb-vim-altscreen.cast',
  'asciicast/tb-wide-bitcoin.cast',
  'asciicast/v3-resizing.cast',
  'terminal-bench-trial/simple-web-scraper-nonmonotonic/sessions/agent.cast',
];

/** A session with colours, wide characters, both screens, scrolling, resizes, and output beyond one write. */
function livelySession(): Terminal {
  const random = seeded(7);
  const lines = (count: number): string =>
    Array.from(
      { length: count },
      () => `\x1b[3${Math.floor(random() * 8)}m漢字 🙂 ${random()}\x1b[m\r\n`,
    ).join('');
  return buildTerminal(60, 12, [
    [1, 'output', '$ make\r\n'],
    [2, 'input', 'secret'],
    [3, 'output', lines(40)],
    [4, 'resize', '90x20'],
    [4, 'output', 'wider\r\n'],
    [5, 'marker', 'chapter'],
    [6, 'output', '\x1b[?1049h\x1b[2J\x1b[5;10Hfull screen'],
    [7, 'output', '\x1b[8;3H\x1b[7mstatus\x1b[m\x1b['],
    [8, 'output', '6;6Hsplit sequence'],
    [9, 'output', '\x1b[?1049l'],
    [10, 'resize', '40x8'],
    [11, 'output', lines(1500)],
    [12, 'output', '\x1b[2J\x1b[Hafter all'],
    [13, 'exit', '0'],
  ]);
}

async function expectScreen(bench: Bench, terminal: Terminal, time: TraceTime): Promise<void> {
  const shown = await bench.at(time);
  const index = terminal.chunks.indexAt(time);
  const wanted = await replayFromStart(terminal, index + 1);
  expect(shown).toMatchObject({ ...wanted, chunkIndex: index });
}

const screen = (): HTMLElement | null => document.querySelector('[aria-label^="Terminal screen"]');
/** The text of the picture, which follows it. */
const drawn = (): string => screen()?.textContent ?? '';
const gridSize = (): DOMRect => document.querySelector('canvas')?.getBoundingClientRect() ?? new DOMRect();

describe('the terminal pane', () => {
  it('shows at any time what a replay from the start shows, forward and backward', async () => {
    const terminal = livelySession();
    const bench = await new Bench({ terminals: [terminalLayer('main', terminal)] }).ready();
    const random = seeded(3);
    for (let round = 0; round < 30; round += 1)
      await expectScreen(bench, terminal, fromSeconds(random() * 15));
    await bench.close();
  });

  it('draws what it reports', async () => {
    const terminal = buildTerminal(40, 5, [
      [1, 'output', 'one\r\ntwo'],
      [2, 'output', '\x1b[2J\x1b[Hthree'],
    ]);
    const bench = await new Bench({ terminals: [terminalLayer('main', terminal)] }).ready();
    await bench.at(fromSeconds(2));
    await vi.waitFor(() => expect(drawn()).toContain('three'));
    await bench.at(fromSeconds(1));
    await vi.waitFor(() => expect(drawn()).toMatch(/one.*two/));
    expect(drawn()).not.toContain('three');
    await bench.at(fromSeconds(0));
    await vi.waitFor(() => expect(drawn().trim()).toBe(''));
    expect(document.querySelectorAll('canvas')).toHaveLength(1);
    await bench.close();
  });

  it('lets the newest target win', async () => {
    const terminal = livelySession();
    const bench = await new Bench({ terminals: [terminalLayer('main', terminal)] }).ready();
    await bench.at(fromSeconds(14));
    for (const seconds of [3, 12, 1, 9, 2, 11, 8]) {
      bench.clock.seek(fromSeconds(seconds));
      await new Promise((resolve) => setTimeout(resolve, seconds));
    }
    await expectScreen(bench, terminal, fromSeconds(8));
    await bench.close();
  });

  it('follows while playing, and holds nothing when done', async () => {
    const terminal = buildTerminal(
      40,
      5,
      Array.from({ length: 60 }, (_, index) => [index / 60, 'output', `${index}\r\n`] as const),
    );
    const { ticker, pass } = heldTime();
    const terminals = [terminalLayer('main', terminal)];
    const bench = await new Bench({ terminals, seconds: 1.2, ticker }).ready();
    bench.clock.play(2);
    for (let count = 0; count < 5; count += 1) {
      const before = bench.clock.now();
      pass(100);
      // However long a busy machine takes: what is shown while time goes on is what was printed by then.
      await vi.waitFor(() => {
        expect(bench.clock.now()).toBeGreaterThan(before);
        expect(bench.shown).toMatchObject({ chunkIndex: terminal.chunks.indexAt(bench.clock.now()) });
      });
    }
    expect(bench.clock.playing).toBe(true);
    pass(200);
    await vi.waitFor(() => expect(bench.clock.playing).toBe(false));
    await bench.clock.settled();
    expect(bench.shown).toMatchObject({ chunkIndex: 59, text: ['56', '57', '58', '59', ''] });
    expect(bench.clock.holders).toEqual([]);
    await bench.close();
  });

  it('has the line of the cursor in sight where the grid is larger than the pane', async () => {
    const terminal = buildTerminal(40, 60, [
      [1, 'output', 'top'],
      [2, 'output', '\x1b[50;1Hbelow'],
      [3, 'output', ' more'],
      [4, 'output', '\x1b[Hagain'],
    ]);
    const bench = await new Bench({ terminals: [terminalLayer('main', terminal)], height: 200 }).ready();
    const stage = screen()?.parentElement?.parentElement;
    if (!stage) throw new Error('there is no stage');
    await bench.at(fromSeconds(1));
    expect(stage.scrollTop).toBe(0);
    await bench.at(fromSeconds(2));
    const { top, height } = screen()?.getBoundingClientRect() ?? new DOMRect();
    const line = top + (49 * height) / 60;
    expect(line).toBeGreaterThan(stage.getBoundingClientRect().top);
    expect(line + height / 60).toBeLessThan(stage.getBoundingClientRect().bottom);
    // A person who scrolled is left alone as long as the cursor stays in its line.
    stage.scrollTop = 7;
    await bench.at(fromSeconds(3));
    expect(stage.scrollTop).toBe(7);
    await bench.at(fromSeconds(4));
    expect(stage.scrollTop).toBe(0);
    await bench.close();
  });

  it('pages through what scrolled away, after a jump into the middle', async () => {
    const events = Array.from(
      { length: 300 },
      (_, line) => [line / 10, 'output', `line ${line}\r\n`] as const,
    );
    const bench = await new Bench({
      terminals: [terminalLayer('main', buildTerminal(40, 10, events))],
    }).ready();
    await bench.at(fromSeconds(20));
    await vi.waitFor(() => expect(drawn()).toContain('line 200'));
    const page = (key: string): unknown =>
      screen()?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    page('PageUp');
    await vi.waitFor(() => expect(drawn()).toMatch(/line 183.*line 191/));
    page('PageUp');
    await vi.waitFor(() => expect(drawn()).toMatch(/line 174.*line 182/));
    page('PageDown');
    page('PageDown');
    await vi.waitFor(() => expect(drawn()).toContain('line 200'));
    await bench.close();
  });

  it('keeps only the screen of the terminal in sight', async () => {
    const chatty = (name: string, from: number): Terminal =>
      buildTerminal(
        40,
        5,
        Array.from({ length: 5 }, (_, turn) => [from + turn * 2, 'output', `${name} ${turn}\r\n`] as const),
      );
    const bench = await new Bench({
      terminals: [terminalLayer('a', chatty('a', 0)), terminalLayer('b', chatty('b', 1))],
    }).ready();
    for (const [seconds, name] of [
      [4, 'a'],
      [5, 'b'],
      [0, 'a'],
      [9, 'b'],
    ] as const) {
      expect(await bench.at(fromSeconds(seconds))).toMatchObject({ terminal: name });
      await vi.waitFor(() => expect(drawn()).toContain(`${name} ${Math.floor(seconds / 2)}`));
      expect(document.querySelectorAll('canvas')).toHaveLength(1);
    }
    await bench.close();
  });

  it('keeps the old picture until the new one is ready', async () => {
    const terminal = livelySession();
    const bench = await new Bench({ terminals: [terminalLayer('main', terminal)] }).ready();
    await bench.at(fromSeconds(14));
    bench.clock.seek(fromSeconds(11));
    const seen = new Set<number>();
    while (bench.shown?.['chunkIndex'] !== terminal.chunks.indexAt(fromSeconds(11))) {
      seen.add(document.querySelectorAll('canvas').length);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    expect(seen).not.toContain(0);
    await bench.close();
  });

  it('leaves nothing behind when it goes in the middle of its work', async () => {
    const terminal = livelySession();
    const bench = await new Bench({ terminals: [terminalLayer('main', terminal)] }).ready();
    await bench.at(fromSeconds(14));
    bench.clock.seek(fromSeconds(11));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await bench.close();
  });

  it('scales the recorded grid to the pane, without reflow', async () => {
    const terminal = buildTerminal(80, 24, [[1, 'output', 'x'.repeat(80)]]);
    const bench = await new Bench({ terminals: [terminalLayer('main', terminal)], width: 640 }).ready();
    await bench.at(fromSeconds(1));
    const stage = screen()?.parentElement?.parentElement;
    if (!stage) throw new Error('there is no stage');
    await vi.waitFor(() => {
      expect(stage.scrollWidth).toBe(stage.clientWidth);
      expect(stage.scrollHeight).toBe(stage.clientHeight);
      expect(gridSize().width).toBeGreaterThan(500);
    });
    bench.place.style.width = '480px';
    await vi.waitFor(() => expect(gridSize().width).toBeLessThan(480));
    expect(bench.shown).toMatchObject({ cols: 80, rows: 24 });
    await bench.close();
  });

  it('stays responsive under a costly stream, and drops it when the playhead moves on', async () => {
    const costly = '\x1bc'.repeat(30_000);
    const terminal = buildTerminal(80, 24, [
      [1, 'output', 'calm'],
      [2, 'output', costly],
      [3, 'output', 'end'],
    ]);
    const bench = await new Bench({ terminals: [terminalLayer('main', terminal)] }).ready();
    bench.clock.seek(fromSeconds(3));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(bench.clock.holders).toEqual(['terminal']);
    const start = performance.now();
    expect(await bench.at(fromSeconds(1))).toMatchObject({ text: ['calm', ...Array<string>(23).fill('')] });
    expect(performance.now() - start).toBeLessThan(15_000);
    await bench.close();
  });

  for (const name of CASTS)
    it(`shows ${name} as it is`, { timeout: 120_000 }, async ({ skip }) => {
      // From the root of the repository.
      const path = `../shared/data/${name}`;
      const text = await server.readFile(path).catch(() => undefined);
      if (text === undefined) return skip(`${path} is out of reach`);
      const terminal = terminalOfFile(text, path);
      const bench = await new Bench({ terminals: [terminalLayer('main', terminal)], seconds: 1e9 }).ready();
      const random = seeded(terminal.chunks.length);
      for (let round = 0; round < 8; round += 1) {
        const chunk = Math.floor(random() * terminal.chunks.length);
        const time = terminal.chunks.timeOf(chunk);
        await expectScreen(bench, terminal, Number.isFinite(time) ? (time as TraceTime) : ZERO);
      }
      await bench.close();
    });
});
