import axe from 'axe-core';
import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { userEvent } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Problem } from '../../../src/base/errors.ts';
import { fromSeconds } from '../../../src/base/time.ts';
import type { BrowserData } from '../../../src/panes/browser/browser-data.ts';
import { BrowserPane } from '../../../src/panes/browser/BrowserPane.tsx';
import { PAGE_POLICY } from '../../../src/panes/browser/page-policy.ts';
import type { PaneReport } from '../../../src/panes/pane.tsx';
import { createClock, type Transport } from '../../../src/timeline/clock.ts';
import { browserData } from './pane-data.ts';
import { EVENTS, PAGES, REQUESTS } from './recording.ts';
import '../../../src/ui/theme.css';

let root: Root;
let clock: Transport;
let followers = 0;
let place: HTMLElement;
let shown: PaneReport | undefined;
let complaints: readonly { readonly mock: { readonly calls: unknown[][] } }[] = [];
let problems: (Problem | undefined)[] = [];

async function open(data: BrowserData, width = 1000): Promise<void> {
  clock = createClock(fromSeconds(20));
  const subscribe = clock.subscribe.bind(clock);
  clock.subscribe = (listener) => {
    followers += 1;
    const stop = subscribe(listener);
    return () => {
      followers -= 1;
      stop();
    };
  };
  place = document.createElement('div');
  place.style.cssText = `width:${width}px;height:520px`;
  document.body.replaceChildren(place);
  root = createRoot(place);
  root.render(
    <StrictMode>
      <BrowserPane
        data={data}
        clock={clock}
        report={(now, problem) => {
          shown = now;
          problems.push(problem);
        }}
      />
    </StrictMode>,
  );
  await vi.waitFor(() => expect(shown).toBeDefined());
}

async function at(seconds: number): Promise<PaneReport | undefined> {
  clock.seek(fromSeconds(seconds));
  await clock.settled();
  return shown;
}

const whole = (): BrowserData => browserData({ events: EVENTS, requests: REQUESTS, pages: PAGES });
const inSight = (): HTMLIFrameElement | null => place.querySelector('[data-shown=true] iframe');
const rows = (label: string): readonly HTMLElement[] => [
  ...place.querySelectorAll<HTMLElement>(`[aria-label="${label}"] [role=option]`),
];
const choose = (name: string): void =>
  [...place.querySelectorAll<HTMLElement>('[role=tab]')]
    .find((tab) => tab.textContent.startsWith(name))
    ?.click();

beforeEach(() => {
  document.documentElement.dataset['theme'] = 'dark';
  shown = undefined;
  problems = [];
  complaints = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')];
});

afterEach(async () => {
  root.unmount();
  await vi.waitFor(() => expect([followers, clock.holders]).toEqual([0, []]));
  for (const spy of complaints) expect(spy.mock.calls).toEqual([]);
  clock.dispose();
  vi.restoreAllMocks();
});

