import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { KeyDialog } from '../../src/app/KeyDialog.tsx';
import { TraceError } from '../../src/base/errors.ts';

afterEach(cleanup);

const MISSING = new TraceError('bundle-key-missing', { source: 'a.trace.enc' });
const WRONG = new TraceError('bundle-key-wrong', { source: 'a.trace.enc' });

function show(fault: TraceError, attempt = vi.fn(() => Promise.resolve<TraceError | undefined>(WRONG))) {
  const giveUp = vi.fn();
  render(<KeyDialog question={{ fault, attempt, giveUp }} />);
  return { attempt, giveUp, field: screen.getByLabelText<HTMLInputElement>('Link or key') };
}

it('asks without an alert where there was no key, and tries nothing but what was typed', () => {
  const { attempt, field } = show(MISSING);
  expect(screen.queryByRole('alert')).toBeNull();
  fireEvent.submit(field);
  expect(attempt).not.toHaveBeenCalled();
});

it('hides what is typed until it is to be shown, and is nothing that a browser or its helpers would keep', () => {
  const { field } = show(MISSING);
  const isHidden = (): boolean => field.dataset['hidden'] === 'true';
  const button = (name: string): HTMLElement => screen.getByRole('button', { name });
  expect(isHidden()).toBe(true);
  // A field that was a password for a moment is one for good.
  const types = [field.type];
  fireEvent.click(button('Show the key'));
  expect(isHidden()).toBe(false);
  types.push(field.type);
  fireEvent.click(button('Hide the key'));
  expect(isHidden()).toBe(true);
  expect([...types, field.type]).toEqual(['text', 'text', 'text']);
  expect(field.autocomplete).toBe('off');
  expect(field.name).toBe('');
  const names = ['data-1p-ignore', 'data-bwignore', 'data-lpignore', 'data-form-type'];
  expect(names.filter((name) => !field.hasAttribute(name))).toEqual([]);
});

it('says at once what was wrong with the key of the link', () => {
  show(WRONG);
  expect(screen.getByRole('alert').textContent).toContain('The key does not open a.trace.enc');
});

it('says what is wrong with a key, keeps it to be corrected, and tries it once at a time', async () => {
  const { attempt, field } = show(MISSING);
  fireEvent.change(field, { target: { value: 'a key' } });
  fireEvent.submit(field);
  fireEvent.submit(field);
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('does not open'));
  expect(attempt.mock.calls).toEqual([['a key']]);
  expect(field.value).toBe('a key');
  expect(field.getAttribute('aria-invalid')).toBe('true');
});

it('is given up by closing it', () => {
  const { giveUp } = show(MISSING);
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(giveUp).toHaveBeenCalledOnce();
});
