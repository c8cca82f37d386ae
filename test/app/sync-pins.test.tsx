import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { framePlace } from '../../src/app/frame-place.ts';
import { PaneReports } from '../../src/app/pane-reports.ts';
import type { TraceSession } from '../../src/app/session-store.ts';
import { syncLayers } from '../../src/app/sync-layers.ts';
import { SyncPins } from '../../src/app/SyncPins.tsx';
import { CLOCK_WORDS, stepWords } from '../../src/base/time-words.ts';
import { fromSeconds } from '../../src/base/time.ts';
import { createClock, type Transport } from '../../src/timeline/clock.ts';
import { NO_CORRECTION, type LayerCorrection } from '../../src/trace/corrections.ts';
import { TimeWordsContext } from '../../src/ui/time-words.ts';
import { buildTrace } from '../fixtures/build-trace.ts';

interface Opened {
  readonly clock: Transport;
  readonly reports: PaneReports;
  readonly onChange: ReturnType<typeof vi.fn<(make: (from: LayerCorrection) => LayerCorrection) => void>>;
}

/** Frame 10 of a video with ten frames a second, and a click that can be pinned to it. */
async function open(words = CLOCK_WORDS): Promise<Opened> {
  const trace = buildTrace({ duration: 5, input: ['1 click 10,20'], video: { fps: 10, keyEvery: 10 } });
  const table = (await trace.videos[0]?.content.get())?.frames;
  const entry = syncLayers(trace).find(({ layer }) => layer.id === 'input');
  if (!table || !entry) throw new Error('no layers');
  const clock = createClock(trace.duration);
  const reports = new PaneReports();
  const frames = { value: table, ready: Promise.resolve() };
  const frame = framePlace(clock, frames, reports, 'screen');
  const session = { trace, clock, frames, frame, reports } as unknown as TraceSession;
  clock.seek(fromSeconds(1.05));
  const at = { index: 10, start: table.startOf(10), end: table.startOf(11) };
  const onChange: Opened['onChange'] = vi.fn();
  render(
    <TimeWordsContext value={words}>
      <SyncPins entry={entry} session={session} frame={at} onChange={onChange} />
    </TimeWordsContext>,
  );
  await act(() => clock.settled());
  await screen.findByText('left click at 10, 20');
  return { clock, reports, onChange };
}

const button = () => screen.getByRole('button', { name: /^Pin it to frame 10,/ });
const told = (): string =>
  document.querySelector(`#${CSS.escape(button().getAttribute('aria-describedby') ?? '')}`)?.textContent ??
  '';
const show = (reports: PaneReports, exact: boolean | null, frame = 10): void =>
  act(() => reports.set('video', { layer: 'screen', exact, frame }));

afterEach(cleanup);

describe('pinning an event to the frame at the playhead', () => {
  it('counts steps where the trace has no times', async () => {
    await open(stepWords(5, 1_000_000));
    screen.getByText('step 2 · 1 step before the playhead');
    screen.getByRole('button', { name: 'Pin it to frame 10, step 2' });
  });

  it('is done where that frame is proven to be on screen', async () => {
    const { reports, onChange } = await open();
    show(reports, true);
    expect(button().getAttribute('aria-disabled')).not.toBe('true');
    expect(button().hasAttribute('aria-describedby')).toBe(false);
    fireEvent.click(button());
    expect(onChange.mock.calls[0]?.[0](NO_CORRECTION).points).toMatchObject([
      { trace: 1_000_000, uncertainty: 100_000 },
    ]);
  });

  it.each([
    ['not verified', false, 10, 'It is not proven yet that this frame is on screen.'],
    ['another one', true, 9, 'It is not proven yet that this frame is on screen.'],
    ['not to be seen', null, 10, 'The pane of the video has to show this frame.'],
  ])('is refused in words where the frame is %s', async (_, exact, frame, words) => {
    const { reports, onChange } = await open();
    show(reports, exact, frame);
    expect(button().getAttribute('aria-disabled')).toBe('true');
    expect(told()).toBe(words);
    fireEvent.click(button());
    expect(onChange).not.toHaveBeenCalled();
  });

  it('is refused while playing, and possible again at rest', async () => {
    const { clock, reports, onChange } = await open();
    show(reports, true);
    act(() => clock.play(1));
    // Refused at once, also before that is drawn.
    fireEvent.click(button());
    expect(onChange).not.toHaveBeenCalled();
    await waitFor(() => expect(told()).toBe('Pause to pin it to a frame.'));
    expect(button().getAttribute('aria-disabled')).toBe('true');
    act(() => {
      clock.pause();
      // However far it has come by then.
      clock.seek(fromSeconds(1.05));
    });
    await waitFor(() => expect(button().getAttribute('aria-disabled')).toBe('false'));
  });

  it('leaves its place in the focus while the next frame is on its way', async () => {
    const { reports } = await open();
    show(reports, true);
    button().focus();
    show(reports, false);
    expect(document.activeElement).toBe(button());
  });
});
