/** `playhead verify`: runs again what a bundle claims, and keeps a record of it beside the bundle. */
import { randomUUID } from 'node:crypto';
import { relative } from 'node:path';
import { TraceError } from '../base/errors.ts';
import { sha256Hex } from '../base/hash.ts';
import { bundleDigest } from '../schema/digest.ts';
import type { VerificationRecord } from '../schema/generated/types.ts';
import { capturerOf, partInCapture } from '../trace/capturers.ts';
import { openTrace } from '../trace/open-trace.ts';
import type { Trace } from '../trace/trace.ts';
import { agreementOf, resultOfAll } from '../trace/verification-results.ts';
import {
  badArguments,
  FAILED,
  OK,
  onlyArgument,
  parse,
  printText,
  type Command,
  type Output,
} from './command.ts';
import { openLocal } from './fs-bundle.ts';
import { additionOf } from './verify/added.ts';
import { planLines, recordLines } from './verify/lines.ts';
import { appendRecord, checkRecords, recordsPlace } from './verify/log-store.ts';
import { planOf } from './verify/plan.ts';
import { runCriteria } from './verify/run-criteria.ts';
import { ISOLATIONS, sandboxFor, type IsolationWish } from './verify/sandbox.ts';
import { version } from './version.ts';

/** Nothing was verified: what a batch must tell from a claim that does not hold. */
const NOT_RUN = 3;
const MAX_RUNS = 100;
/** By Ctrl+C, by others, and by a terminal that is closed. */
const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const LOG_BYTES = 1024 ** 2;

const HELP = `Usage: playhead verify BUNDLE [options]

Runs the commands of a task's criteria again, on the repositories that the bundle holds: once on the start tree (with the
tests of the end: they must fail there, or they show nothing), and several times on the final tree, each in a fresh
checkout in a folder for temporary files. What comes of it is added as one line to NAME.verifications.jsonl beside the
bundle, and what was printed to NAME.verifications/; the bundle itself is never written to. playhead qc reads both.

THE COMMANDS COME WITH THE BUNDLE AND RUN AS YOU. Without --run they are printed, and nothing is run. They get a clean
environment, a time limit, and no network where the system can keep them from it (unshare on Linux); your files they can
reach all the same. Without a pid namespace, a process that leaves its group outlives the run. Whom you do not trust, run in a container (--image).

  --run               run them
  --verifier NAME     who runs them: nobody who took part in the capture (needed with --run)
  --key-id ID         the key that the verifier signs with, for the record
  --runs K            runs on the final tree (default 3)
  --timeout SECONDS   for each run (default 600)
  --add PLACE=PATH    copy a file or folder of yours into each tree, as installed packages: node_modules=PATH; repeatable
  --image IMAGE       run them in a container of docker or podman, without network; the image is not pulled
  --isolation HOW     auto (default), namespaces (or fail), process (no namespaces: the network stays open)
  --json              print the record, or the plan, as one JSON document; see schema/verification.v1.json

Exit code: 0 every claim of a criterion with a command is confirmed (or, without --run, the plan was printed), 1 one is
not (it fails, is flaky, or passes before the work), 2 wrong command line, 3 it could not be run, or the bundle not read.`;

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'run again what a bundle claims',
  help: HELP,
  failure: NOT_RUN,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      run: { type: 'boolean', default: false },
      verifier: { type: 'string' },
      'key-id': { type: 'string' },
      runs: { type: 'string', default: '3' },
      timeout: { type: 'string', default: '600' },
      add: { type: 'string', multiple: true, default: [] },
      image: { type: 'string' },
      isolation: { type: 'string', default: 'auto' },
      json: { type: 'boolean', default: false },
    });
    const path = onlyArgument(positionals, 'The bundle');
    const wish: Wish = {
      verifier: values.run ? verifierOf(values.verifier) : undefined,
      keyId: values['key-id'],
      runs: wholeNumber('--runs', values.runs, MAX_RUNS),
      timeoutMs: wholeNumber('--timeout', values.timeout, 86_400) * 1000,
      additions: values.add,
      image: values.image,
      isolation: isolationOf(values.isolation),
      json: values.json,
    };
    const local = await openLocal(path);
    const stop = new AbortController();
    const interrupt = (): void => stop.abort();
    // Also at the second time: what was begun is always cleaned up.
    for (const signal of ENDINGS) process.on(signal, interrupt);
    try {
      return await verify(await openTrace(local.source), local.path, wish, output, stop.signal);
    } finally {
      await local.close();
      for (const signal of ENDINGS) process.off(signal, interrupt);
    }
  },
};

