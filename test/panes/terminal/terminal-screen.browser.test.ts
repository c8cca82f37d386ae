/** The screen in the page: its picture, what scrolled away, its text. */
import { userEvent } from 'vitest/browser';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TerminalScreen } from '../../../src/panes/terminal/terminal-screen.ts';
import { pageSlicer } from '../../../src/trace/emulator/guard.ts';
import { ScreenIndex } from '../../../src/trace/emulator/screen-index.ts';
import { buildCast } from '../../fixtures/build-terminal.ts';
import { scriptOf } from '../../trace/emulator/exactness.ts';

interface Shown {
  readonly index: ScreenIndex;
  readonly screen: TerminalScreen;
  readonly host: HTMLElement;
  readonly links: readonly string[];
  readonly goTo: (count: number, isNext?: boolean) => Promise<void>;
  /** Lines of the text over the picture. */
  readonly text: () => readonly string[];
  readonly asked: () => number;
}

const open: { dispose(): void }[] = [];
afterEach(() => open.splice(0).forEach((one) => one.dispose()));

function show(texts: readonly string[], cols = 20, rows = 5): Shown {
  const script = scriptOf(
    buildCast(
      cols,
      rows,
      texts.map((text, index) => [index, 'output', text]),
    ),
  );
  const index = new ScreenIndex(script, pageSlicer);
  const stage = document.createElement('div');
  stage.style.cssText = 'display:grid;width:900px;height:400px;font-family:"DejaVu Sans Mono",monospace';
  document.body.append(stage);
  const links: string[] = [];
  let asked = 0;
  const screen = new TerminalScreen(stage, 'Screen', {
    onLink: (address) => links.push(address),
    onLookBack: () => (asked += 1),
  });
  screen.fit({ width: 600, height: 300 });
  open.push(index, screen, { dispose: () => stage.remove() });
  const host = stage.querySelector('section');
  if (!host) throw new Error('there is no screen');
  return {
    index,
    screen,
    host,
    links,
    goTo: async (count, isNext = false) => screen.put(count, await index.screenAt(count), isNext),
    text: () => [...host.querySelectorAll('div > div > div')].map((row) => row.textContent),
    asked: () => asked,
  };
}

const numbered = Array.from({ length: 60 }, (_, line) => `line ${line}\r\n`);

