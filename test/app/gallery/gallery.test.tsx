/** The gallery on the landing page: its cards, its keys, and what it says where something is not there. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Landing } from '../../../src/app/Landing.tsx';
import { TraceError } from '../../../src/base/errors.ts';
import type { SessionState } from '../../../src/app/session-store.ts';
import type { SamplesFile } from '../../../src/schema/generated/types.ts';
import { BUG_FIX, listed, REVIEW } from './samples.ts';

let answer: () => Promise<Response>;
const asked: string[] = [];
beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal('fetch', (url: URL) => {
    asked.push(url.href);
    return answer();
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const answering =
  (body: string, status = 200) =>
  (): Promise<Response> =>
    Promise.resolve(new Response(body, { status }));

interface Shown {
  readonly onOpen: ReturnType<typeof vi.fn<(input: unknown) => void>>;
  readonly onDialog: ReturnType<typeof vi.fn<() => void>>;
}

type LandingState = Exclude<SessionState, { readonly phase: 'ready' }>;

function show(state: LandingState = { phase: 'empty' }): Shown {
  const [onOpen, onDialog] = [vi.fn<(input: unknown) => void>(), vi.fn<() => void>()];
  const none = (): void => undefined;
  render(<Landing state={state} onOpen={onOpen} onMapping={none} onDialog={onDialog} onCancel={none} />);
  return { onOpen, onDialog };
}

const list = (file: SamplesFile): void => {
  answer = answering(JSON.stringify(file));
};

it('shows each sample as its list tells it, and opens it by a click or a digit', async () => {
  list(listed(BUG_FIX, REVIEW));
  const { onOpen } = show();
  const card = await screen.findByRole('button', {
    name: /^bug fix 3 m 51 s Cron runs too rarely .*Completed/,
  });
  expect(asked).toEqual([new URL('samples/index.json', document.baseURI).href]);
  expect(card.textContent).toContain('3 m 51 s');
  expect(card.textContent).toContain('Completed, criteria met as claimed');
  // Cut, not rounded: nothing looks whole that is not.
  expect(card.textContent).toContain('95 % verbalized');
  expect(card.textContent).toContain('Understand → Fix → Commit');
  const picture = within(card).getByAltText('The recorded screen, from “Understand” to “Commit”');
  expect(picture.getAttribute('src')).toBe(new URL('samples/bug-fix.poster.webp', document.baseURI).href);

  const other = screen.getByRole('button', { name: /^code review 3 steps A branch of an agent/ });
  for (const words of ['3 steps', 'Abandoned, not met as claimed', 'Verbalization not measured'])
    expect(other.textContent).toContain(words);
  expect(other.textContent).toContain('No recording of the screen');

  fireEvent.click(card);
  fireEvent.keyDown(document.body, { key: '2' });
  fireEvent.keyDown(document.body, { key: '3' });
  fireEvent.keyDown(document.body, { key: '1', ctrlKey: true });
  expect(onOpen.mock.calls).toEqual([['samples/bug-fix/'], ['samples/code%20review/']]);
  expect(screen.getByRole('link', { name: 'Open as a batch' }).getAttribute('href')).toBe(
    '?batch=samples/batch.json',
  );
});

it('takes no digit while one is typed, or a dialog is open', async () => {
  list(listed(BUG_FIX));
  const { onOpen } = show();
  await screen.findByRole('button', { name: /^bug fix/ });
  const field = document.body.appendChild(document.createElement('input'));
  fireEvent.keyDown(field, { key: '1' });
  field.remove();
  const dialog = document.body.appendChild(document.createElement('dialog'));
  dialog.setAttribute('open', '');
  fireEvent.keyDown(document.body, { key: '1' });
  dialog.remove();
  expect(onOpen).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: '1' });
  expect(onOpen).toHaveBeenCalledOnce();
});

it('fetches the moments of a card once somebody looks at it, and moves them once they are there', async () => {
  list(listed(BUG_FIX));
  show();
  const card = await screen.findByRole('button', { name: /^bug fix/ });
  const images = (): readonly string[] =>
    [...card.querySelectorAll('img')].map(({ src }) => src.replace(/^.*\//, ''));
  expect(images()).toEqual(['bug-fix.poster.webp']);
  fireEvent.pointerEnter(card);
  expect(images()).toEqual(['bug-fix.poster.webp', 'bug-fix.loop.webp']);
  expect(card.querySelector('[data-moves]')).toBeNull();
  const [poster, loop] = card.querySelectorAll('img');
  if (!poster || !loop) throw new Error('no pictures');
  fireEvent.load(loop);
  expect(card.querySelector('[data-moves]')).not.toBeNull();

  fireEvent.error(poster);
  expect(images()).toEqual([]);
  expect(card.textContent).toContain('Its picture is missing');
});

it('says that there are none, and opens one’s own all the same', async () => {
  answer = answering('', 404);
  const { onDialog } = show();
  await screen.findByText('No samples come with this page.');
  expect(screen.queryByRole('link')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: /^Open a trace/ }));
  expect(onDialog).toHaveBeenCalledOnce();
});

it('says why they cannot be listed, and lists them when asked again', async () => {
  answer = answering('Try again later');
  show();
  const said = await screen.findByText(/cannot be read as a list of samples: it is no JSON/);
  expect(said.closest('[role=status]')?.textContent).toContain('The samples cannot be listed.');
  list(listed(BUG_FIX));
  fireEvent.click(screen.getByRole('button', { name: 'List the samples again' }));
  await screen.findByRole('button', { name: /^bug fix/ });
});

it('stays there beside what could not be opened, as a sample that is missing', async () => {
  list({ ...listed(BUG_FIX), samples: [BUG_FIX] });
  const error = new TraceError('manifest-missing', { source: 'samples/bug-fix/' });
  show({ phase: 'failed', error } as LandingState);
  expect((await screen.findByRole('alert')).textContent).toContain('samples/bug-fix/');
  await screen.findByRole('button', { name: /^bug fix/ });
});
