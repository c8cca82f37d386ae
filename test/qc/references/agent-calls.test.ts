import { describe, expect, it } from 'vitest';
import { checkManifestReferences } from '../../../src/qc/references/manifest-references.ts';
import { checkRecordReferences } from '../../../src/qc/references/record-references.ts';
import { openTrace } from '../../../src/trace/open-trace.ts';
import { buildBundle, lines } from '../../fixtures/build-bundle.ts';
import { twoAgents } from '../../fixtures/two-agents.ts';

describe('what records say of tool calls', () => {
  it('leads to calls that are there', async () => {
    const trace = await openTrace(buildBundle(twoAgents()));
    expect(await checkRecordReferences(trace)).toEqual([]);
    expect(checkManifestReferences(trace.manifest)).toEqual([]);
  });

  it('is told where it leads nowhere', async () => {
    const spec = twoAgents();
    const edit = { t: 1, type: 'open', file: 'a' };
    const content = lines(
      { ...edit, 'x-call': { layer: 'main', call: 'gone' } },
      { ...edit, 'x-call': { layer: 'nobody', call: 'call-test' } },
      { ...edit, 'x-call': 'call-test' },
    );
    const layers = (spec.layers ?? []).map((layer) =>
      layer.id === 'edits'
        ? { ...layer, content }
        : layer.id === 'explorer'
          ? { ...layer, 'x-parent-layer': 'nobody' }
          : layer,
    );
    const trace = await openTrace(buildBundle({ ...spec, layers }));
    const [problem, ...others] = await checkRecordReferences(trace);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      code: 'record-invalid',
      details: {
        line: 1,
        reason: '/x-call names the tool call "gone", and layer main has none of that id',
        count: 3,
      },
    });
    expect(checkManifestReferences(trace.manifest)).toMatchObject([
      {
        details: { pointer: '/layers/1/x-parent-layer', reason: 'names layer nobody, which does not exist' },
      },
    ]);
  });
});