describe('a screen', () => {
  it('has its text where its picture has it', async () => {
    const { goTo, text, host } = show(['one\r\n漢字 x\r\n\x1b[31mred│end']);
    await goTo(1);
    await vi.waitFor(() => expect(text().slice(0, 3)).toEqual(['one', '漢字 x', 'red│end']));
    const canvas = host.querySelector('canvas')?.getBoundingClientRect() ?? new DOMRect();
    const cell = canvas.width / 20;
    const range = document.createRange();
    const place = (row: number, word: string): DOMRect => {
      const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(word) ?? -1;
        if (at < 0) continue;
        range.setStart(node, at);
        range.setEnd(node, at + word.length);
      }
      const found = range.getBoundingClientRect();
      expect(
        Math.abs(found.top + found.height / 2 - canvas.top - (canvas.height / 5) * (row + 0.5)),
      ).toBeLessThan(2);
      return found;
    };
    expect(place(1, 'x').left - canvas.left).toBeCloseTo(5 * cell, 0);
    expect(place(2, 'end').left - canvas.left).toBeCloseTo(4 * cell, 0);
    expect(place(2, 'end').width).toBeCloseTo(3 * cell, 0);
  });

  it('tells its text and cursor at once', async () => {
    const { goTo, screen } = show(['one\r\ntwo   ', '\x1b[2J\x1b[Hx']);
    expect(screen.snapshot()).toBeUndefined();
    await goTo(1);
    expect(screen.snapshot()).toEqual({ cols: 20, rows: 5, cursor: '6,1', text: ['one', 'two', '', '', ''] });
    await goTo(2);
    expect(screen.snapshot()).toMatchObject({ cursor: '1,0', text: ['x', '', '', '', ''] });
  });

  it('stays as it is while another is tried out', async () => {
    const { goTo, screen, index, host } = show(['one\r\n', '\x1b[41m漢字 │ \x1b[1mtwo']);
    await goTo(1);
    const canvas = host.querySelector('canvas');
    const before = [screen.snapshot(), canvas?.toDataURL()];
    screen.tryOut(await index.screenAt(2));
    expect([screen.snapshot(), canvas?.toDataURL()]).toEqual(before);
    await goTo(2);
    expect(canvas?.toDataURL()).not.toBe(before[1]);
  });

  it('is copied as lines, and what the terminal had to break as one', async () => {
    const { goTo, screen, text, host } = show([
      'short   \r\nthis is a line that is longer than the screen\r\nend',
    ]);
    await goTo(1);
    await vi.waitFor(() => expect(text()[0]).toBe('short   '));
    document.getSelection()?.selectAllChildren(host);
    expect(screen.selection).toBe('short\nthis is a line that is longer than the screen\nend');
    document.getSelection()?.removeAllRanges();
    expect(screen.selection).toBe('');
  });

  it('keeps what is selected in lines that stay', async () => {
    const { goTo, screen, text, host } = show(['one\r\ntwo\r\nthree', '\x1b[3;1Hdrei\x1b[K']);
    await goTo(1);
    await vi.waitFor(() => expect(text()[0]).toBe('one'));
    const [row] = host.querySelectorAll('div > div > div');
    if (row) document.getSelection()?.selectAllChildren(row);
    await goTo(2);
    await vi.waitFor(() => expect(text()[2]).toBe('drei'));
    expect(screen.selection).toBe('one');
  });

  it('is drawn only where it changes, also in colours that the recording changed', async () => {
    const { goTo } = show([
      '\x1b]4;1;#123456\x07\x1b[31mred\x1b[?25l',
      '\x1b[3;1Hnew',
      '\x1b]4;1;#654321\x07',
    ]);
    await goTo(1);
    const fill = vi.spyOn(CanvasRenderingContext2D.prototype, 'fillRect');
    open.push({ dispose: () => fill.mockRestore() });
    const drawn = async (count: number): Promise<number> => {
      fill.mockClear();
      await goTo(count);
      return fill.mock.calls.length;
    };
    expect(await drawn(1)).toBe(0);
    expect(await drawn(2)).toBe(1);
    expect(await drawn(3)).toBe(5);
  });

  it('follows links', async () => {
    const { goTo, host, links } = show(['go \x1b]8;;https://a.example\x07there\x1b]8;;\x07 now']);
    await goTo(1);
    const canvas = host.querySelector('canvas');
    if (!canvas) throw new Error('there is no picture');
    const cell = canvas.getBoundingClientRect().width / 20;
    await userEvent.click(canvas, { position: { x: cell * 1.5, y: 5 }, force: true });
    expect(links).toEqual([]);
    await userEvent.click(canvas, { position: { x: cell * 5.5, y: 5 }, force: true });
    expect(links).toEqual(['https://a.example']);
  });
});

