import { StrictMode, useState } from 'react';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { fromSeconds } from '../../src/base/time.ts';
import { createClock, type Transport as TransportClock } from '../../src/timeline/clock.ts';
import type { FramePlace } from '../../src/timeline/FrameReadout.tsx';
import { Transport } from '../../src/timeline/Transport.tsx';
import { createViewStore, type ViewStore } from '../../src/timeline/view-store.ts';
import { countListeners } from './listening.ts';

afterEach(cleanup);

describe('the transport', () => {
  const frame = createStore<FramePlace | undefined>(() => ({ index: 1234, count: 4890, exact: true }));

  function Bar({
    clock,
    view,
    ...verbs
  }: {
    clock: TransportClock;
    view: ViewStore;
    onGoToFrame: (index: number) => void;
    onStep: (by: 1 | -1) => void;
  }) {
    const [open, setOpen] = useState(false);
    const [skips, setSkips] = useState(false);
    return (
      <Transport
        clock={clock}
        view={view}
        origin={ORIGIN}
        frame={frame}
        frameCount={() => frame.getState()?.count}
        skipsIdle={skips}
        onSkipIdle={setSkips}
        onStepFrame={verbs.onGoToFrame}
        goToOpen={open}
        onGoToOpen={setOpen}
        {...verbs}
      />
    );
  }
  const ORIGIN = { wall_utc: '2026-03-02T09:00:00Z', local_zone: 'Europe/Berlin' };

  function setupBar() {
    const clock = createClock(fromSeconds(100));
    const listening = countListeners(clock);
    const view = createViewStore(clock.duration);
    const verbs = { onGoToFrame: vi.fn(), onStep: vi.fn() };
    const { unmount } = render(
      <StrictMode>
        <Bar clock={clock} view={view} {...verbs} />
      </StrictMode>,
    );
    return { clock, view, unmount, listening, ...verbs };
  }

  it('shows trace time, wall time and the frame', async () => {
    const { clock } = setupBar();
    clock.seek(fromSeconds(83.5));
    await clock.settled();
    expect(await screen.findByText('1:23.500')).toBeVisible();
    expect(screen.getByText('10:01:23 CET')).toBeVisible();
    expect(screen.getByTestId('frame')).toHaveTextContent('frame1234/ 4890exact');
  });

  it('plays, pauses, steps, and sets speed and loop', async () => {
    const { clock, view, onStep } = setupBar();
    fireEvent.click(screen.getByRole('button', { name: 'Play' }));
    expect(clock.playing).toBe(true);
    fireEvent.click(await screen.findByRole('button', { name: 'Pause' }));
    expect(clock.playing).toBe(false);
    fireEvent.click(screen.getByRole('button', { name: 'Next step' }));
    expect(onStep).toHaveBeenCalledExactlyOnceWith(1);
    fireEvent.change(screen.getByRole('combobox', { name: 'Speed' }), { target: { value: '4' } });
    expect(clock.rate).toBe(4);
    fireEvent.click(screen.getByRole('button', { name: 'Loop' }));
    view.getState().select(fromSeconds(5), fromSeconds(6));
    expect(clock.loop).toEqual({ start: 5e6, end: 6e6 });
    expect(await screen.findByText('1.0 s')).toBeVisible();
  });

  it('names who is not ready', async () => {
    const { clock } = setupBar();
    const release = clock.hold('screen');
    await waitFor(() => expect(screen.getByText(/waiting for screen/)).toBeVisible());
    release();
    await waitFor(() => expect(screen.queryByText(/waiting for/)).toBeNull());
  });

  it('goes to a time or frame that is typed, and says where it is neither', () => {
    const { clock, onGoToFrame } = setupBar();
    const type = (value: string): void => {
      const input = screen.getByRole('textbox', { name: 'Go to time or frame' });
      fireEvent.change(input, { target: { value } });
      fireEvent.keyDown(input, { key: 'Enter' });
    };
    const open = (): void =>
      void fireEvent.click(screen.getByRole('button', { name: /^Go to time or frame/ }));
    open();
    type('banana');
    expect(screen.getByRole('alert')).toHaveTextContent('Not a time or frame');
    type('1:23.5');
    expect(clock.now()).toBe(fromSeconds(83.5));
    open();
    expect(screen.getByRole('textbox')).toHaveAccessibleDescription('to 1:23.500 · a frame is f1234');
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'f7' } });
    expect(screen.getByRole('textbox')).toHaveAccessibleDescription('to frame 7');
    type('f1200');
    expect(onGoToFrame).toHaveBeenCalledExactlyOnceWith(1200);
    open();
    fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Escape' });
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('leaves no listener behind', () => {
    const { unmount, listening } = setupBar();
    expect(listening()).toBeGreaterThan(0);
    unmount();
    expect(listening()).toBe(0);
  });
});
