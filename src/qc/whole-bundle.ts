/** A bundle that is read byte for byte, and judged by the way. */
import { chunksOf } from '../base/chunks-of.ts';
import { asTraceError, isUnreached, TraceError, type Problem } from '../base/errors.ts';
import { createSha256 } from '../base/hash.ts';
import { MANIFEST_PATH, type BundleSource } from '../bundle/bundle-source.ts';
import type { Manifest, QcProfile } from '../schema/generated/types.ts';
import { openTrace } from '../trace/open-trace.ts';
import type { Trace } from '../trace/trace.ts';
import type { Verifications } from '../trace/verifications.ts';
import { readThrough, type JudgeProgress } from './facts.ts';
import { judge, type QcReport } from './judge.ts';
import { readProfile } from './profile.ts';

/** Under this name, which no file of a bundle can have, the zip itself is read. */
export const ZIP_ITSELF = '';

/** A file by its bytes. */
export interface FoundFile {
  readonly bytes: number;
  /** In lower-case hexadecimal. */
  readonly sha256: string;
}

export interface WholeRequest {
  /** Every file that lies in it; undefined where that cannot be listed, as in a folder on the web. */
  readonly listing: readonly string[] | undefined;
  /** It is a zip, of which the SHA-256 is wanted, too. */
  readonly zipped: boolean;
  /** By what it is judged; undefined: it is not. */
  readonly profile: QcProfile | undefined;
  /** What stands beside the bundle of re-runs. */
  readonly verifications: Verifications | undefined;
}

export interface WholeBundle {
  readonly manifest: Manifest;
  /** By path: every file that was found in it, the manifest too. */
  readonly files: ReadonlyMap<string, FoundFile>;
  /** SHA-256 of the zip itself; undefined: it is a folder. */
  readonly zipSha256: string | undefined;
  readonly report: QcReport | undefined;
}

/** Rejects with `profile-invalid`, with what opening the trace rejects with, and with what the network does. */
export async function readWhole(
  source: BundleSource,
  { listing, zipped, profile, verifications }: WholeRequest,
  onProgress: (progress: JudgeProgress) => void,
): Promise<WholeBundle> {
  const trace = await openTrace(source);
  const faults = await readThrough(trace, onProgress);
  for (const { code, details } of faults.values()) {
    const error = new TraceError(code, details);
    // What could not be reached is not what is wrong with a bundle.
    if (isUnreached(error)) throw error;
  }
  return {
    manifest: trace.manifest,
    files: await filesOf(source, trace, faults, listing ?? []),
    zipSha256: zipped ? (await hashOf(source, ZIP_ITSELF)).sha256 : undefined,
    report:
      profile &&
      (await judge(trace, {
        profile: readProfile(profile, profile.id),
        reviewless: false,
        compare: true,
        faults,
        verifications,
        ...(listing && { listing }),
        onProgress,
      })),
  };
}

/** Where nothing was wrong with a file, what its record says. One that cannot be read is not there. */
async function filesOf(
  source: BundleSource,
  { bundle }: Trace,
  faults: ReadonlyMap<string, Problem>,
  listing: readonly string[],
): Promise<ReadonlyMap<string, FoundFile>> {
  const files = new Map<string, FoundFile>([[MANIFEST_PATH, await hashOf(source, MANIFEST_PATH)]]);
  for (const [path, { bytes, sha256 }] of bundle.files) {
    const found = faults.has(path) ? await foundOf(source, path) : { bytes, sha256 };
    if (found) files.set(path, found);
  }
  for (const path of listing) if (!files.has(path)) files.set(path, await hashOf(source, path));
  return files;
}

/** undefined: it cannot be read. */
async function foundOf(source: BundleSource, path: string): Promise<FoundFile | undefined> {
  try {
    return await hashOf(source, path);
  } catch (error) {
    const { code } = asTraceError(error);
    if (code === 'internal' || isUnreached(error)) throw error;
    return undefined;
  }
}

async function hashOf(source: BundleSource, path: string): Promise<FoundFile> {
  const hash = createSha256();
  let bytes = 0;
  const stream = await (await source.open(path)).stream();
  for await (const chunk of chunksOf(stream)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.hex() };
}
