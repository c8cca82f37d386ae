/** All that can be checked of a bundle by itself. */
import { asTraceError, problemOf, type Problem } from '../base/errors.ts';
import { ProblemLog } from '../base/problem-log.ts';
import { CLOCK_WORDS, type TimeWords } from '../base/time-words.ts';
import { MANIFEST_PATH } from '../bundle/bundle-source.ts';
import { checkManifestReferences } from '../qc/references/manifest-references.ts';
import { checkRecordReferences } from '../qc/references/record-references.ts';
import { checkRecord } from '../schema/check.ts';
import { bundleDigest } from '../schema/digest.ts';
import * as validators from '../schema/generated/validators.js';
import type { BundleFile } from '../schema/generated/types.ts';
import { chunkAt, chunkCount } from '../trace/chunk-hashes.ts';
import { openTrace } from '../trace/open-trace.ts';
import { timeWords } from '../trace/order-only.ts';
import type { Trace } from '../trace/trace.ts';
import { openLocal, type LocalBundle } from './fs-bundle.ts';
import { listFiles } from './list-files.ts';
import { loadLayers, type LoadedLayer } from './load-layers.ts';
import { checkOtherLayers } from './other-layers.ts';

export interface Validation {
  /** As it was asked for. */
  readonly bundle: string;
  /** Undefined where the manifest cannot be used. */
  readonly digest: string | undefined;
  /** True where nothing is an error. */
  readonly valid: boolean;
  readonly problems: readonly Problem[];
  /** How the times of the trace are written. */
  readonly words: TimeWords;
}

/** Recorders stop a little after each other; a second is no news. */
const COVERAGE_SLACK_MICROS = 1_000_000;
/** Sections that `readManifest` checks one by one; what is left is checked here. */
const CHECKED_ELSEWHERE =
  /^\/(?:schema|clock|session|task|layers|files|outcome|provenance|privacy|qc)(?:\/|$)/;

/** Checks a bundle. `strict`: unknown keys are errors, as they are for whoever writes bundles. */
export async function validateBundle(path: string, strict = false): Promise<Validation> {
  const log = new ProblemLog();
  let digest: string | undefined;
  let local: LocalBundle | undefined;
  let words = CLOCK_WORDS;
  try {
    local = await openLocal(path);
    const trace = await openTrace(local.source);
    words = timeWords(trace.manifest);
    digest = bundleDigest(trace.manifest.files);
    for (const problem of await checkTrace(trace, local)) log.add(problem);
  } catch (error) {
    // What is no TraceError is no finding about the bundle, but a failure of this command.
    if (asTraceError(error) !== error) throw error;
    log.add(problemOf(error));
  } finally {
    await local?.close();
  }
  const problems = log.all.map((problem) => forWriters(problem, strict));
  const valid = !problems.some(({ severity }) => severity === 'error');
  return { bundle: path, digest, problems, valid, words };
}

async function checkTrace(trace: Trace, local: LocalBundle): Promise<readonly Problem[]> {
  const loaded = await loadLayers(trace);
  for (const path of trace.bundle.files.keys()) await trace.bundle.verify(path);
  for (const file of trace.bundle.files.values()) await checkChunks(trace, file);
  const found = [
    ...checkIdentity(trace.manifest),
    ...checkManifestReferences(trace.manifest),
    ...(await checkRecordReferences(trace)),
    ...(await checkOtherLayers(trace)),
    ...checkCoverage(trace, loaded),
    ...(local.kind === 'directory' ? await unlisted(local, trace) : []),
  ];
  // What stops the viewer from nothing may still be an error of the bundle.
  const told = new Set(found.map(contentOf));
  return [...trace.problems.all.filter((problem) => !told.has(contentOf(problem))), ...found];
}

/** Reads each chunk of a file that has hashes of them: one that differs is then among the trace's problems. */
async function checkChunks(
  { bundle, problems }: Trace,
  { chunk_hashes: hashes, ...file }: BundleFile,
): Promise<void> {
  // Files that are not there, or not listed, are reported elsewhere.
  if (!hashes || !bundle.files.has(hashes.path)) return;
  const chunked = { ...file, chunk_hashes: hashes };
  try {
    const artifact = await bundle.open(file.path);
    for (let index = 0; index < chunkCount(chunked); index += 1) {
      const { start, end } = chunkAt(chunked, index);
      await artifact.read(start, end);
    }
  } catch (error) {
    const failure = asTraceError(error);
    // What is no TraceError is a failure of this command; missing and short files are reported by their comparison.
    if (failure !== error) throw error;
    if (!['artifact-missing', 'artifact-truncated'].includes(failure.code)) problems.add(problemOf(failure));
  }
}

/** A problem without its severity. */
function contentOf({ code, details }: Problem): string {
  return JSON.stringify([code, details]);
}

function checkIdentity(manifest: unknown): readonly Problem[] {
  return checkRecord(validators.manifest, manifest)
    .violations.filter(({ pointer }) => !CHECKED_ELSEWHERE.test(pointer))
    .map(({ pointer, reason }) => ({
      severity: 'error',
      code: 'manifest-invalid',
      details: { pointer: pointer || '/', reason, dropped: false },
    }));
}

function checkCoverage(trace: Trace, loaded: readonly LoadedLayer[]): readonly Problem[] {
  const ends = loaded.map(({ end }) => end ?? 0);
  // A sound track's end is not read, so that it may well be what lasts longest.
  if (ends.length === 0 || trace.voices.length > 0) return [];
  const silent = trace.duration - Math.max(...ends);
  if (silent <= COVERAGE_SLACK_MICROS) return [];
  const reason = `is ${(silent / 1_000_000).toFixed(1)} s later than the end of the last item of any layer`;
  return [
    {
      severity: 'info',
      code: 'manifest-invalid',
      details: { pointer: '/clock/duration', reason, dropped: false },
    },
  ];
}

/** Files of the folder that the manifest does not list: nobody would ever see them. */
async function unlisted(local: LocalBundle, trace: Trace): Promise<readonly Problem[]> {
  return (await listFiles(local))
    .filter((path) => path !== MANIFEST_PATH && !trace.bundle.files.has(path))
    .map((path) => ({
      severity: 'warning',
      code: 'manifest-invalid',
      details: {
        pointer: '/files',
        reason: `does not list ${path}, which lies in the folder`,
        dropped: false,
      },
    }));
}

/** Readers are tolerant of unknown keys; writers must not invent any. */
function forWriters(problem: Problem, strict: boolean): Problem {
  return problem.code === 'unknown-fields' ? { ...problem, severity: strict ? 'error' : 'warning' } : problem;
}
