import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { SHORTCUTS, type ShortcutVerbs } from '../../src/app/shortcuts.ts';
import { useShortcuts } from '../../src/app/use-shortcuts.ts';

afterEach(cleanup);

interface PageProps {
  readonly help: () => void;
  readonly togglePlay: () => void;
  readonly only?: readonly string[];
}

function Page({ help, togglePlay, only }: PageProps) {
  useShortcuts(SHORTCUTS, { help, togglePlay } as unknown as ShortcutVerbs, only);
  return (
    <>
      <select aria-label="Severity" />
      <input type="checkbox" aria-label="Waived" />
      <input aria-label="Words" />
      <input type="number" aria-label="Number" />
      <textarea aria-label="Reason" />
      <div role="listbox" aria-label="Findings" tabIndex={0} />
    </>
  );
}

it('opens the help where something is chosen, and not where something is written', () => {
  const [help, togglePlay] = [vi.fn(), vi.fn()];
  render(<Page help={help} togglePlay={togglePlay} />);
  const press = (label: string, key: string): void => {
    fireEvent.keyDown(screen.getByLabelText(label), { key, shiftKey: key === '?' });
  };
  const opened = (label: string): boolean => {
    help.mockClear();
    press(label, '?');
    return help.mock.calls.length === 1;
  };
  expect(['Severity', 'Waived', 'Findings', 'Words', 'Number', 'Reason'].map(opened)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  // A letter chooses in a list.
  press('Severity', 'k');
  expect(togglePlay).not.toHaveBeenCalled();
});

it('does nothing by those that mean nothing now, and leaves their keys to nobody else', () => {
  const [help, togglePlay] = [vi.fn(), vi.fn()];
  render(<Page help={help} togglePlay={togglePlay} only={['help']} />);
  const leftAlone = fireEvent.keyDown(document.body, { key: 'k' });
  fireEvent.keyDown(document.body, { key: '?', shiftKey: true });
  expect([leftAlone, togglePlay.mock.calls.length, help.mock.calls.length]).toEqual([false, 0, 1]);
});
