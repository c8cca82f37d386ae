import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { RedactDialog } from '../../../src/app/export/RedactDialog.tsx';
import { parsePlan } from '../../../src/share/redact/plan.ts';
import { TraceError } from '../../../src/base/errors.ts';
import { fromSeconds } from '../../../src/base/time.ts';
import { judgeInWorker } from '../../../src/qc/judge.client.ts';
import type { QcReport } from '../../../src/qc/judge.ts';
import type { Transport } from '../../../src/timeline/clock.ts';
import { createViewStore } from '../../../src/timeline/view-store.ts';
import type { Trace } from '../../../src/trace/trace.ts';

vi.mock('../../../src/qc/judge.client.ts', () => ({ judgeInWorker: vi.fn() }));
const saved = vi.hoisted(() => vi.fn<(name: string, text: string) => void>());
vi.mock('../../../src/app/save-text.ts', () => ({ saveText: saved }));

afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

const RULES = [
  {
    id: 'secrets',
    findings: [
      {
        id: 'secrets:1',
        range: { start: fromSeconds(12), end: fromSeconds(13) },
        message: 'terminal holds what looks like a GitHub token: ghp_… (40 characters).',
      },
    ],
    unmeasured: [{ item: 'screen', reason: 'what is seen and heard is not searched' }],
  },
  { id: 'personal-data', findings: [], unmeasured: [] },
];

/** A video whose picture nobody can decode here. */
const VIDEO = {
  layer: { id: 'screen', kind: 'screen_video' },
  content: { get: () => Promise.resolve({ width: 1920, height: 1080, frames: { indexAt: () => 0 } }) },
};

function show(answer: Promise<unknown> = Promise.resolve({ rules: RULES }), videos: readonly unknown[] = []) {
  vi.mocked(judgeInWorker).mockReturnValue(answer as Promise<QcReport>);
  const trace = {
    label: 'https://a.example/bug-fix.trace.zip?sig=1',
    bundle: { unchecked: {} },
    videos,
    layers: [
      { id: 'screen', kind: 'screen_video', status: 'present' },
      { id: 'notes', kind: 'annotations', status: 'missing' },
    ],
  } as unknown as Trace;
  const view = createViewStore(fromSeconds(60));
  view.getState().select(fromSeconds(20), fromSeconds(25));
  const clock = { now: () => fromSeconds(21) } as unknown as Transport;
  const dialog = <RedactDialog session={{ trace, view, clock }} onClose={() => undefined} />;
  return { dialog, ...render(dialog) };
}

const save = (): HTMLButtonElement => screen.getByRole('button', { name: 'Save the plan' });
const by = (): HTMLElement => screen.getByLabelText('Decided by');

it('says what was found and where, and saves a plan of what was chosen', async () => {
  show();
  expect(save().disabled).toBe(true);
  await screen.findByLabelText('Take out all secrets (1)');
  expect(screen.getByText('No personal data found.')).toBeTruthy();
  expect(screen.getByRole('list', { name: 'Found secrets' }).textContent).toContain('ghp_… (40 characters)');
  expect(screen.getByText('Not searched: 1')).toBeTruthy();
  expect(screen.getByText('The plan wants the name of who decides.')).toBeTruthy();

  fireEvent.change(by(), { target: { value: 'Ada' } });
  fireEvent.click(screen.getByRole('button', { name: /^Cut the marked range, 0:20/ }));
  fireEvent.change(screen.getByLabelText(/^What goes of 0:20/), { target: { value: 'audio' } });
  fireEvent.click(within(screen.getByRole('group', { name: /^Layers that stay/ })).getByLabelText('Screen'));
  fireEvent.click(save());
  const [name, text = ''] = saved.mock.calls[0] ?? [];
  expect(name).toBe('bug-fix.redaction.json');
  expect(JSON.parse(text)).toMatchObject({
    by: 'Ada',
    redactions: [
      { type: 'found', rules: ['secrets'] },
      { type: 'audio', t: [20_000_000, 25_000_000] },
      { type: 'layer', layer: 'screen' },
    ],
  });
  expect(screen.getByText('playhead redact BUNDLE --plan bug-fix.redaction.json -o COPY')).toBeTruthy();
});

