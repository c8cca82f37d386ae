import { expect, it } from 'vitest';
import { openTrace } from '../../../src/trace/open-trace.ts';
import { buildBundle } from '../../fixtures/build-bundle.ts';
import { otlpLayers } from '../../fixtures/otlp.ts';
import { judgeBy } from '../one-rule.ts';

it('reads logs, metrics and spans, and tells what of them cannot be read', async () => {
  const layers = otlpLayers().map((layer) =>
    layer.kind === 'otel_logs' ? { ...layer, content: `${layer.content as string}{"torn":` } : layer,
  );
  const trace = await openTrace(buildBundle({ duration: 60_000_000, layers }));
  const required = { words: ['otel_logs'], calibrated: false, source: 'test' };
  const report = await judgeBy(trace, 'layers-declared', { parameters: { required } });
  expect(report.unmeasured).toEqual([]);
  expect(report.findings.map(({ reason, items }) => [reason, items])).toEqual([
    ['A-FORMAT', [{ kind: 'file', name: 'layers/logs/content.jsonl' }]],
  ]);
});
