/** Real files by other people, cut off and changed at random: each is imported or refused in words, and nothing crashes. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asTraceError } from '../../src/base/errors.ts';
import { unitAt } from '../../src/cli/import/foreign-disk.ts';
import { loadLayers } from '../../src/cli/load-layers.ts';
import { recognizeAll } from '../../src/importers/detect.ts';
import type { ForeignUnit } from '../../src/importers/foreign.ts';
import { importUnit, importedSource } from '../../src/importers/import-unit.ts';
import { IMPORT_TOOLS } from '../../src/trace/import-tools.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { foreignFile, foreignUnit } from './foreign-files.ts';

const DATA = resolve('..', 'shared', 'data');
/** Of a large file its beginning is tried, which is what tells its format. */
const MOST_BYTES = 512 * 1024;
/** Points at which a file is cut, one at a time, and bytes that are changed, all at once. */
const DAMAGES = 20;

async function files(): Promise<readonly string[]> {
  if (!existsSync(DATA)) return [];
  const entries = await readdir(DATA, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes(`${DATA}/security`))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** What became of files: for each trace or refused file `imported`, or the code of why not. `read`: every layer, too. */
async function outcomes(unit: ForeignUnit, read = false): Promise<readonly string[]> {
  const { recognized, refused } = await recognizeAll(unit);
  const codes: string[] = refused.map(({ error }) => error.code);
  for (const one of recognized)
    try {
      const trace = await openTrace(importedSource(await importUnit(one, IMPORT_TOOLS), unit.label));
      if (read) await loadLayers(trace);
      codes.push('imported');
    } catch (error) {
      codes.push(asTraceError(error).code);
    }
  return codes;
}

function drawn(values: fc.Arbitrary<number>): readonly number[] {
  const { seed = 0 } = fc.readConfigureGlobal();
  return fc.sample(values, { seed, numRuns: DAMAGES });
}

/** Folders that are one trace each. */
async function folders(): Promise<readonly ForeignUnit[]> {
  if (!existsSync(DATA)) return [];
  const { recognized } = await recognizeAll(await unitAt(DATA));
  return recognized.filter(({ importer }) => importer.of === 'folder').map(({ unit }) => unit);
}

const all = await files();
const whole = await folders();

describe.skipIf(all.length === 0)('real files', () => {
  it.each(all.map((path) => [relative(DATA, path), path] as const))(
    '%s, damaged, is imported or refused',
    async (name, path) => {
      const bytes = new Uint8Array(await readFile(path)).slice(0, MOST_BYTES);
      const base = name.slice(name.lastIndexOf('/') + 1);
      const unit = (damaged: Uint8Array): ForeignUnit => foreignUnit('drop', { [base]: damaged });
      const places = drawn(fc.nat(Math.max(0, bytes.length - 1)));
      for (const at of places)
        expect(await outcomes(unit(bytes.slice(0, at))), `cut at ${at}`).not.toContain('internal');
      const values = drawn(fc.nat(255));
      const changed = bytes.slice();
      places.forEach((at, index) => (changed[at] = values[index] ?? 0));
      expect(await outcomes(unit(changed), true), `changed at ${places.join(', ')}`).not.toContain(
        'internal',
      );
    },
  );

  it.each(whole.map((unit) => [unit.label, unit] as const))(
    '%s, with one of its files cut off, is imported or refused',
    async (_, unit) => {
      const parts = [...unit.files.values()];
      for (const place of drawn(fc.nat(1_000_000))) {
        const file = parts[place % parts.length];
        if (!file) continue;
        const end = Math.min(file.size, MOST_BYTES);
        const cut = foreignFile(file.path, await file.artifact.read(0, place % (end + 1)));
        const damaged = { ...unit, files: new Map([...unit.files, [file.path, cut]]) };
        expect(await outcomes(damaged), `${file.path} cut at ${cut.size}`).not.toContain('internal');
      }
    },
  );
});
