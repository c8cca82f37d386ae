/** What is found of the traces of a batch on this disk: every byte of each bundle is read, whatever a list says of it. */
import { createHash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeProblem } from '../../base/describe-error.ts';
import { TraceError } from '../../base/errors.ts';
import { judge } from '../../qc/judge.ts';
import type { Profile } from '../../qc/profile.ts';
import type { FoundFile } from '../../qc/whole-bundle.ts';
import { parseReview } from '../../review/review-file.ts';
import { REVIEW_END } from '../../review/review-name.ts';
import { bundleEvidence } from '../../review/sign/bundle-evidence.ts';
import type { BundleEvidence, Read, TraceEvidence } from '../../review/sign/evidence.ts';
import { reviewState } from '../../review/state.ts';
import type { BatchTrace } from '../../schema/generated/types.ts';
import { openTrace } from '../../trace/open-trace.ts';
import type { Verifications } from '../../trace/verifications.ts';
import { CommandError } from '../command.ts';
import { exists, fingerprint } from '../files.ts';
import { isMissing, openLocal, type LocalBundle } from '../fs-bundle.ts';
import { listFiles } from '../list-files.ts';
import { placeOf, type LocalBatch } from './batch-disk.ts';
import { loadRecords } from '../verify/log-store.ts';
import { stemOf } from './find-bundles.ts';

/**
 * Reads all traces, one after the other. `profile`: by what they are judged; undefined: they are not. `onTrace`: told of each
 * before it is read.
 */
export async function gatherEvidence(
  { batch, folder }: LocalBatch,
  profile: Profile | undefined,
  onTrace: (name: string, index: number, of: number) => void,
): Promise<readonly TraceEvidence[]> {
  const traces: TraceEvidence[] = [];
  for (const [index, row] of batch.traces.entries()) {
    onTrace(row.name, index, batch.traces.length);
    traces.push(await gatherTrace(folder, row, profile));
  }
  return traces;
}

async function gatherTrace(
  folder: string,
  row: BatchTrace,
  profile: Profile | undefined,
): Promise<TraceEvidence> {
  const place = placeOf(folder, row.href);
  const found = await reading(() => loadRecords(place));
  const records = found.state === 'read' ? found.content : undefined;
  return {
    row,
    bundle: (await exists(place))
      ? await reading(() => readBundle(place, profile, records?.verifications))
      : { state: 'missing' },
    review: await reading(async () => {
      const review = parseReview(await readFile(stemOf(place) + REVIEW_END, 'utf8'), row.name + REVIEW_END);
      return { ...reviewState(review), bundleId: review.bundleId };
    }),
    verifications:
      found.state !== 'read'
        ? found
        : records
          ? { state: 'read', content: records.bytes }
          : { state: 'missing' },
    lostLogs: records?.verifications.lostLogs,
  };
}

/** What was read, or why it was not. Rejects with defects of ours. */
async function reading<T>(read: () => Promise<T>): Promise<Read<T>> {
  try {
    return { state: 'read', content: await read() };
  } catch (error) {
    if (isMissing(error)) return { state: 'missing' };
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    return { state: 'unreadable', reason };
  }
}

function reasonOf(error: unknown): string | undefined {
  if (error instanceof TraceError)
    return error.code === 'internal' || error.code === 'aborted' ? undefined : describeProblem(error).title;
  if (error instanceof CommandError) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? `the system answers ${code}.` : undefined;
}

async function readBundle(
  place: string,
  profile: Profile | undefined,
  verifications: Verifications | undefined,
): Promise<BundleEvidence> {
  const local = await openLocal(place);
  try {
    const before = await stampsOf(local);
    const listing = await listFiles(local);
    const files = await hashFiles(local, listing);
    const trace = await openTrace(local.source);
    const evidence = bundleEvidence({
      manifest: trace.manifest,
      files,
      zipSha256: local.kind === 'zip' ? (await fingerprint(local.path)).sha256 : undefined,
      report:
        profile &&
        (await judge(trace, {
          profile,
          reviewless: false,
          compare: true,
          listing,
          verifications,
        })),
    });
    // The rules read the files anew: what was hashed must be what they saw.
    if ((await stampsOf(local)) !== before)
      throw new CommandError('its files were changed while they were read.');
    return evidence;
  } finally {
    await local.close();
  }
}

/** When each file, or the zip that holds them, was last written, and how long it is. */
async function stampsOf(local: LocalBundle): Promise<string> {
  const places = local.kind === 'zip' ? [''] : await listFiles(local);
  const stamps: string[] = [];
  for (const path of places) {
    const { size, mtimeNs, ino } = await lstat(join(local.path, path), { bigint: true });
    stamps.push(`${size} ${mtimeNs} ${ino} ${path}`);
  }
  return stamps.join('\n');
}

async function hashFiles(
  { source }: LocalBundle,
  paths: readonly string[],
): Promise<ReadonlyMap<string, FoundFile>> {
  const files = new Map<string, FoundFile>();
  for (const path of paths) {
    const hash = createHash('sha256');
    let bytes = 0;
    const stream = await (await source.open(path)).stream();
    for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    files.set(path, { bytes, sha256: hash.digest('hex') });
  }
  return files;
}