describe('what scrolled away', () => {
  it('comes when a person looks for it, as it was there', async () => {
    const { goTo, screen, text, asked, index } = show(numbered);
    await goTo(50);
    expect(screen.isLackingHistory).toBe(false);
    screen.scrollPages(-1);
    expect(asked()).toBe(1);
    expect(screen.isLackingHistory).toBe(true);
    screen.fill(await index.scrolledAt(screen.drawnAt));
    expect(screen.isLackingHistory).toBe(false);
    await vi.waitFor(() =>
      expect(text().slice(0, 5)).toEqual([42, 43, 44, 45, 46].map((line) => `line ${line}`)),
    );
    screen.scrollPages(1);
    await vi.waitFor(() =>
      expect(text().slice(0, 5)).toEqual([...[46, 47, 48, 49].map((line) => `line ${line}`), '']),
    );
  });

  it('has its text on its picture wherever it is scrolled to', async () => {
    const { goTo, screen, text, index, host } = show(numbered);
    await goTo(50);
    screen.scrollPages(-1);
    screen.fill(await index.scrolledAt(50));
    await vi.waitFor(() => expect(text()[0]).toBe('line 42'));
    const canvas = host.querySelector('canvas');
    if (!canvas) throw new Error('there is no picture');
    const height = canvas.getBoundingClientRect().height / 5;
    // The top line of the picture is 46 less as many as a person looks back.
    for (const [lines, top] of [
      [2.4, 44],
      [2.6, 43],
      [0.3, 46],
    ] as const) {
      host.scrollTop = -lines * height;
      await vi.waitFor(() => {
        const row = [...host.querySelectorAll('div > div > div')].find(
          (one) => one.textContent === `line ${top}`,
        );
        expect(row?.getBoundingClientRect().top).toBeCloseTo(canvas.getBoundingClientRect().top, 0);
      });
    }
  });

  it('is drawn as it was on the screen', async () => {
    const { goTo, screen, index, host } = show(numbered);
    const pixels = (): string => host.querySelector('canvas')?.toDataURL() ?? '';
    await goTo(30);
    const before = pixels();
    await goTo(34);
    screen.scrollPages(-1);
    screen.fill(await index.scrolledAt(34));
    // Without the cursor, which stands further down then.
    expect(pixels()).not.toBe(before);
    await goTo(30);
    expect(pixels()).toBe(before);
  });

  it('stays in sight while time goes on, and goes when it jumps', async () => {
    const { goTo, screen, text, index } = show(numbered);
    await goTo(50);
    screen.scrollPages(-1);
    screen.fill(await index.scrolledAt(50));
    await vi.waitFor(() => expect(text()[0]).toBe('line 42'));
    await goTo(51, true);
    expect(screen.drawnAt).toBe(50);
    expect(screen.snapshot()?.text[0]).toBe('line 47');
    screen.scrollPages(1);
    expect(screen.drawnAt).toBe(51);
    screen.scrollPages(-1);
    await goTo(20);
    expect(screen.drawnAt).toBe(20);
    await vi.waitFor(() => expect(text()).toEqual([16, 17, 18, 19].map((line) => `line ${line}`).concat('')));
  });

  it('is not there on the alternate screen', async () => {
    const { goTo, host } = show([...numbered, '\x1b[?1049h\x1b[Hfull']);
    await goTo(60);
    expect(host.scrollHeight).toBeGreaterThan(host.clientHeight * 5);
    await goTo(61);
    expect(host.scrollHeight).toBe(host.clientHeight);
  });
});

describe('what a search led to', () => {
  const boxes = (host: HTMLElement): readonly DOMRect[] =>
    [...host.querySelectorAll('canvas + span > span')].map((mark) => mark.getBoundingClientRect());

  it('is marked where it stands, as long as it does', async () => {
    const { screen, host, goTo } = show(['first\r\n', 'one test\r\n', '\x1b[2J']);
    screen.find({ text: 'one test', words: ['test'] });
    await goTo(1);
    expect(boxes(host)).toHaveLength(0);
    await goTo(2);
    const [box] = boxes(host);
    const canvas = host.querySelector('canvas')?.getBoundingClientRect() ?? new DOMRect();
    const cell = { width: canvas.width / 20, height: canvas.height / 5 };
    // In whole pixels of the screen.
    const offset = [
      (box?.left ?? 0) - canvas.left - 4 * cell.width,
      (box?.width ?? 0) - 4 * cell.width,
      (box?.top ?? 0) - canvas.top - cell.height,
    ];
    expect(Math.max(...offset.map(Math.abs))).toBeLessThan(1);
    await goTo(3);
    expect(boxes(host)).toHaveLength(0);
    await goTo(2);
    expect(boxes(host)).toHaveLength(1);
    screen.find(undefined);
    expect(boxes(host)).toHaveLength(0);
  });
});