it('keeps what was chosen, and does not search again', async () => {
  const { dialog, unmount } = show();
  fireEvent.click(await screen.findByLabelText('Take out all secrets (1)'));
  fireEvent.change(screen.getByLabelText('Other texts, one a line'), { target: { value: 'abc' } });
  expect(screen.getByText(/^“abc” is too short/)).toBeTruthy();
  unmount();
  render(dialog);
  expect(screen.getByLabelText<HTMLInputElement>('Take out all secrets (1)').checked).toBe(false);
  expect(screen.getByLabelText<HTMLTextAreaElement>('Other texts, one a line').value).toBe('abc');
  expect(judgeInWorker).toHaveBeenCalledOnce();
});

it('plans without the search where that fails, and says so', async () => {
  show(Promise.reject(new TraceError('internal', { reason: 'the worker that judges failed' })));
  expect((await screen.findByRole('alert')).textContent).toContain('the worker that judges failed');
  fireEvent.change(by(), { target: { value: 'Ada' } });
  fireEvent.click(save());
  expect(saved.mock.calls.join()).toContain('personal-data');
});

it('lets each finding stay, by its box, and reaches all of them by keys', async () => {
  const findings = Array.from({ length: 130 }, (_, index) => ({
    id: `secrets/${index}`,
    range: { start: fromSeconds(index), end: fromSeconds(index + 1) },
    message: `terminal holds token ${index}.`,
  }));
  show(Promise.resolve({ rules: [{ id: 'secrets', findings, unmeasured: [] }] }));
  const group = await screen.findByLabelText<HTMLInputElement>('Take out all secrets (130)');
  const list = screen.getByRole('list', { name: 'Found secrets' });
  const boxes = (): readonly HTMLInputElement[] => within(list).getAllByRole<HTMLInputElement>('checkbox');
  expect(boxes().filter(({ tabIndex }) => tabIndex === 0)).toEqual([boxes()[0]]);
  expect(boxes()).toHaveLength(100);
  fireEvent.click(screen.getByRole('button', { name: 'Show 30 more of 130' }));
  expect(boxes()).toHaveLength(130);
  boxes()[0]?.focus();
  fireEvent.keyDown(boxes()[0] ?? list, { key: 'End' });
  expect(document.activeElement).toBe(boxes()[129]);
  fireEvent.click(boxes()[129] ?? list);
  expect([group.indeterminate, group.checked]).toEqual([true, false]);
  expect(screen.getByText('Take out all secrets (129 of 130)')).toBeTruthy();
  fireEvent.change(by(), { target: { value: 'Ada' } });
  fireEvent.click(save());
  expect(parsePlan(saved.mock.calls[0]?.[1] ?? '', 'plan').redactions).toMatchObject([
    { type: 'found', rules: ['secrets'], except: ['secrets/129'] },
  ]);
  // All of them stay, and then one goes again.
  fireEvent.click(group);
  fireEvent.click(group);
  expect(boxes().some(({ checked }) => checked)).toBe(false);
  fireEvent.click(boxes()[3] ?? list);
  expect(boxes().filter(({ checked }) => checked)).toEqual([boxes()[3]]);
});

it('covers parts of the picture by fields, when they are to be covered, and takes them back', async () => {
  show(undefined, [VIDEO]);
  const add = await screen.findByRole('button', { name: /^Cover a part in the marked range, 0:20/ });
  await vi.waitFor(() => expect(add.hasAttribute('disabled')).toBe(false));
  fireEvent.click(add);
  fireEvent.click(add);
  const type = (label: string, value: string): void => {
    const field = screen.getByLabelText(`${label}, in pixels`);
    fireEvent.change(field, { target: { value } });
    fireEvent.blur(field);
  };
  type('Left of part 1', '1800');
  type('Width of part 1', '500');
  fireEvent.change(screen.getByLabelText('When part 1 is covered'), { target: { value: 'always' } });
  fireEvent.click(screen.getByRole('button', { name: 'Keep part 2 of the picture' }));
  expect(document.activeElement?.textContent).toBe('Parts of the picture');
  fireEvent.click(add);
  fireEvent.change(by(), { target: { value: 'Ada' } });
  await screen.findByLabelText('Take out all secrets (1)');
  fireEvent.click(save());
  expect(parsePlan(saved.mock.calls[0]?.[1] ?? '', 'plan').redactions.slice(1)).toEqual([
    { type: 'region', id: 'part-1', category: 'picture', layer: 'screen', rect: [1800, 432, 120, 216] },
    {
      type: 'region',
      id: 'part-2',
      category: 'picture',
      layer: 'screen',
      rect: [768, 432, 384, 216],
      t: [20_000_000, 25_000_000],
    },
  ]);
});
