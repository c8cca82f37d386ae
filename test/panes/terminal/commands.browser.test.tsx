import axe from 'axe-core';
import { userEvent } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { TraceError } from '../../../src/base/errors.ts';
import { fromSeconds } from '../../../src/base/time.ts';
import type { Command, Terminal } from '../../../src/trace/layers.ts';
import { buildTerminal } from '../../fixtures/build-terminal.ts';
import { Bench, commandLayer, layerOf, terminalLayer } from './pane-harness.tsx';

function command(seq: number, more: Partial<Command> = {}): Command {
  return {
    time: fromSeconds(seq * 2),
    end: fromSeconds(seq * 2 + 1),
    seq,
    terminal: 'main',
    cwd: '/srv/app',
    command: `step ${seq}`,
    exitCode: 0,
    exitSource: 'shell',
    ...more,
  };
}

const many = Array.from({ length: 300 }, (_, index) => command(index + 1));
const quiet = buildTerminal(80, 24, [[1, 'output', '$ ']]);
const other = buildTerminal(80, 24, [[5, 'output', 'server up']]);

const options = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[role=option]')];
const current = (): string | undefined =>
  options().find((option) => option.getAttribute('aria-selected') === 'true')?.dataset['row'];
const listbox = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('[role=listbox]');
  if (!found) throw new Error('there is no list');
  return found;
};

