/** The panes say that nothing was recorded, and nothing in them moves for it. */
import axe from 'axe-core';
import { createRoot } from 'react-dom/client';
import { expect, it, vi } from 'vitest';
import { fromSeconds } from '../../src/base/time.ts';
import { TerminalPane } from '../../src/panes/terminal/TerminalPane.tsx';
import { VideoPane } from '../../src/panes/video/VideoPane.tsx';
import { VoicePane } from '../../src/panes/voice/VoicePane.tsx';
import { createClock } from '../../src/timeline/clock.ts';
import type { LayerGaps } from '../../src/trace/declared-gaps.ts';
import '../../src/ui/theme.css';
import vp9Url from '../fixtures/video/cfr-vp9.webm?url';
import { buildTerminal } from '../fixtures/build-terminal.ts';
import { terminalLayer } from './terminal/pane-harness.tsx';
import { DURATION, fetchBlob, layerOf } from './video/harness.tsx';
import { voiceLayer } from './voice/pane-bench.tsx';
import { toneWav } from './voice/tone-wav.ts';

const LONG = 'its recorder ended by SIGKILL, and could not be started again before the disk was full';

const gapsFor = (reason: string): { readonly gaps: LayerGaps } => ({
  gaps: {
    own: [{ index: 0, range: { start: fromSeconds(2), end: fromSeconds(3) }, reason }],
    pauses: [{ index: 0, range: { start: fromSeconds(5), end: fromSeconds(6) }, reason: 'telephone' }],
  },
});

it('is told in the screen, terminal and voice panes, without a shift', async () => {
  document.documentElement.dataset['theme'] = 'dark';
  const clock = createClock(DURATION);
  const video = { ...layerOf(await fetchBlob(vp9Url), 'screen.webm'), ...gapsFor('the screen was lost') };
  const terminal = {
    ...terminalLayer('main', buildTerminal(80, 24, [[1, 'output', '$ ']])),
    ...gapsFor(LONG),
  };
  const voice = { ...voiceLayer(toneWav(8, [1, 2])), ...gapsFor('the microphone was lost') };
  const place = document.createElement('div');
  place.style.cssText = 'position: fixed; inset: 0 auto auto 0; width: 390px; height: 900px';
  document.body.replaceChildren(place);
  const root = createRoot(place);
  const report = (): void => undefined;
  const own = {
    transcripts: [],
    names: new Map<string, string>(),
    noSound: undefined,
    noTranscript: undefined,
  };
  const box = { height: '300px' };
  root.render(
    <>
      <section style={box} aria-label="Screen">
        <VideoPane
          data={{ videos: [video], inputs: [], transcripts: [], displays: [], voices: [], name: 'A test' }}
          clock={clock}
          report={report}
        />
      </section>
      <section style={box} aria-label="Terminal">
        <TerminalPane data={{ terminals: [terminal], commands: [] }} clock={clock} report={report} />
      </section>
      <section style={box} aria-label="Voice">
        <VoicePane data={{ voices: [voice], notes: [], ...own }} clock={clock} report={report} />
      </section>
    </>,
  );
  const lines = (): readonly HTMLElement[] => [...place.querySelectorAll<HTMLElement>('[data-missing]')];
  await vi.waitFor(() => expect(lines()).toHaveLength(3));
  await vi.waitFor(() => expect(place.querySelectorAll('video, canvas').length).toBeGreaterThan(1));
  await clock.settled();

  const tops = (): readonly number[] => lines().map((line) => line.getBoundingClientRect().top);
  const told = (): readonly string[] =>
    lines().map((line) => line.querySelector('[role=status]')?.textContent ?? '');
  const before = tops();
  expect(told()).toEqual(['', '', '']);

  clock.seek(fromSeconds(2.5));
  await clock.settled();
  const from = 'Nothing was recorded from 0:02.000 to 0:03.000';
  await vi.waitFor(() =>
    expect(told()).toEqual([
      `${from}: the screen was lost.`,
      `${from}: ${LONG}.`,
      `${from}: the microphone was lost.`,
    ]),
  );
  expect(tops()).toEqual(before);
  expect((await axe.run(place)).violations.map(({ id }) => id)).toEqual([]);

  clock.seek(fromSeconds(5.5));
  await clock.settled();
  await vi.waitFor(() =>
    expect(new Set(told())).toEqual(new Set(['Nothing was recorded from 0:05.000 to 0:06.000: telephone.'])),
  );
  expect(tops()).toEqual(before);
  root.unmount();
  clock.dispose();
});
