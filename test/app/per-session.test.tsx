import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { usePerSession, useSessionState } from '../../src/app/per-session.ts';

it('makes a value for each session, of the one before, and keeps it as long as that lasts', () => {
  const made: string[] = [];
  const { result, rerender } = renderHook(
    ({ id }) =>
      usePerSession<string>({ id }, (before) => {
        made.push(`${id} after ${before ?? 'none'}`);
        return `of ${id}`;
      }),
    { initialProps: { id: 1 } },
  );
  expect(result.current).toBe('of 1');
  rerender({ id: 1 });
  rerender({ id: 2 });
  expect(result.current).toBe('of 2');
  expect(made).toEqual(['1 after none', '2 after of 1']);
});

it('forgets a state with its session, also where it is set late', () => {
  const { result, rerender } = renderHook(({ id }) => useSessionState<string>({ id }), {
    initialProps: { id: 1 },
  });
  const [, setOfFirst] = result.current;
  act(() => setOfFirst('first'));
  expect(result.current[0]).toBe('first');
  rerender({ id: 2 });
  expect(result.current[0]).toBeUndefined();
  act(() => result.current[1]('second'));
  act(() => setOfFirst('too late'));
  expect(result.current[0]).toBe('second');
});