async function expectNoFaults(place: HTMLElement): Promise<void> {
  const { violations } = await axe.run(place);
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

describe('the list of commands', () => {
  it('tells exit codes apart, and unknown from 0', async () => {
    const commands = [
      command(1),
      command(2, { exitCode: 137 }),
      command(3, { exitCode: undefined, exitSource: 'unknown' }),
      command(4, { end: fromSeconds(50) }),
    ];
    const bench = await new Bench({
      terminals: [terminalLayer('main', quiet)],
      commands: [commandLayer(commands)],
    }).ready();
    await bench.at(fromSeconds(9));
    await vi.waitFor(() => expect(current()).toBe('3'));
    const badges = options().map((option) =>
      option.querySelector('[data-state]')?.getAttribute('data-state'),
    );
    expect(badges).toEqual(['ok', 'failed', 'unknown', 'running']);
    expect(options()[2]?.textContent).toContain('exit code not recorded');
    expect(bench.shown).toMatchObject({ terminal: 'main', command: 'step 4', exitCode: null });
    expect(await bench.at(fromSeconds(5))).toMatchObject({ command: 'step 2', exitCode: 137 });
    expect(await bench.at(fromSeconds(7))).toMatchObject({ command: 'step 3', exitCode: null });
    expect(await bench.at(fromSeconds(0))).toMatchObject({ command: null, exitCode: null });
    await bench.close();
  });

  it('keeps the command of the playhead in sight, however long the list', async () => {
    const bench = await new Bench({
      terminals: [terminalLayer('main', quiet)],
      commands: [commandLayer(many)],
      seconds: 700,
    }).ready();
    await bench.at(fromSeconds(500));
    await vi.waitFor(() => expect(current()).toBe('249'));
    expect(options().length).toBeLessThan(40);
    await bench.at(fromSeconds(4));
    await vi.waitFor(() => expect(current()).toBe('1'));
    await bench.close();
  });

  it('seeks by click, and by keys', async () => {
    const bench = await new Bench({
      terminals: [terminalLayer('main', quiet)],
      commands: [commandLayer(many)],
      seconds: 700,
    }).ready();
    await vi.waitFor(() => expect(options().length).toBeGreaterThan(5));
    await userEvent.click(options()[3] ?? document.body);
    expect(bench.clock.now()).toBe(fromSeconds(8));
    listbox().focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(bench.clock.now()).toBe(fromSeconds(12));
    await userEvent.keyboard('{End}');
    await vi.waitFor(() => {
      const id = listbox().getAttribute('aria-activedescendant') ?? '';
      expect(document.getElementById(id)?.dataset['row']).toBe('299');
    });
    await userEvent.keyboard('{Enter}');
    expect(bench.clock.now()).toBe(fromSeconds(600));
    await bench.close();
  });

  it('can be put away, and comes back', async () => {
    const bench = await new Bench({
      terminals: [terminalLayer('main', quiet)],
      commands: [commandLayer(many)],
    }).ready();
    const toggle = document.querySelector<HTMLElement>('[aria-expanded]');
    toggle?.click();
    await vi.waitFor(() => expect(options()).toHaveLength(0));
    toggle?.click();
    await vi.waitFor(() => expect(options().length).toBeGreaterThan(0));
    await bench.close();
  });

  it('stands alone where no terminal was recorded', async () => {
    const bench = await new Bench({ commands: [commandLayer(many)] }).ready();
    expect(await bench.at(fromSeconds(4.5))).toEqual({ terminal: null, command: 'step 2', exitCode: null });
    expect(document.querySelector('canvas')).toBeNull();
    await expectNoFaults(bench.place);
    await bench.close();
  });
});

describe('the pane', () => {
  it.each(['dark', 'light'])('has no accessibility faults, %s', async (theme) => {
    document.documentElement.dataset['theme'] = theme;
    const bench = await new Bench({
      terminals: [terminalLayer('main', quiet, 'main'), terminalLayer('other', other, 'server')],
      commands: [
        commandLayer([
          ...many.slice(0, 9),
          command(20, { exitCode: 2 }),
          command(21, { exitCode: undefined }),
        ]),
      ],
    }).ready();
    await bench.at(fromSeconds(6.5));
    await expectNoFaults(bench.place);
    await bench.close();
    document.documentElement.dataset['theme'] = 'dark';
  });

  it('follows the terminal that printed last until one is picked', async () => {
    const bench = await new Bench({
      terminals: [terminalLayer('main', quiet, 'main'), terminalLayer('other', other, 'server')],
    }).ready();
    expect(await bench.at(fromSeconds(2))).toMatchObject({ terminal: 'main' });
    expect(await bench.at(fromSeconds(6))).toMatchObject({ terminal: 'other' });
    const [first] = document.querySelectorAll<HTMLElement>('[role=tab]');
    first?.click();
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ terminal: 'main' }));
    first?.focus();
    await userEvent.keyboard('{ArrowRight}');
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ terminal: 'other' }));
    expect(await bench.at(fromSeconds(2))).toMatchObject({ terminal: 'other' });
    document.querySelector<HTMLElement>('[aria-pressed]')?.click();
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ terminal: 'main' }));
    await bench.close();
  });

  it('lets the keyboard leave', async () => {
    const bench = await new Bench({
      terminals: [terminalLayer('main', quiet)],
      commands: [commandLayer(many)],
    }).ready();
    await userEvent.click(document.querySelector('section canvas') ?? document.body, { force: true });
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Terminal screen: main');
    await userEvent.keyboard('{Tab}');
    expect(document.activeElement).toBe(listbox());
    await bench.close();
  });

  it('says that nothing was printed', async () => {
    const bench = await new Bench({ terminals: [terminalLayer('main', buildTerminal(80, 24, []))] }).ready();
    expect(bench.place.textContent).toContain('Nothing was printed.');
    await bench.close();
  });

  it('shows the rest where one layer cannot be read', async () => {
    const broken = layerOf<Terminal>('broken', 'terminal', () =>
      Promise.reject(
        new TraceError('format-broken', { path: 'a.cast', format: 'asciicast', reason: 'it is cut' }),
      ),
    );
    const bench = await new Bench({ terminals: [broken, terminalLayer('main', quiet)] }).ready();
    expect(await bench.at(fromSeconds(1))).toMatchObject({ terminal: 'main' });
    expect(bench.place.textContent).toContain('broken cannot be shown. a.cast cannot be read as asciicast');
    await bench.close();
  });

  it('shows where a link leads before anyone goes there', async () => {
    const link = buildTerminal(40, 5, [
      [1, 'output', '\x1b]8;;https://evil.example/path\x07https://good.example\x1b]8;;\x07'],
    ]);
    const bench = await new Bench({ terminals: [terminalLayer('main', link)] }).ready();
    await bench.at(fromSeconds(1));
    const picture = document.querySelector('section canvas');
    if (picture) await userEvent.click(picture, { position: { x: 20, y: 6 }, force: true });
    await vi.waitFor(() =>
      expect(document.querySelector('[role=alertdialog]')?.textContent).toContain('evil.example'),
    );
    const anchor = document.querySelector('[role=alertdialog] a');
    expect(anchor?.getAttribute('href')).toBe('https://evil.example/path');
    expect(anchor?.getAttribute('rel')).toBe('noopener noreferrer');
    await bench.close();
  });
});
