/** A text that is too large for the editor: what it says to everybody, in either theme. */
import axe from 'axe-core';
import { userEvent } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { row, until, usePane } from './harness.tsx';
import { traceOf } from './traces.ts';

const { show } = usePane();

const LINES = Array.from({ length: 12_000 }, (_, index) => `const value${index} = ${index};`);
const BEFORE = `${LINES.join('\n')}\n`;
const AFTER = `${LINES.with(6_000, 'const changed = true;').join('\n')}\n`;

describe('a text that is too large for the editor', () => {
  it.each(['dark', 'light'])('is read like any other, %s', async (theme) => {
    document.documentElement.dataset['theme'] = theme;
    const shown = await show(
      traceOf([{ type: 'create', content: 'b' }, { content: 'a' }], { b: BEFORE, a: AFTER }),
    );
    await shown.go(2_000_000);
    const against = shown.host.querySelector('select');
    if (!against) throw new Error('there is nothing to choose what it is compared with');
    await userEvent.selectOptions(against, 'previous');
    await shown.clock.settled();
    await until(() => shown.report()['added'] === 1);
    expect(shown.report()).toMatchObject({ added: 1, removed: 1, line: 6_001 });
    expect(shown.host.textContent).toContain('This text is large');
    await vi.waitFor(() => {
      expect(row('const changed').textContent).toContain('added');
      expect(row('const value6000 ').textContent).toContain('removed');
    });
    const { violations } = await axe.run(shown.host);
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});
