/** What is found of the traces of a batch on the web: what they say of themselves, or every byte of them. */
import { describeProblem } from '../../../base/describe-error.ts';
import { asTraceError, type TraceError, isUnreached } from '../../../base/errors.ts';
import { sha256Hex } from '../../../base/hash.ts';
import { MANIFEST_PATH, type BundleSource } from '../../../bundle/bundle-source.ts';
import { directoryBundle } from '../../../bundle/directory-bundle.ts';
import { httpBytes } from '../../../bundle/http.ts';
import { listZip } from '../../../bundle/zip-listing.ts';
import type { JudgeProgress } from '../../../qc/facts.ts';
import { readWholeInWorker } from '../../../qc/judge.client.ts';
import { ZIP_ITSELF, type WholeRequest } from '../../../qc/whole-bundle.ts';
import { addressIn } from '../../../review/batch/href.ts';
import { keptEvents } from '../../../review/indexed-reviews.ts';
import { mergeReviews } from '../../../review/merge.ts';
import { reviewAddress } from '../../../review/review-name.ts';
import type { Review } from '../../../review/review.ts';
import { bundleEvidence } from '../../../review/sign/bundle-evidence.ts';
import type { BundleEvidence, Read, TraceEvidence } from '../../../review/sign/evidence.ts';
import { reviewState } from '../../../review/state.ts';
import { fetchReview } from '../../../review/transfer.ts';
import type { BatchTrace, QcProfile } from '../../../schema/generated/types.ts';
import { readManifest } from '../../../schema/read-manifest.ts';
import { readManifestFile } from '../../../trace/manifest-file.ts';
import { recordsBeside } from '../../../trace/verifications-beside.ts';
import { findBundle } from '../../find-bundle.ts';

/** `records`: manifests, reviews and records of re-runs; the files of a bundle are taken to be what its manifest says. */
export type Depth = 'records' | 'bytes';

export interface Gathering {
  readonly depth: Depth;
  /** By what bundles are judged, which takes all of their bytes; undefined: they are not. */
  readonly profile: QcProfile | undefined;
  readonly onProgress: (progress: JudgeProgress) => void;
}

/** A trace as it lies there, and what this browser has beside that. */
export interface GatheredTrace {
  /** With the reviews of the file beside the bundle. */
  readonly there: TraceEvidence;
  /** With those that this browser keeps, too. */
  readonly here: TraceEvidence;
  /** All reviews, where the file beside the bundle has not all of them. */
  readonly unsaved: Review | undefined;
  /** Comments that nobody has resolved. */
  readonly openComments: number;
}

/** Rejects with defects of ours, and when `signal` is aborted; what cannot be read is part of what was found. */
export async function gatherTrace(
  batch: URL,
  row: BatchTrace,
  { depth, profile, onProgress }: Gathering,
  signal: AbortSignal,
): Promise<GatheredTrace> {
  const url = addressIn(batch, row.href);
  const records = await reading(() => recordsBeside(url, signal));
  const verifications = records.state === 'read' ? records.content.verifications : undefined;
  const bundle = await reading(() =>
    depth === 'bytes'
      ? readBytes(url, { profile, verifications }, onProgress, signal)
      : readRecords(url, signal),
  );
  return withReviews(
    batch,
    {
      row,
      bundle,
      verifications: records.state === 'read' ? { state: 'read', content: records.content.bytes } : records,
    },
    signal,
  );
}

/** The same trace with what people say of it now. */
export async function withReviews(
  batch: URL,
  found: Omit<TraceEvidence, 'review'>,
  signal: AbortSignal,
): Promise<GatheredTrace> {
  const beside = reviewAddress(addressIn(batch, found.row.href));
  const review = await reading(async () => beside && (await fetchReview(beside, signal)));
  const there: TraceEvidence = {
    ...found,
    review: review.state === 'read' ? reviewed(review.content) : review,
  };
  const merged = await reading(() => withKept(found.row, review));
  if (merged.state !== 'read')
    return {
      there,
      here: merged.state === 'missing' ? there : { ...there, review: merged },
      unsaved: undefined,
      openComments: 0,
    };
  const { all, unsaved } = merged.content;
  const { comments } = reviewState(all);
  return {
    there,
    here: { ...there, review: reviewed(all) },
    unsaved,
    openComments: comments.filter(({ resolved, withdrawn }) => !resolved && !withdrawn).length,
  };
}

