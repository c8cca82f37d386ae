import axe from 'axe-core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { page, userEvent } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import type { PaneReport } from '../../../src/panes/pane.tsx';
import { selectSignals } from '../../../src/panes/signals/signals-data.ts';
import { SignalsPane } from '../../../src/panes/signals/SignalsPane.tsx';
import { createPaneViews, PaneViewsContext } from '../../../src/timeline/pane-views.ts';
import { createClock } from '../../../src/timeline/clock.ts';
import { openTrace } from '../../../src/trace/open-trace.ts';
import { buildBundle, type LayerSpec } from '../../fixtures/build-bundle.ts';
import { otlpLayers, traceIdOf } from '../../fixtures/otlp.ts';
import '../../../src/ui/theme.css';

async function open(layers: readonly LayerSpec[], theme: 'dark' | 'light' = 'light') {
  const trace = await openTrace(buildBundle({ duration: 60_000_000, layers }));
  const data = selectSignals(trace) ?? expect.fail('there is nothing for the pane');
  const clock = createClock(trace.duration);
  const place = document.createElement('div');
  place.style.cssText = 'width:900px;height:520px';
  document.documentElement.dataset['theme'] = theme;
  document.body.replaceChildren(place);
  // Rows that lie partly outside cannot be clicked in the middle.
  await page.viewport(920, 540);
  const errors = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')];
  const reports: PaneReport[] = [];
  const report = (shown: PaneReport): void => void reports.push(shown);
  const root = createRoot(place);
  // What is set in one part of the pane is known to the others, as in the app.
  const views = createPaneViews();
  root.render(
    <StrictMode>
      <PaneViewsContext value={views}>
        <SignalsPane data={data} clock={clock} report={report} />
      </PaneViewsContext>
    </StrictMode>,
  );
  await vi.waitFor(() => expect(reports).not.toEqual([]));
  return {
    trace,
    clock,
    place,
    shown: () => reports.at(-1),
    /** Seeks, and waits until the pane says what it should. */
    at: async (seconds: number, expected: object): Promise<void> => {
      clock.seek(fromSeconds(seconds));
      await vi.waitFor(() => expect(reports.at(-1)).toMatchObject(expected));
    },
    close: async (): Promise<void> => {
      root.unmount();
      await vi.waitFor(() => expect(clock.holders).toEqual([]));
      for (const spy of errors) {
        expect(spy.mock.calls).toEqual([]);
        spy.mockRestore();
      }
      clock.dispose();
    },
  };
}

const rowOf = (name: RegExp) => page.getByRole('option', { name });

