import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ImportService, type DroppedFile, type ImportPage } from '../../../src/app/import/import-service.ts';
import type { MappingText } from '../../../src/app/mappings/mapping-text.ts';
import type { Remote } from '../../../src/base/rpc.ts';

const read = (name: string): Blob => new Blob([readFileSync(`docs/mappings/${name}`)]);
const ORBIT = read('orbit-runs.json');
const RUN = read('orbit-runs.sample.json');
const CAST = new Blob(['{"version":2,"width":80,"height":24}\n[0.5,"o","a"]\n']);

async function imported(files: readonly DroppedFile[], chosen?: MappingText) {
  const used: string[] = [];
  const page = {
    progress: () => Promise.resolve(),
    byMapping: (name: string) => Promise.resolve(void used.push(name)),
  } satisfies Remote<ImportPage>;
  const { traces, mappings } = await new ImportService(() => page).importAll('the drop', files, chosen);
  return {
    traces: traces.map(({ kind, label }) => `${label} ${kind}`),
    mappings: mappings.map(({ name }) => name),
    used,
  };
}

describe('a mapping among the files', () => {
  it('imports what it takes, whatever both are called; the rest goes by the importers', async () => {
    expect(
      await imported([
        ['night.txt', RUN],
        ['ours.bin', ORBIT],
        ['shell.log', CAST],
      ]),
    ).toEqual({
      traces: ['night.txt imported', 'shell.log imported'],
      mappings: ['ours.bin'],
      used: ['ours.bin'],
    });
    expect((await imported([['night.txt', RUN]])).traces).toEqual(['night.txt refused']);
  });

  it('is told alone, and is none of what lies in a bundle', async () => {
    expect(await imported([['orbit.json', ORBIT]])).toMatchObject({ traces: [], mappings: ['orbit.json'] });
    const bundle: readonly DroppedFile[] = [
      ['one/trace_schema_v2.json', new Blob(['{}'])],
      ['one/original/orbit.json', ORBIT],
      ['shell.log', CAST],
    ];
    expect(await imported(bundle)).toEqual({
      traces: ['one bundle', 'shell.log imported'],
      mappings: [],
      used: [],
    });
  });

  it('that cannot be used is refused for what is wrong with it', async () => {
    const text = await ORBIT.text();
    const broken: readonly (readonly [string, string])[] = [
      [text.slice(0, -20), 'is no JSON'],
      [text.replace("format = 'orbit.run'", 'format = ('), 'is no JSONata'],
      [text.replace('"json"', '"yaml"'), 'form'],
    ];
    for (const [content, reason] of broken)
      await expect(imported([['orbit.json', new Blob([content])]]), reason).rejects.toMatchObject({
        code: 'mapping-invalid',
        details: { source: 'orbit.json' },
      });
  });

  it('is none because it is spoken of', async () => {
    const log = new Blob(['{"text":"about \\"playhead-mapping\\""}']);
    expect(await imported([['log.json', log]])).toMatchObject({ traces: ['log.json refused'], mappings: [] });
  });
});

describe('a mapping that was chosen', () => {
  it('is the only one that is asked', async () => {
    const chosen = { name: 'orbit', text: await ORBIT.text() };
    const files: readonly DroppedFile[] = [
      ['night.txt', RUN],
      ['shell.log', CAST],
    ];
    expect(await imported(files, chosen)).toEqual({
      traces: ['night.txt imported', 'shell.log refused'],
      mappings: [],
      used: ['orbit'],
    });
  });
});
