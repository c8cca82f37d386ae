/** Lists of what is said of traces, of any length. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { TraceLines } from '../../../../src/app/batch/sign/TraceLines.tsx';

afterEach(cleanup);

const lines = Array.from({ length: 10_000 }, (_, n) => ({ code: 'x', trace: `t${n}`, message: 'It is so.' }));

it('have few lines at first, and more by the hundred where they are asked for', () => {
  const { container } = render(<TraceLines label="Open" lines={lines} onOpen={() => undefined} />);
  const shown = (): number => container.querySelectorAll('li').length;
  expect(shown()).toBe(6);
  expect(container.querySelectorAll('*').length).toBeLessThan(60);
  fireEvent.click(screen.getByRole('button', { name: 'Show 100 of 9,994 more' }));
  expect(shown()).toBe(106);
});

it('keep the button to the end, for who is on it', () => {
  const { container } = render(
    <TraceLines label="Open" lines={lines.slice(0, 20)} onOpen={() => undefined} />,
  );
  const more = screen.getByRole('button', { name: 'Show 14 more' });
  more.focus();
  fireEvent.click(more);
  expect([container.querySelectorAll('li').length, more.textContent]).toEqual([20, 'Show fewer']);
  expect(document.activeElement).toBe(more);
  fireEvent.click(more);
  expect(container.querySelectorAll('li').length).toBe(6);
});