function reviewed(review: Review): TraceEvidence['review'] {
  return { state: 'read', content: { ...reviewState(review), bundleId: review.bundleId } };
}

/** What both the file and this browser have; undefined: neither has any, or the file cannot be used. Rejects with `review-invalid`. */
async function withKept(
  { bundle_id: bundleId }: BatchTrace,
  file: Read<Review>,
): Promise<{ readonly all: Review; readonly unsaved: Review | undefined } | undefined> {
  const there = file.state === 'read' ? file.content : undefined;
  const events = bundleId === undefined ? undefined : (await keptEvents(bundleId)).get(bundleId);
  const mine = there ? there.bundleId === bundleId : file.state === 'missing';
  if (!events || bundleId === undefined || !mine) return there && { all: there, unsaved: undefined };
  const all = mergeReviews(there ?? { bundleId, events: [] }, { bundleId, events }, 'This browser');
  return { all, unsaved: all.events.length > (there?.events.length ?? 0) ? all : undefined };
}

/** What was read, or why it was not; undefined is what is not there. */
async function reading<T>(read: () => Promise<T | undefined>): Promise<Read<T>> {
  try {
    const content = await read();
    return content === undefined ? { state: 'missing' } : { state: 'read', content };
  } catch (error) {
    const failure = asTraceError(error);
    if (failure.code === 'aborted' || failure.code === 'internal') throw error;
    if (isAbsent(failure)) return { state: 'missing' };
    if (isUnreached(failure)) return { state: 'unreached', reason: describeProblem(failure).title };
    return { state: 'unreadable', reason: describeProblem(failure).title };
  }
}

function isAbsent({ code, details }: TraceError): boolean {
  return (
    code === 'manifest-missing' ||
    (code === 'http-status' && 'status' in details && (details.status === 404 || details.status === 410))
  );
}

/** As it lies there now, whatever a cache of this browser has. */
function findNow(url: URL, signal: AbortSignal): Promise<BundleSource> {
  return findBundle(url, () => undefined, signal, { fresh: true });
}

async function readRecords(url: URL, signal: AbortSignal): Promise<BundleEvidence> {
  const source = await findNow(url, signal);
  const { bytes, json } = await readManifestFile(source, signal);
  const { manifest } = readManifest(json, source.label);
  const own = { bytes: bytes.length, sha256: sha256Hex(bytes) };
  return bundleEvidence({
    manifest,
    files: new Map([[MANIFEST_PATH, own], ...manifest.files.map((file) => [file.path, file] as const)]),
    zipSha256: undefined,
    report: undefined,
  });
}

type Wanted = Pick<WholeRequest, 'profile' | 'verifications'>;

async function readBytes(
  url: URL,
  wanted: Wanted,
  onProgress: Gathering['onProgress'],
  signal: AbortSignal,
): Promise<BundleEvidence> {
  const source = await findNow(url, signal);
  if (!url.pathname.endsWith('.zip')) {
    const request = { ...wanted, listing: undefined, zipped: false };
    return bundleEvidence(await readWholeInWorker(source, request, onProgress, signal));
  }
  const around = directoryBundle(new URL('.', url), { fresh: true });
  const [name = ''] = url.pathname.split('/').slice(-1);
  const open: BundleSource['open'] = (path, own) =>
    path === ZIP_ITSELF ? around.open(name, own) : source.open(path, own);
  const request = {
    ...wanted,
    listing: (await listZip(httpBytes(url, { fresh: true }), signal)).toSorted(),
    zipped: true,
  };
  return bundleEvidence(await readWholeInWorker({ ...source, open }, request, onProgress, signal));
}
