/** The terminal that is seen takes a state as exactly as the one in the worker gives it, and draws it. */
import { Terminal as Xterm } from 'xterm';
import { afterEach, describe, expect, it } from 'vitest';
import { coreOf } from '../../../src/trace/emulator/core.ts';
import { pageSlicer } from '../../../src/trace/emulator/guard.ts';
import { ScreenIndex } from '../../../src/trace/emulator/screen-index.ts';
import { fillLines, putState, SCROLLBACK } from '../../../src/trace/emulator/state.ts';
import { TerminalScreen } from '../../../src/panes/terminal/terminal-screen.ts';
import { buildCast } from '../../fixtures/build-terminal.ts';
import { PROBE, scriptOf, Truth } from '../../trace/emulator/exactness.ts';
import { fullState } from '../../trace/emulator/full-state.ts';
import { KEPT_BY_SERIALIZING, LOST_BY_SERIALIZING, SCROLLED } from '../../trace/emulator/state-cases.ts';

const stages: HTMLElement[] = [];
afterEach(() => stages.splice(0).forEach((stage) => stage.remove()));

function newStage(): HTMLElement {
  const stage = document.createElement('div');
  stage.style.cssText = 'display:grid;width:900px;height:400px;font-family:monospace';
  document.body.append(stage);
  stages.push(stage);
  return stage;
}

const write = (terminal: Xterm, data: string | Uint8Array): Promise<void> =>
  new Promise((resolve) => terminal.write(data, resolve));

describe('the visible terminal', () => {
  const all = { ...LOST_BY_SERIALIZING, ...KEPT_BY_SERIALIZING, ...SCROLLED };
  it.each(Object.entries(all))('is exact with %s', async (_, text) => {
    const script = scriptOf(
      buildCast(40, 10, [
        [0, 'output', '$ '],
        [1, 'output', text],
      ]),
    );
    const index = new ScreenIndex(script, pageSlicer);
    const truth = await new Truth(script).goTo(2);
    const terminal = new Xterm({ cols: 50, rows: 5, scrollback: SCROLLBACK });
    terminal.open(newStage());
    await write(terminal, 'before\r\n\n\n\n\n\n\n\x1b[?1049h\x1b[31mold');
    const core = coreOf(terminal);
    const { state, count } = await index.screenAt(2);
    const standIns = putState(core, state, (cols, rows) => terminal.resize(cols, rows), []);
    fillLines(core, standIns, await index.scrolledAt(count));
    for (const piece of script.texts.output(count, 2)) await write(terminal, piece);
    expect(fullState(core)).toEqual(fullState(truth.core));
    await truth.write(PROBE);
    await write(terminal, PROBE);
    expect(fullState(core)).toEqual(fullState(truth.core));
    terminal.dispose();
    truth.dispose();
  });
});

describe('a screen', () => {
  const rows = (stage: HTMLElement): readonly string[] =>
    [...stage.querySelectorAll('.xterm-rows > div')].map((row) => row.textContent.trimEnd());

  it('draws at once, whatever it showed before', async () => {
    const texts = [
      'one\r\ntwo\r\nthree',
      '\x1b[2;1H\x1b[32mTWO',
      '\x1b[?1049h\x1b[H漢字 alternate',
      '\x1b[?1049l\x1b[3;1Hdrei\x1b[K',
      '\x1b]4;1;#123456\x07\x1b[31mcolour',
      '\x1b[3 q\x1b[?25l',
    ];
    const script = scriptOf(
      buildCast(
        20,
        4,
        texts.map((text, index) => [index, 'output', text]),
      ),
    );
    const index = new ScreenIndex(script, pageSlicer);
    const stage = newStage();
    const screens = await Promise.all(texts.map((_, count) => index.screenAt(count)));
    const [first] = screens;
    if (!first) throw new Error('there is no screen');
    const events = { onLink: () => undefined, onLookBack: () => undefined };
    const screen = new TerminalScreen(stage, first.state, events);
    for (const place of [0, 5, 2, 1, 3, 2, 4, 1, 1, 5, 0, 3]) {
      const wanted = screens[place];
      if (!wanted) throw new Error('there is no screen');
      screen.put(wanted);
      expect(rows(stage)).toEqual(screen.snapshot().text);
      const style = getComputedStyle(stage.querySelector('.xterm-fg-1') ?? stage).color;
      if (place === 5) expect(style).toBe('rgb(18, 52, 86)');
      expect(stage.querySelectorAll('.xterm-cursor')).toHaveLength(1);
    }
    screen.dispose();
  });

  it('has its scrollback when a person looks for it, as it was there', async () => {
    const lines = Array.from({ length: 60 }, (_, line) => `line ${line}\r\n`);
    const script = scriptOf(
      buildCast(
        20,
        5,
        lines.map((line, index) => [index, 'output', line]),
      ),
    );
    const index = new ScreenIndex(script, pageSlicer);
    const stage = newStage();
    const wanted = await index.screenAt(50);
    let asked = 0;
    const screen = new TerminalScreen(stage, wanted.state, {
      onLink: () => undefined,
      onLookBack: () => (asked += 1),
    });
    screen.put(wanted);
    expect(screen.isLackingScrollback).toBe(true);
    screen.scrollPages(-1);
    expect(asked).toBe(1);
    screen.fill(await index.scrolledAt(screen.putAt));
    expect(screen.isLackingScrollback).toBe(false);
    screen.draw();
    expect(rows(stage)).toEqual(['line 42', 'line 43', 'line 44', 'line 45', 'line 46']);
    screen.dispose();
  });
});
