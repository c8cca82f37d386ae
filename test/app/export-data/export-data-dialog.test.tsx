import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ExportDataDialog } from '../../../src/app/export-data/ExportDataDialog.tsx';
import { writeInWorker } from '../../../src/app/export-data/export-data.client.ts';
import { saveText } from '../../../src/app/save-text.ts';
import type { TraceSession } from '../../../src/app/session-store.ts';
import { stepWords } from '../../../src/base/time-words.ts';
import { fromSeconds } from '../../../src/base/time.ts';
import { TraceError } from '../../../src/base/errors.ts';
import { createViewStore } from '../../../src/timeline/view-store.ts';
import { TimeWordsContext } from '../../../src/ui/time-words.ts';

vi.mock('../../../src/app/export-data/export-data.client.ts', () => ({ writeInWorker: vi.fn() }));
vi.mock('../../../src/app/save-text.ts', () => ({ saveText: vi.fn() }));

const view = createViewStore(fromSeconds(40));

beforeEach(() => void vi.resetAllMocks());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function show(kinds: readonly string[], training = false, bundle: object = {}): void {
  const session = {
    view,
    address: undefined,
    trace: {
      label: 'run',
      bundle,
      duration: fromSeconds(40),
      corrections: new Map(),
      layers: kinds.map((kind) => ({ id: kind, kind, status: 'present' })),
    },
  } as unknown as TraceSession;
  render(
    <TimeWordsContext value={stepWords(40, 1_000_000)}>
      <ExportDataDialog
        session={session}
        training={training}
        onClient={() => undefined}
        onClose={() => undefined}
      />
    </TimeWordsContext>,
  );
}

const save = (): HTMLElement => screen.getByRole('button', { name: /^Save/, hidden: true });

describe('the dialog of data', () => {
  it('tells the range of a trace without times by its steps, and what is not in the file', async () => {
    view.getState().select(fromSeconds(2), fromSeconds(7));
    show(['agent_steps'], true);
    screen.getByText('step 3 – step 7, 5 steps');
    // Enter saves: what was asked for is chosen already.
    expect(document.activeElement).toBe(save());
    vi.mocked(writeInWorker).mockResolvedValue({
      file: new Blob(['1234']),
      remarks: ['The end is not in the file.'],
      problems: [{ severity: 'warning', code: 'line-broken', details: {} as never }],
    });
    fireEvent.click(save());
    await screen.findByText('run.steps-3-7.steps.jsonl is saved: 4 bytes.');
    screen.getByText('The end is not in the file.');
    screen.getByText('1 problem of the bundle, found while it was read');
    expect(vi.mocked(writeInWorker).mock.lastCall?.[1]).toMatchObject({
      format: 'training',
      range: { start: 2_000_000, end: 7_000_000 },
    });
    expect(vi.mocked(saveText).mock.calls).toEqual([
      ['run.steps-3-7.steps.jsonl', expect.any(Blob), 'application/jsonl'],
    ]);
  });

  it('chooses the range that is marked, by itself, and all where none is or that was chosen of the same range', () => {
    const bundle = {};
    const isRange = (): boolean =>
      screen.getByRole<HTMLInputElement>('radio', { name: /^The marked range/, hidden: true }).checked;
    const shows = (): boolean => {
      cleanup();
      show(['agent_steps'], false, bundle);
      return isRange();
    };
    view.getState().clearRange();
    expect(shows()).toBe(false);
    view.getState().select(fromSeconds(2), fromSeconds(7));
    expect(shows()).toBe(true);
    fireEvent.click(screen.getByRole('radio', { name: /^All of the trace/, hidden: true }));
    expect(isRange()).toBe(false);
    expect(shows()).toBe(false);
    view.getState().select(fromSeconds(3), fromSeconds(7));
    expect(shows()).toBe(true);
  });

  it('shows how far it is once that takes long, and can be given up', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    show(['agent_steps']);
    vi.mocked(writeInWorker).mockImplementation(
      (_trace, _request, progress, signal) =>
        new Promise((_, reject) => {
          progress(12_345);
          signal.addEventListener('abort', () => reject(new TraceError('aborted', {})));
        }),
    );
    fireEvent.click(save());
    // What writes is loaded first, however long that takes.
    while (vi.mocked(writeInWorker).mock.calls.length === 0) await new Promise(setImmediate);
    await act(() => vi.advanceTimersByTimeAsync(400));
    expect(screen.queryByText(/written …/)).toBeNull();
    await act(() => vi.advanceTimersByTimeAsync(200));
    screen.getByText('12.3 kB written …');
    vi.useRealTimers();
    fireEvent.click(screen.getByRole('button', { name: 'Cancel', hidden: true }));
    await screen.findByText('Given up: nothing was saved.');
    expect(saveText).not.toHaveBeenCalled();
  });

  it('says what each format needs where none can be written', async () => {
    show([]);
    await waitFor(() => screen.getByText(/^Nothing of this trace has a place/));
    screen.getByText(/needs Terminal, which this trace does not have/, { selector: 'li:nth-child(3)' });
  });
});
