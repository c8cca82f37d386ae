/** Several terminals stand as tabs, told apart also where there is no room for their names. */
import { expect, it, vi } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import { buildTerminal } from '../../fixtures/build-terminal.ts';
import { Bench, commandLayer, terminalLayer } from './pane-harness.tsx';

const TITLES = ['Terminal', 'Terminal of the builder', 'Terminal of the checker'];

it('shows of each name what is its own, and all tabs, in a narrow pane', async () => {
  const printed = buildTerminal(80, 24, [[1, 'output', '$ ']]);
  const command = { time: fromSeconds(1), end: fromSeconds(2), seq: 1, terminal: 'terminal-0', cwd: '/' };
  const bench = await new Bench({
    terminals: TITLES.map((title, index) => terminalLayer(`terminal-${index}`, printed, title)),
    commands: [commandLayer([{ ...command, command: 'ls', exitCode: 0, exitSource: 'shell' }])],
    width: 460,
  }).ready();
  await vi.waitFor(() => expect(document.querySelectorAll('[role=tab]')).toHaveLength(TITLES.length));
  const list = document.querySelector('[role=tablist]');
  expect(list?.scrollWidth).toBe(list?.clientWidth);
  const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')];
  expect(tabs.map(({ textContent }) => textContent)).toEqual(TITLES);
  for (const tab of tabs) {
    const own = tab.querySelector<HTMLElement>('span > span:last-child');
    expect(own?.scrollWidth, tab.title).toBe(own?.clientWidth);
    expect(own?.getBoundingClientRect().right).toBeLessThanOrEqual(tab.getBoundingClientRect().right);
  }
  await bench.close();
});
