/** Opens a bundle in every way that needs no page. */
import { describeProblem } from '../../src/base/describe-error.ts';
import { asTraceError, problemOf, TraceError } from '../../src/base/errors.ts';
import { openLocal } from '../../src/cli/fs-bundle.ts';
import { listFiles } from '../../src/cli/list-files.ts';
import { qcLines } from '../../src/cli/qc-lines.ts';
import { problemLines, validationJson } from '../../src/cli/report.ts';
import { validateBundle } from '../../src/cli/validate-bundle.ts';
import { judge } from '../../src/qc/judge.ts';
import { standardProfile } from '../../src/qc/profile.ts';
import { reportFile } from '../../src/qc/report-file.ts';
import { CorpusBuilder } from '../../src/search/corpus.ts';
import { readSource } from '../../src/search/read-source.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import type { Trace } from '../../src/trace/trace.ts';

/** What a person asks for, each in one go: nothing of it may hang. */
export type Reading = 'validate' | 'open' | 'judge' | 'search';

/**
 * Validates, opens, judges and reads for the search, and puts all that is found into words; `begins` is told before each.
 * Resolves to the code of what refused it, or to the codes of its problems. Rejects where anything is thrown that has no
 * words: a defect of ours.
 */
export async function checkBundle(
  path: string,
  begins: (reading: Reading) => void = () => undefined,
): Promise<readonly string[]> {
  begins('validate');
  const validation = await validateBundle(path);
  for (const { code, details } of validation.problems)
    if (code === 'internal') throw new Error(`a problem without words: ${JSON.stringify(details)}`);
  problemLines(validation.problems);
  validationJson(validation);
  try {
    await openAndRead(path, begins);
  } catch (error) {
    refusal(error);
  }
  const polluted = Object.keys(Object.prototype).concat(Object.keys(Array.prototype));
  if (polluted.length > 0 || 'polluted' in {}) throw new Error(`a prototype has ${polluted.join(', ')}`);
  return [...new Set(validation.problems.map(({ code }) => code))];
}

async function openAndRead(path: string, begins: (reading: Reading) => void): Promise<void> {
  begins('open');
  const local = await openLocal(path);
  try {
    const trace = await openTrace(local.source);
    begins('judge');
    const report = await judge(trace, {
      profile: standardProfile(),
      reviewless: false,
      compare: false,
      listing: await listFiles(local),
    });
    qcLines(report);
    JSON.stringify(reportFile(report, { name: 'fuzz', version: '0' }));
    begins('search');
    await readForSearch(trace);
  } finally {
    await local.close();
  }
}

async function readForSearch({ layers, bundle }: Trace): Promise<void> {
  for (const layer of layers) {
    if (layer.status !== 'present') continue;
    const { add, leaveOut } = new CorpusBuilder();
    try {
      await readSource(
        { layer, newer: false, repos: [] },
        {
          files: bundle.files,
          read: async (path) => (await bundle.open(path)).bytes(),
          add,
          progress: () => undefined,
          leaveOut,
          signal: new AbortController().signal,
        },
      );
    } catch (error) {
      refusal(error);
    }
  }
}

/** Throws what is no refusal with words. */
function refusal(error: unknown): void {
  if (!(error instanceof TraceError) || asTraceError(error).code === 'internal') throw error;
  describeProblem(problemOf(error));
}