describe('the page', () => {
  it('is that of now, forwards and backwards', async () => {
    await open(whole());
    const expected = new Map<number, PaneReport>([
      [0, { tabs: 0, url: null, title: null, snapshot: null, dom: null, requests: 0, console: 0 }],
      [
        2.5,
        {
          tabs: 1,
          url: 'https://example.org/',
          title: 'Home',
          snapshot: null,
          dom: null,
          requests: 1,
          console: 0,
        },
      ],
      [
        3,
        {
          tabs: 1,
          url: 'https://example.org/',
          title: 'Home',
          snapshot: 'home.html',
          dom: null,
          requests: 1,
          console: 0,
        },
      ],
      [
        7.5,
        {
          tabs: 1,
          url: 'https://example.org/',
          title: 'Home',
          snapshot: 'home.html',
          dom: null,
          requests: 1,
          console: 0,
        },
      ],
      [
        8,
        {
          tabs: 1,
          url: 'https://example.org/\u202Egpj.exe',
          title: 'Two',
          snapshot: null,
          dom: null,
          requests: 2,
          console: 0,
        },
      ],
      [
        9,
        {
          tabs: 1,
          url: 'https://example.org/two',
          title: 'Two',
          snapshot: 'two.html',
          dom: null,
          requests: 3,
          console: 1,
        },
      ],
    ]);
    for (const [time, report] of [...expected, ...[...expected].toReversed()])
      expect(await at(time), `at ${time}`).toEqual(report);
    for (const [time, snapshot] of [
      [3, 'home.html'],
      [9, 'two.html'],
      [7, 'home.html'],
    ] as const) {
      clock.seek(fromSeconds(time));
      await new Promise(requestAnimationFrame);
      expect(await at(time)).toMatchObject({ snapshot });
    }
  });

  it('stands in a frame that can do nothing, its policy first', async () => {
    await open(whole());
    await at(3);
    const frame = inSight();
    expect(frame?.getAttribute('sandbox')).toBe('');
    expect(
      frame?.srcdoc.startsWith(`<meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}">`),
    ).toBe(true);
    expect(frame?.srcdoc).toContain('<a data-href="https://example.org/two" tabindex="-1">');
    expect(frame?.srcdoc).not.toMatch(/\shref=/);
    expect(frame?.contentDocument).toBeNull();
    expect(frame?.offsetWidth).toBe(800);
    expect(frame?.offsetHeight).toBe(400);
  });

  it('says why there is none, and leads to the next', async () => {
    await open(whole());
    await at(0);
    expect(place.textContent).toContain('No tab is open.');
    await at(8.2);
    expect(inSight()).toBeNull();
    expect(place.textContent).toContain('No snapshot of this page yet.');
    await userEvent.click(
      [...place.querySelectorAll('button')].find((button) => button.textContent.startsWith('Next')) ?? place,
    );
    await clock.settled();
    expect(shown).toMatchObject({ snapshot: 'two.html' });
  });

  it('tells of a snapshot that is gone, and holds nobody', async () => {
    await open(whole());
    expect(await at(11)).toMatchObject({ tabs: 2, snapshot: null });
    expect(place.querySelector('[role=alert]')?.textContent).toContain('lost.html is missing');
    expect(problems.at(-1)).toMatchObject({ code: 'artifact-missing', at: fromSeconds(11) });
    expect(await at(9)).toMatchObject({ snapshot: 'two.html' });
  });

  it('shows what was done: clicks on their pixel, text as it was typed, secrets never', async () => {
    await open(whole());
    await at(4.5);
    const click = place.querySelector('span[class*=click]')?.getBoundingClientRect();
    const page = inSight()?.getBoundingClientRect();
    expect((click?.x ?? 0) + (click?.width ?? 0) / 2).toBeCloseTo((page?.x ?? 0) + (page?.width ?? 0) / 2, 0);
    expect((click?.y ?? 0) + (click?.height ?? 0) / 2).toBeCloseTo(
      (page?.y ?? 0) + (page?.height ?? 0) / 2,
      0,
    );
    await at(5.2);
    expect(place.querySelector('span[class*=click]')).toBeNull();
    expect(rows('Actions')[1]?.textContent).toMatch(/Type into Search.*p$/);
    await at(6);
    expect(rows('Actions')[1]?.textContent).toMatch(/pl$/);
    expect(rows('Actions')[2]?.textContent).toContain('•••');
    expect(place.innerHTML).not.toContain('hunter2');
  });

  it('shows unseen characters of an address, and seeks by its history', async () => {
    await open(whole());
    await at(8.2);
    expect(place.querySelector('[class*=url]')?.textContent).toContain('https://example.org/\\u202Egpj.exe');
    rows('History')[0]?.click();
    expect(clock.now()).toBe(fromSeconds(2));
  });
});

describe('network and console', () => {
  it('light what has begun, tell what is not known, and seek', async () => {
    await open(whole());
    choose('Network');
    await at(8.2);
    await vi.waitFor(() => expect(rows('Network requests')).toHaveLength(3));
    const states = (): unknown[] =>
      rows('Network requests').map((row) => row.querySelector('[data-state]')?.getAttribute('data-state'));
    expect(states()).toEqual(['done', 'open', 'ahead']);
    expect(rows('Network requests')[2]?.textContent).toMatch(/^–––?/);
    rows('Network requests')[2]?.click();
    await clock.settled();
    expect(shown).toMatchObject({ requests: 3, snapshot: null });
    choose('Console');
    await vi.waitFor(() => expect(rows('Console')[0]?.textContent).toContain('error: it broke'));
    choose('Page');
    await vi.waitFor(() => expect(shown).toMatchObject({ snapshot: 'two.html' }));
  });

  it('say so where there are none', async () => {
    await open(browserData({ requests: REQUESTS }));
    expect(place.querySelector('[aria-selected=true]')?.textContent).toContain('Network');
    expect(await at(5)).toMatchObject({ tabs: 0, requests: 1 });
    choose('Page');
    await vi.waitFor(() => expect(place.textContent).toContain('The trace holds no pages.'));
  });

  it('are reached by the keyboard', async () => {
    await open(whole());
    place.querySelector<HTMLElement>('[role=tab]')?.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(document.activeElement?.textContent).toContain('Network');
    expect(document.activeElement?.getAttribute('aria-selected')).toBe('true');
  });
});

describe('everybody', () => {
  it.each(['dark', 'light'])('can use it, %s', async (theme) => {
    document.documentElement.dataset['theme'] = theme;
    await open(whole());
    for (const view of ['Page', 'Network', 'Console']) {
      choose(view);
      await at(8.6);
      await at(6);
      const { violations } = await axe.run(place, { iframes: false });
      expect(violations.map(({ id, nodes }) => [view, id, nodes.map(({ html }) => html)])).toEqual([]);
    }
  });
});