interface Wish {
  /** undefined: nothing is run. */
  readonly verifier: string | undefined;
  readonly keyId: string | undefined;
  readonly runs: number;
  readonly timeoutMs: number;
  readonly additions: readonly string[];
  readonly image: string | undefined;
  readonly isolation: IsolationWish;
  readonly json: boolean;
}

async function verify(
  trace: Trace,
  path: string,
  wish: Wish,
  output: Output,
  signal: AbortSignal,
): Promise<number> {
  const { manifest, label } = trace;
  const { verifier, keyId, runs, timeoutMs, json } = wish;
  const part = verifier === undefined ? undefined : partInCapture(verifier, manifest);
  if (verifier !== undefined && part !== undefined)
    throw new TraceError('verifier-not-independent', { verifier, part });
  const plan = planOf(manifest);
  const additions = wish.additions.map(additionOf);
  const place = recordsPlace(path);
  await checkRecords(place.file);
  const sandbox = await sandboxFor(wish, signal);
  if (verifier === undefined) {
    const { isolation, network } = sandbox;
    if (json) printText(output, JSON.stringify({ ...plan, isolation, network }, null, 2));
    else for (const line of planLines(label, plan, sandbox)) output.print(line);
    return OK;
  }
  const at = new Date().toISOString();
  const ran = await runCriteria({
    plan,
    readFile: (file) => wholeFile(trace, file),
    sandbox,
    additions,
    runs,
    timeoutMs,
    logBytes: LOG_BYTES,
    logs: place.logs,
    signal,
    onStep: (step) => output.warn(`${step} …`),
  });
  const { line, record } = await appendRecord(place.file, {
    schema: { name: 'playhead-verification', version: 1 },
    id: randomUUID(),
    at,
    ended: new Date().toISOString(),
    tool: { name: 'playhead', version: version() },
    bundle_id: manifest.bundle_id,
    bundle_digest: bundleDigest(manifest.files),
    capturer: capturerOf(manifest),
    verifier: { name: verifier, ...(keyId !== undefined && { key_id: keyId }) },
    claim: { completion: manifest.outcome.completion, success: manifest.outcome.success },
    settings: { runs, timeout_ms: timeoutMs, log_bytes: LOG_BYTES },
    ...ran,
    result: resultOfAll(ran.criteria),
  });
  if (json) printText(output, JSON.stringify(record, null, 2));
  else {
    for (const text of recordLines(label, record)) output.print(text);
    output.print(`Recorded as line ${line} of ${fromHere(place.file)}, logs in ${fromHere(place.logs)}.`);
  }
  return exitOf(record);
}

/** As short as a person would type it. */
function fromHere(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}

/** A file of the bundle. Rejects where it is not what the manifest lists: what it holds is then nobody's claim. */
async function wholeFile(
  { bundle }: Trace,
  path: string,
): Promise<{ readonly bytes: Uint8Array; readonly sha256: string }> {
  const bytes = await bundle.read(path);
  const actual = sha256Hex(bytes);
  const expected = bundle.files.get(path)?.sha256 ?? '';
  if (actual !== expected) throw new TraceError('artifact-hash', { path, expected, actual });
  return { bytes, sha256: actual };
}

function exitOf({ result, criteria, repos }: VerificationRecord): number {
  if (result === 'error') return NOT_RUN;
  const against = criteria.some(({ claimed, result: own }) => agreementOf(claimed, own) === 'contradicts');
  const lost = criteria.some(({ tests }) => (tests?.regressions.length ?? 0) > 0);
  // What is said to have failed, and does, is confirmed.
  const nothingShown = result === 'vacuous' || result === 'flaky';
  const elsewhere = repos.some(({ diff_matches: matches }) => matches === false);
  return against || lost || nothingShown || elsewhere ? FAILED : OK;
}

function verifierOf(name: string | undefined): string {
  if (name === undefined || name.trim() === '')
    throw badArguments('--run needs --verifier NAME: who runs it again');
  if (name.length > 200) throw badArguments('--verifier takes at most 200 characters');
  return name.trim();
}

function wholeNumber(option: string, text: string, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > most)
    throw badArguments(`${option} takes a whole number from 1 to ${most}, not ${JSON.stringify(text)}`);
  return number;
}

function isolationOf(text: string): IsolationWish {
  const found = ISOLATIONS.find((other) => other === text);
  if (!found) throw badArguments(`--isolation takes ${ISOLATIONS.join(', ')}, not ${JSON.stringify(text)}`);
  return found;
}
