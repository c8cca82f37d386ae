/** A fault that is found by signals is watched for logs, metrics and spans beside the playhead. */
import { BundleTruth, known } from '../bundle-truth.ts';
import { expect } from '../playhead-page.ts';
import { expectShown, moment, openByCard, seekTo, test } from './family-page.ts';
import { gaugeOf, logsOf, spansOf } from './signals-truth.ts';

test('a fault found by signals: logs, metrics and spans at the playhead, and the metric falls after the fix', async ({
  page,
  playhead,
}) => {
  const truth = new BundleTruth('observability');
  await openByCard(playhead, truth, ['steps', 'video', 'signals', 'voice']);
  const pane = page.locator('[data-pane="signals"]');
  const logs = logsOf(truth);
  const failed = known(
    logs.find(({ severity }) => severity === 'ERROR'),
    'error in its logs',
  );
  await seekTo(playhead, failed.time + 1);
  const told = await expectShown(playhead, 'signals', { mode: 'logs', level: 'error', logs: logs.length });
  expect(logs.filter(({ time }) => time === failed.time).map(({ text }) => text)).toContain(told['text']);

  // Where one request spends its time, when it was guessed that it waits in line.
  await pane.getByRole('tab', { name: 'Spans' }).click();
  const spans = spansOf(truth);
  const guess = truth.note('My hypothesis').time;
  const took = ({ time, end }: { readonly time: number; readonly end: number }): number => end - time;
  const [slow] = spans
    .filter(({ name, time }) => name === 'GET /quote' && time > guess && time < guess + 20_000_000)
    .sort((a, b) => took(b) - took(a));
  const root = known(slow, 'slow quote');
  const middle = Math.round((root.time + root.end) / 2);
  await seekTo(playhead, middle);
  const shown = await expectShown(playhead, 'signals', { mode: 'spans' });
  const traces = shown['traces'];
  expect(traces).toContain(root.traceId);
  const own = spans.filter(({ traceId }) => Array.isArray(traces) && traces.includes(traceId));
  expect(shown).toMatchObject({
    spans: own.length,
    running: own.filter(({ time, end }) => time <= middle && middle < end).length,
  });
  await expect(pane.getByRole('treeitem', { selected: true })).toContainText(String(shown['span']));

  // The number of the alert: over its objective as long as the fault is there, and below it after the fix.
  await pane.getByRole('tab', { name: 'Metrics' }).click();
  const gauge = gaugeOf(truth, 'quote.duration.p95');
  const plot = pane.getByRole('figure').filter({ hasText: 'quote.duration.p95' });
  await expect(plot.locator('canvas')).toHaveCount(1);
  const objective = 150;
  for (const [phase, above] of [
    ['Follow one trace', true],
    ['Watch it fall', false],
  ] as const) {
    const { t_end: end } = truth.phase(phase);
    const point = known(
      gauge.findLast(({ time }) => time <= end),
      'measured value',
    );
    expect(point.value > objective).toBe(above);
    await seekTo(playhead, end);
    await expect(plot.getByRole('strong')).toHaveText(
      `${point.value.toLocaleString('en-US', { maximumSignificantDigits: 4 })} since ${moment(point.time)}`,
    );
  }
});
