/** Judges one bundle in a process of its own: what makes it crash, or eats its memory, costs that bundle alone. */
import { spawn } from 'node:child_process';
import { checkRecord } from '../../schema/check.ts';
import * as validators from '../../schema/generated/qc-validators.js';
import type { QcReportFile } from '../../schema/generated/types.ts';
import { FAILED, OK } from '../command.ts';
import { UNREADABLE } from '../qc.ts';
import { OWN_COMMAND } from './own-command.ts';

/** What came of it. */
export type Judged = { readonly report: QcReportFile } | { readonly problem: string };

export interface JudgeProcessOptions {
  /** Arguments of `playhead qc` besides the bundle. */
  readonly args: readonly string[];
  /** Seconds after which the process is ended. */
  readonly timeout: number | undefined;
  readonly signal: AbortSignal;
}

/** Bytes of the end of what a process complained of that are kept. */
const MAX_COMPLAINT = 4000;

/** Judges the bundle at an absolute path. Resolves to a report, or to why there is none. Rejects only where `signal` ends it. */
export async function judgeInProcess(bundle: string, options: JudgeProcessOptions): Promise<Judged> {
  const { args, timeout, signal } = options;
  const [program = '', ...first] = OWN_COMMAND;
  const limit = timeout === undefined ? undefined : AbortSignal.timeout(timeout * 1000);
  const ended = limit ? AbortSignal.any([signal, limit]) : signal;
  const child = spawn(program, [...first, 'qc', bundle, '--json', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: ended,
    killSignal: 'SIGKILL',
  });
  const printed: Buffer[] = [];
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => void printed.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-MAX_COMPLAINT);
  });
  const end = await new Promise<{ readonly code: number | null; readonly by: string }>((resolve) => {
    child.on('error', (error) => {
      // One that was ended tells so by its end, too.
      if (child.pid === undefined) resolve({ code: null, by: `could not be started: ${error.message}` });
    });
    child.on('close', (code, name) => resolve({ code, by: `was ended by ${name ?? 'the system'}` }));
  });
  signal.throwIfAborted();
  if (limit?.aborted) return { problem: `It took longer than ${timeout} s.` };
  // A crash of the program itself has the exit code of a trace that does not pass, and no report.
  const report = end.code === OK || end.code === FAILED ? readReport(Buffer.concat(printed)) : undefined;
  if (report) return { report };
  const told = lastSentence(complaint);
  if (end.code === UNREADABLE && told !== '') return { problem: told };
  const why = end.code === null ? end.by : `ended with exit code ${end.code} and without a report`;
  return { problem: `Its process ${why}.${told === '' ? '' : ` ${told}`}` };
}

/** undefined where what was printed is no report. */
function readReport(printed: Buffer): QcReportFile | undefined {
  try {
    const value = JSON.parse(printed.toString()) as unknown;
    return checkRecord(validators.qc_report, value).violations.length === 0
      ? (value as QcReportFile)
      : undefined;
  } catch {
    return undefined;
  }
}

/** What a process said last: of a stack of calls, the line with the error. */
function lastSentence(complaint: string): string {
  const lines = complaint
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return (lines.find((line) => /^(?:\w*Error|FATAL ERROR)\b/.test(line)) ?? lines.at(-1) ?? '').slice(
    0,
    1000,
  );
}
