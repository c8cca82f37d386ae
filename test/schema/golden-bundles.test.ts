/** Bundles as releases wrote them at the time of each minor version of the schema: this one opens them with equal results. */
import { readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fsBundle } from '../../src/cli/fs-bundle.ts';
import { loadLayers } from '../../src/cli/load-layers.ts';
import { validateBundle } from '../../src/cli/validate-bundle.ts';
import { MIGRATIONS, SCHEMA_VERSION } from '../../src/schema/migrations/migrate.ts';
import type { Manifest } from '../../src/schema/generated/types.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { contents, playhead, scratch } from '../cli/helpers.ts';

const FOLDER = 'test/fixtures/golden';
const VERSIONS = readdirSync(FOLDER)
  .filter((name) => /^\d+\.\d+$/.test(name))
  .sort();
const MANIFEST = 'trace_schema_v2.json';

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Manifest;

it('there is one of each minor version up to the newest', () => {
  const newest = SCHEMA_VERSION.split('.').slice(0, 2).join('.');
  expect(VERSIONS).toEqual([...MIGRATIONS.map(({ from }) => from), newest]);
});

describe.each(VERSIONS)('a bundle of %s', (version) => {
  const folder = join(FOLDER, version);

  it('opens without a problem, and shows the same as in every version', async () => {
    expect(manifestOf(folder).schema.version).toBe(`${version}.0`);
    const { valid, problems } = await validateBundle(folder);
    expect({ valid, problems: problems.filter(({ severity }) => severity !== 'info') }).toEqual({
      valid: true,
      problems: [],
    });
    const trace = await openTrace(fsBundle(folder));
    const loaded = await loadLayers(trace);
    expect(Object.fromEntries(loaded.map(({ layer, items }) => [layer.kind, items]))).toEqual({
      commands: 1,
      transcript: 1,
      test_runs: 1,
      screen_video: 40,
      terminal: 2,
    });
    const command = (await trace.commands[0]?.content.get())?.items[0];
    expect(command).toMatchObject({ time: 100_000, end: 900_000, command: 'npm test', exitCode: 0 });
    const cue = (await trace.transcripts[0]?.content.get())?.items[0];
    expect(cue).toMatchObject({ time: 200_000, end: 800_000, speaker: 'Ada', text: 'I run the tests.' });
    const outline = await (await trace.voices[0]?.content.get())?.shippedOutline();
    expect(outline !== undefined).toBe(version !== '2.0');
  });

  it('is written as one of the newest version, file by file the same', async () => {
    const target = join(await scratch(), 'new');
    const { code, out, err } = await playhead('migrate', folder, '-o', target);
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
    if (SCHEMA_VERSION === `${version}.0`) {
      expect(out).toBe('');
      return;
    }
    const [before, after] = [await contents(folder), await contents(target)];
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [path, bytes] of before)
      if (path !== MANIFEST) expect(after.get(path)?.equals(bytes), path).toBe(true);
    const { schema, bundle_id, provenance } = JSON.parse(
      await readFile(join(target, MANIFEST), 'utf8'),
    ) as Manifest;
    const original = manifestOf(folder);
    expect(schema).toEqual({ ...original.schema, version: SCHEMA_VERSION });
    expect(bundle_id).toBe(original.bundle_id);
    expect(provenance.chain.slice(0, -1)).toEqual(original.provenance.chain);
    expect(provenance.chain.at(-1)).toMatchObject({
      step: 'migrate',
      inputs: [`schema ${version}.0`],
      outputs: [`schema ${SCHEMA_VERSION}`],
    });
  });
});
