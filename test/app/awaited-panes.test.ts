import { expect, it, vi } from 'vitest';
import { AwaitedPanes } from '../../src/app/awaited-panes.ts';

function awaited() {
  const release = vi.fn();
  return { panes: new AwaitedPanes({ hold: () => release }), release };
}

it('holds the clock until all panes on screen are in their places, in whatever order that is told', () => {
  const { panes, release } = awaited();
  // The pane that comes first may be there before it is known which others are to be.
  panes.mounted('video');
  expect(release).not.toHaveBeenCalled();
  panes.expect(() => ['video', 'terminal']);
  panes.mounted('diff');
  expect(release).not.toHaveBeenCalled();
  panes.mounted('terminal');
  expect(release).toHaveBeenCalled();
});

it('asks anew which those are: another layout may have come meanwhile', () => {
  const { panes, release } = awaited();
  let onScreen = ['terminal'];
  panes.expect(() => onScreen);
  onScreen = ['diff'];
  panes.look();
  expect(release).not.toHaveBeenCalled();
  panes.mounted('diff');
  expect(release).toHaveBeenCalled();
});

it('lets go at once where all panes are put away', () => {
  const { panes, release } = awaited();
  panes.expect(() => []);
  expect(release).toHaveBeenCalled();
});
