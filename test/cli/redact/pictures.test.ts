/** Pictures that a layer names in the manifest, since its own document names them otherwise. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Manifest } from '../../../src/schema/generated/types.ts';
import { contents, playhead, scratch } from '../helpers.ts';
import { writeBundle } from './write-bundle.ts';

const PICTURE = 'layers/agent/pictures/a.png';

it.each([
  ['go with the layer that names them', { type: 'layer', layer: 'agent' }, false],
  ['stay with it', { type: 'layer', layer: 'notes' }, true],
])('%s', async (_, redaction, stays) => {
  const folder = await scratch();
  const agent = {
    id: 'agent',
    kind: 'agent_steps',
    format: { name: 'atif', version: 'ATIF-v1.7' },
    paths: ['layers/agent/run.json'],
    status: 'present',
    'x-pictures': [{ name: 'images/a.png', path: PICTURE }],
  } as const;
  const steps = [{ step_id: 1, source: 'agent', message: 'Done' }];
  const document = {
    schema_version: 'ATIF-v1.7',
    session_id: 'a',
    agent: { name: 'a', version: '1' },
    steps,
  };
  const original = await writeBundle(join(folder, 'original'), {
    layers: [agent, { id: 'notes', kind: 'annotations', content: '{"t":0,"type":"note","text":"a"}\n' }],
    files: {
      'layers/agent/run.json': JSON.stringify(document),
      [PICTURE]: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff),
    },
  });
  const plan = join(folder, 'plan.json');
  const schema = { name: 'playhead-redaction-plan', version: 1 };
  const redactions = [{ id: 'one', category: 'x.test', ...redaction }];
  await writeFile(plan, JSON.stringify({ schema, by: 'Dev', redactions }));
  const copy = join(folder, 'copy');
  expect(await playhead('redact', original, '--plan', plan, '-o', copy)).toMatchObject({ code: 0 });
  expect((await contents(copy)).has(PICTURE)).toBe(stays);
  const manifest = JSON.parse(await readFile(join(copy, 'trace_schema_v2.json'), 'utf8')) as Manifest;
  expect(JSON.stringify(manifest.layers).includes('a.png')).toBe(stays);
});
