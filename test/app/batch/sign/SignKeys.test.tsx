/** The key of whoever signs, in the drawer. */
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { createKeyStore } from '../../../../src/app/batch/sign/key-store.ts';
import { SignKeys } from '../../../../src/app/batch/sign/SignKeys.tsx';
import { keptInMemory } from './signing.ts';

afterEach(cleanup);

const press = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }));

it('forgets a key only once that is confirmed, and makes none while a new one is unsaved', async () => {
  const store = createKeyStore(keptInMemory());
  await store.getState().load();
  await store.getState().make();
  render(<SignKeys keys={store} />);
  const make = screen.getByRole<HTMLButtonElement>('button', { name: 'Make a key' });
  expect(make.getAttribute('aria-disabled')).toBe('true');
  press('Make a key');
  act(() => store.getState().putFreshAway());
  expect(make.getAttribute('aria-disabled')).toBe('false');

  press('Forget this key');
  expect(store.getState().keys).toHaveLength(1);
  press('Keep it');
  expect(document.activeElement).toBe(screen.getByLabelText('Sign with'));
  expect(screen.queryByRole('button', { name: 'Forget it' })).toBeNull();
  expect(store.getState().keys).toHaveLength(1);

  press('Forget this key');
  press('Forget it');
  await waitFor(() => expect(store.getState().keys).toEqual([]));
});
