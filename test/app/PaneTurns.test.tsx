import { act, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { InTurn, paneTurns } from '../../src/app/PaneTurns.tsx';
import type { PaneDefinition } from '../../src/panes/pane.tsx';
import { buildTrace } from '../fixtures/build-trace.ts';

const trace = buildTrace({ duration: 1 });
const shown = ['video', 'terminal', 'diff'];

function panes(hasVideo: boolean): ReadonlyMap<string, PaneDefinition> {
  return new Map(
    shown.map((id) => {
      const first = id === 'video';
      const bind = () => (first && !hasVideo ? undefined : { draw: () => <p>{id}</p> });
      return [id, { id, title: id, kinds: [], first, bind }];
    }),
  );
}

it('lets the others wait for the picture of the first, where one will be there at once', () => {
  const pictured = Promise.resolve();
  expect([...paneTurns(shown, panes(true), trace, pictured).keys()]).toEqual(['terminal', 'diff']);
  expect(paneTurns(shown, panes(true), trace, undefined).size).toBe(0);
  expect(paneTurns(shown, panes(false), trace, pictured).size).toBe(0);
  expect(paneTurns(['terminal'], panes(true), trace, pictured).size).toBe(0);
});

it('shows a pane once it is its turn', async () => {
  let goOn: () => void = () => undefined;
  const after = new Promise<void>((resolve) => (goOn = resolve));
  render(
    <InTurn after={after} title="Terminal">
      <p>here</p>
    </InTurn>,
  );
  expect(screen.queryByText('here')).toBeNull();
  expect(screen.getByText('Loading terminal …')).toBeDefined();
  await act(async () => {
    goOn();
    await after;
  });
  expect(screen.getByText('here')).toBeDefined();
});
