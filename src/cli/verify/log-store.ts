/** Where the records of a bundle stand, and the logs that they name: beside it, never in it. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TraceError } from '../../base/errors.ts';
import { sha256Hex } from '../../base/hash.ts';
import type { VerificationLog, VerificationRecord } from '../../schema/generated/types.ts';
import {
  logsOf,
  MAX_VERIFICATIONS_LENGTH,
  readVerifications,
  verificationLine,
  verificationsName,
  type Verifications,
} from '../../trace/verifications.ts';
import { fingerprint } from '../files.ts';
import { isMissing } from '../fs-bundle.ts';
import { withLock } from '../lock.ts';

/** Where the records of the bundle at `path` stand, and the folder of their logs. */
export function recordsPlace(path: string): { readonly file: string; readonly logs: string } {
  const file = verificationsName(path);
  return { file, logs: file.slice(0, -'.jsonl'.length) };
}

/** Reads the records beside a bundle and compares the logs that they name; undefined where there are none. */
export async function loadVerifications(path: string): Promise<Verifications | undefined> {
  return (await loadRecords(path))?.verifications;
}

/** The same, with the bytes that they were read from: what is said of one is said of the other. */
export async function loadRecords(
  path: string,
): Promise<{ readonly bytes: Uint8Array; readonly verifications: Verifications } | undefined> {
  const { file, logs } = recordsPlace(path);
  const bytes = await recordBytes(file);
  if (!bytes) return undefined;
  const read = readVerifications(bytes.toString(), file);
  const lostLogs = new Set<string>();
  for (const digest of logsOf(read))
    if (!(await isWhole(logPath(logs, digest), digest))) lostLogs.add(digest);
  return { bytes, verifications: { ...read, lostLogs } };
}

async function readRecords(file: string): Promise<Verifications | undefined> {
  const bytes = await recordBytes(file);
  return bytes && readVerifications(bytes.toString(), file);
}

async function recordBytes(file: string): Promise<Buffer | undefined> {
  try {
    // A character has at least a byte.
    if ((await stat(file)).size > MAX_VERIFICATIONS_LENGTH * 4)
      throw new TraceError('verifications-broken', {
        source: file,
        line: 1,
        reason: 'the file is too large',
      });
    return await readFile(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function isWhole(path: string, digest: string): Promise<boolean> {
  try {
    return (await fingerprint(path)).sha256 === digest;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** A log's file. `digest` was checked to be a hash, so that it leads nowhere else. */
function logPath(folder: string, digest: string): string {
  return join(folder, `${digest}.log`);
}

/** Keeps a log by its digest, in place of one that was changed since. */
export async function keepLog(folder: string, log: Buffer, printed: number): Promise<VerificationLog> {
  const sha256 = sha256Hex(log);
  await mkdir(folder, { recursive: true });
  const path = logPath(folder, sha256);
  const draft = join(folder, `.${randomUUID()}`);
  await writeFile(draft, log, { flag: 'wx' });
  await rename(draft, path);
  return { sha256, bytes: log.length, printed_bytes: printed };
}

/** Throws `verifications-broken` where nothing can be added to what stands there. */
export async function checkRecords(file: string): Promise<Verifications | undefined> {
  const read = await readRecords(file);
  if (read?.broken) throw new TraceError('verifications-broken', { source: file, ...read.broken });
  return read;
}

/** Adds a line. Rejects with `verifications-broken` where those before it were changed. Gives its number, from 1. */
export async function appendRecord(
  file: string,
  record: Omit<VerificationRecord, 'previous'>,
): Promise<{ readonly line: number; readonly record: VerificationRecord }> {
  // Two verifiers that add a line to the same end would break the chain.
  return withLock(file, async () => {
    const before = await checkRecords(file);
    const { schema, id, ...rest } = record;
    const whole = { schema, id, previous: before?.last ?? null, ...rest } as VerificationRecord;
    const handle = await open(file, 'a');
    try {
      await handle.appendFile(`${verificationLine(whole)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return { line: (before?.records.length ?? 0) + 1, record: whole };
  });
}