describe('the pane of signals', () => {
  it('lists logs up to the playhead, filters them, and leads to the spans of one', async () => {
    const { clock, place, shown, at, close } = await open(otlpLayers());
    await at(0.5, { mode: 'logs', logs: 51, listed: 51, log: null });
    await at(32.6, {
      log: expect.any(Number) as number,
      level: 'error',
      text: expect.stringMatching(/^charge failed/) as string,
    });
    await expect.element(rowOf(/order 1016 began.*not yet written/)).toBeVisible();
    expect((await axe.run(place)).violations).toEqual([]);

    await userEvent.selectOptions(page.getByRole('combobox', { name: 'Levels' }), 'Errors');
    await expect.element(page.getByText('5 of 51 records')).toBeVisible();
    await userEvent.fill(page.getByRole('searchbox', { name: 'Filter the logs' }), '1027');
    await vi.waitFor(() => expect(shown()).toMatchObject({ listed: 1, log: null }));
    await rowOf(/charge failed/).click();
    await vi.waitFor(() => expect(clock.now()).toBe(fromSeconds(56.5)));
    const detail = page.getByRole('region', { name: 'ERROR, payments' });
    await expect
      .element(detail)
      .toHaveTextContent(/at ledger\.find \(ledger\.js:41\).*order\.id.*1027.*service\.name/);
    expect((await axe.run(place)).violations).toEqual([]);

    await page.getByRole('button', { name: 'Show its spans' }).click();
    await vi.waitFor(() =>
      expect(shown()).toMatchObject({
        ...{ mode: 'spans', traces: [traceIdOf(27)], running: 5, failed: 0 },
        // The one that the record was written in.
        selected: 'charge card',
      }),
    );
    await expect.element(page.getByRole('button', { name: /This trace alone/ })).toBeVisible();
    await close();
  });

  it('shows the trace at the playhead as a waterfall, by pointer and by key', async () => {
    const { clock, place, shown, at, close } = await open(otlpLayers());
    await page.getByRole('tab', { name: 'Spans' }).click();
    await at(0.5, { mode: 'spans', traces: [], span: null });
    await expect.element(page.getByText('No trace has begun yet.')).toBeVisible();
    await at(31.5, {
      traces: [traceIdOf(15)],
      spans: 5,
      running: 5,
      failed: 0,
      span: 'SELECT payments.ledger',
    });
    await expect
      .element(page.getByRole('treeitem', { name: /charge card payments running/ }))
      .toHaveAttribute('aria-level', '4');
    await at(32.9, { running: 0, failed: 5 });
    await expect
      .element(page.getByRole('treeitem', { name: /POST \/checkout shop failed, 1\.6 s/ }))
      .toBeVisible();
    expect((await axe.run(place)).violations).toEqual([]);

    await page.getByRole('treeitem', { name: /charge card/ }).click();
    await vi.waitFor(() => expect(clock.now()).toBe(fromSeconds(31.02)));
    await vi.waitFor(() => expect(shown()).toMatchObject({ selected: 'charge card' }));
    await expect
      .element(page.getByRole('region', { name: 'charge card' }))
      .toHaveTextContent(/exception\.type.*TimeoutError/);
    expect((await axe.run(place)).violations).toEqual([]);

    // The cursor is on the span that began last: to its parent, and fold that.
    place.querySelector<HTMLElement>('[role=tree]')?.focus();
    await userEvent.keyboard('{ArrowUp}{ArrowLeft}');
    await vi.waitFor(() => expect(place.querySelectorAll('[role=treeitem]').length).toBeLessThan(5));

    await page.getByRole('treeitem', { name: /place order/ }).click();
    await page.getByRole('button', { name: /Trace 1: POST \/checkout/ }).click();
    await vi.waitFor(() => expect(shown()).toMatchObject({ traces: [traceIdOf(0)] }));
    await page.getByRole('button', { name: 'Next trace' }).click();
    await vi.waitFor(() => expect(shown()).toMatchObject({ traces: [traceIdOf(1)] }));
    await vi.waitFor(() => expect(clock.now()).toBe(fromSeconds(3)));

    await page.getByRole('treeitem', { name: /POST \/checkout/ }).click();
    await page.getByRole('button', { name: 'Show its logs' }).click();
    await vi.waitFor(() => expect(shown()).toMatchObject({ mode: 'logs', listed: 1 }));
    await close();
  });

  it('plots metrics, with their values at the playhead in words', async () => {
    const { clock, place, shown, at, close } = await open(otlpLayers(), 'dark');
    await page.getByRole('tab', { name: 'Metrics' }).click();
    await at(22, {
      mode: 'metrics',
      series: 5,
      plots: [
        'db.client.connections.usage · payments · state=used',
        'db.client.operation.duration, mean · payments',
        'db.client.operation.duration · payments',
        'http.server.requests · shop · http.response.status_code=200',
      ],
      values: ['9', '0.04', '0.6', '0.6'],
    });
    await vi.waitFor(() => expect(place.querySelectorAll('canvas')).toHaveLength(4));
    await expect.element(page.getByText('9 since 0:20.000')).toBeVisible();
    await expect.element(page.getByText('connection · lowest 2, highest 9')).toBeVisible();
    expect((await axe.run(place)).violations).toEqual([]);

    const plot = page.getByRole('slider', { name: /connections/ });
    await plot.click();
    await vi.waitFor(() => expect(clock.now()).toBeGreaterThan(fromSeconds(22)));
    plot.element().focus();
    clock.seek(fromSeconds(22));
    await userEvent.keyboard('{ArrowLeft}');
    await vi.waitFor(() => expect(clock.now()).toBe(fromSeconds(20)));
    await userEvent.keyboard('{ArrowLeft}');
    await vi.waitFor(() => expect(clock.now()).toBe(fromSeconds(15)));
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    await vi.waitFor(() => expect(clock.now()).toBe(fromSeconds(25)));

    await userEvent.fill(page.getByRole('searchbox', { name: 'Filter the metrics' }), '504');
    await page.getByRole('checkbox', { name: /requests/ }).click();
    await vi.waitFor(() => expect(shown()).toMatchObject({ plots: { length: 5 } }));
    await vi.waitFor(() => expect(place.querySelectorAll('canvas')).toHaveLength(5));
    await close();
  });

  it('offers what is there, and says what cannot be read', async () => {
    const [logs, , spans] = otlpLayers();
    if (!logs || !spans) throw new Error('there are no layers');
    const { place, close } = await open([
      { ...logs, content: '\n' },
      { ...spans, paths: ['gone.jsonl'] },
    ]);
    expect([...place.querySelectorAll('[role=tab]')].map(({ textContent }) => textContent)).toEqual([
      'Logs',
      'Spans',
    ]);
    await expect.element(page.getByText('No log record was written.')).toBeVisible();
    await expect.element(page.getByText(/^spans cannot be shown\..*gone\.jsonl/)).toBeVisible();
    await close();
  });
});
