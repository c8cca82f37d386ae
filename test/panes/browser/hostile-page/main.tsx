/** Shows hostile snapshots in real panes, driven by `../hostile-pages.test.ts` from outside. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { fromSeconds } from '../../../../src/base/time.ts';
import { BrowserPane } from '../../../../src/panes/browser/BrowserPane.tsx';
import { createClock, type Transport } from '../../../../src/timeline/clock.ts';
import type { BrowserEvent } from '../../../../src/trace/layers.ts';
import { browserData } from '../pane-data.ts';
import '../../../../src/ui/theme.css';

export interface HostileBench {
  /** Spreads the pages over `count` panes, one page a second in each. */
  readonly open: (pages: readonly string[], count: number) => Promise<void>;
  /** Shows each pane's page number `step`, and tells the paths of what is shown. */
  readonly show: (step: number) => Promise<readonly (string | null)[]>;
}

const clocks: Transport[] = [];
const shown: (string | null)[] = [];

function openPane(pages: readonly string[], place: number): void {
  const files = Object.fromEntries(pages.map((html, index) => [`page-${place}-${index}.html`, html]));
  const events = Object.keys(files).map((path, index): BrowserEvent => ({
    t: index + 1,
    type: 'snapshot',
    tab: 'a',
    url: 'https://example.org/',
    path,
    width: 300,
    height: 150,
  }));
  const clock = createClock(fromSeconds(pages.length + 1));
  clocks.push(clock);
  const host = document.createElement('div');
  host.style.cssText = 'width:420px;height:330px;display:inline-block';
  document.body.append(host);
  document.body.style.overflow = 'auto';
  createRoot(host).render(
    <StrictMode>
      <BrowserPane
        data={browserData({ events, pages: files })}
        clock={clock}
        report={({ snapshot }) => {
          shown[place] = typeof snapshot === 'string' ? snapshot : null;
        }}
      />
    </StrictMode>,
  );
}

const bench: HostileBench = {
  open: async (pages, count) => {
    const size = Math.ceil(pages.length / count);
    for (let place = 0; place * size < pages.length; place += 1)
      openPane(pages.slice(place * size, (place + 1) * size), place);
    // Before its first render a pane cannot hold.
    while (clocks.some((_, place) => shown[place] === undefined)) await new Promise(requestAnimationFrame);
  },
  show: async (step) => {
    await Promise.all(
      clocks.map(async (clock) => {
        clock.seek(fromSeconds(step + 1));
        await clock.settled();
      }),
    );
    return shown;
  },
};
Object.assign(window, { bench });
