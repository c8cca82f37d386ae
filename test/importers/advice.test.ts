/** What people are told to do about a file that is broken, and is no bundle. */
import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../src/base/describe-error.ts';
import { asTraceError } from '../../src/base/errors.ts';
import { recognizeAll } from '../../src/importers/detect.ts';
import { importUnit } from '../../src/importers/import-unit.ts';
import { IMPORT_TOOLS } from '../../src/trace/import-tools.ts';
import { foreignUnit, zipOf } from './foreign-files.ts';

/** The sentences about one file that cannot be imported. */
async function said(name: string, content: string | Uint8Array): Promise<string> {
  const { recognized, refused } = await recognizeAll(foreignUnit('drop', { [name]: content }));
  const [only] = recognized;
  const error =
    refused[0]?.error ?? (await (only && importUnit(only, IMPORT_TOOLS).then(() => undefined, asTraceError)));
  if (!error) throw new Error(`${name} was imported`);
  const { title, advice } = describeProblem(error);
  return `${title} ${advice}`;
}

const RUN = JSON.stringify({ trajectory: [{ action: 'ls', observation: 'a', response: 'b' }], info: {} });

describe('a broken file that is no bundle', () => {
  it.each([
    ['a.traj', RUN.slice(0, -9)],
    ['a.cast', '{"version":1,"width":80,"height":24,"stdout":[[0,"a"],[1,'],
    ['a.har', '{"log":{"version":"1.2","entries":[{"startedDateTime":"2026-01-01T00:00:00.000Z","time":250}'],
  ])('%s is to be had anew from what made it', async (name, content) => {
    expect(await said(name, content)).toMatch(
      /it is no JSON from its beginning to its end\. Nothing of it is imported\. .* the program that made it\.$/,
    );
  });

  it('a log in a zip that is cut is to be copied again', async () => {
    const zip = await zipOf({ 'header.json': '{}' });
    const words = await said('a.eval', zip.slice(0, -30));
    expect(words).not.toContain('bundle');
    expect(words).toContain('Copy or download it again');
  });
});
