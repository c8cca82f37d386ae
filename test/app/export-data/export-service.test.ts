import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { ExportService, type DataJob, type DataPage } from '../../../src/app/export-data/export-service.ts';
import { connect, type Remote } from '../../../src/base/rpc.ts';
import { fromSeconds } from '../../../src/base/time.ts';
import { lendBundle } from '../../../src/bundle/lent-bundle.ts';
import { STEP_OPTIONS } from '../../../src/exporters/steps/step-options.ts';
import { NO_CORRECTIONS } from '../../../src/trace/corrections.ts';
import { buildBundle, type LayerSpec } from '../../fixtures/build-bundle.ts';

const V3 = '{"version":3,"term":{"cols":80,"rows":24}}\n[0.5,"o","a"]\n[0.25,"o","b"]\n[1,"x","0"]\n';
const CLOCK = { domain: 'monotonic', native_unit: 's', sync_quality: 'measured' } as const;
const SHELL = { id: 'shell', kind: 'terminal', clock: CLOCK, content: V3 } as const;
const BROKEN = { id: 'notes', kind: 'annotations', clock: CLOCK, content: 'no JSON\n' } as const;

let channel: MessageChannel | undefined;
afterEach(() => channel?.port1.close());

/** From a worker to the page, as both are. */
async function written(job: Partial<DataJob>, layers: readonly LayerSpec[] = [SHELL]) {
  channel = new MessageChannel();
  const page: DataPage = {
    ...lendBundle(buildBundle({ layers }), new AbortController().signal),
    progress: () => undefined,
  };
  const remote: Remote<DataPage> = connect<DataPage>(channel.port2, new ExportService(() => remote));
  const { file, remarks, problems } = await connect<ExportService>(channel.port1, page).write({
    label: 'run',
    format: 'asciicast-v2',
    layer: undefined,
    range: undefined,
    steps: STEP_OPTIONS,
    corrections: NO_CORRECTIONS,
    ...job,
  });
  return { text: await file.text(), remarks, codes: problems.map(({ code }) => code) };
}

describe('data of a lent bundle', () => {
  it('are written as a format has them, with what that has no place for', async () => {
    const { text, remarks } = await written({});
    expect(text.trim().split('\n').slice(1)).toEqual(['[0.5,"o","a"]', '[0.75,"o","b"]']);
    expect(remarks).toEqual([expect.stringContaining('exit status')]);
    expect((await written({ format: 'asciicast-v3' })).text).toBe(V3);
  });

  it('are cut by the times that are shown: those that a person corrected', async () => {
    const range = { start: fromSeconds(2.6), end: fromSeconds(4) };
    const corrections = new Map([['shell', { points: [], shift: 2_000_000 }]]);
    const { text } = await written({ range, corrections });
    expect(text.trim().split('\n').slice(1)).toEqual(['[0.15,"o","b"]']);
    expect((await written({ range })).text.trim().split('\n')).toHaveLength(1);
  });

  it('tell what of the bundle could not be read', async () => {
    expect((await written({ format: 'trace-events' })).codes).toEqual([]);
    const { text, codes } = await written({ format: 'trace-events' }, [SHELL, BROKEN]);
    expect(codes).toEqual(['line-broken']);
    expect(text).toContain('"cat":"terminal"');
  });

  it('are written by a mapping, which is given all of it', async () => {
    const mapping = {
      schema: { name: 'playhead-mapping', version: 1 },
      name: 'ids',
      title: 'Ids',
      export: { form: 'json-lines', content: "layers[kind = 'terminal'].[{ 'id': id }]" },
    };
    const { text } = await written({ format: { name: 'ids', text: JSON.stringify(mapping) } });
    expect(text).toBe('{"id":"shell"}\n');
    const broken = readFileSync('docs/mappings/orbit-runs.json', 'utf8').slice(1);
    await expect(written({ format: { name: 'ids', text: broken } })).rejects.toMatchObject({
      code: 'mapping-invalid',
    });
  });
});
