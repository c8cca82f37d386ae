/** Real files by other people, cut off and changed at random: each is imported or refused in words, and nothing crashes. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asTraceError } from '../../src/base/errors.ts';
import { recognizeAll } from '../../src/importers/detect.ts';
import { importUnit, importedSource } from '../../src/importers/import-unit.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { foreignUnit } from './foreign-files.ts';
import { IMPORT_TOOLS } from '../../src/trace/import-tools.ts';

const DATA = resolve('..', 'shared', 'data');
/** Files in folders of their own are told by the folder; media are as long as their bytes, and say nothing of formats. */
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

/** What became of a file: how many traces, or the codes of why none. */
async function outcomes(name: string, bytes: Uint8Array): Promise<readonly string[]> {
  const { recognized, refused } = await recognizeAll(foreignUnit('drop', { [name]: bytes }));
  const codes: string[] = refused.map(({ error }) => error.code);
  for (const one of recognized)
    try {
      await openTrace(importedSource(await importUnit(one, IMPORT_TOOLS), name));
      codes.push('imported');
    } catch (error) {
      codes.push(asTraceError(error).code);
    }
  return codes;
}

const all = await files();

describe.skipIf(all.length === 0)('real files', () => {
  it.each(all.map((path) => [relative(DATA, path), path] as const))(
    '%s, damaged, is imported or refused',
    async (name, path) => {
      const bytes = new Uint8Array(await readFile(path)).slice(0, MOST_BYTES);
      const base = name.slice(name.lastIndexOf('/') + 1);
      const { seed = 0 } = fc.readConfigureGlobal();
      const places = fc.sample(fc.nat(Math.max(0, bytes.length - 1)), { seed, numRuns: DAMAGES });
      for (const at of places)
        expect(await outcomes(base, bytes.slice(0, at)), `cut at ${at}`).not.toContain('internal');
      const values = fc.sample(fc.nat(255), { seed, numRuns: DAMAGES });
      const changed = bytes.slice();
      places.forEach((at, index) => (changed[at] = values[index] ?? 0));
      expect(await outcomes(base, changed), `changed at ${places.join(', ')}`).not.toContain('internal');
    },
  );
});
