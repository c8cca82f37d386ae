/** What a row of a batch says of a bundle, from its manifest. Pure. */
import { TraceError } from '../../base/errors.ts';
import { isPlainName } from '../../base/plain-name.ts';
import { bundleDigest } from '../../schema/digest.ts';
import type { Actor, BatchCapturer, BatchTrace, Manifest } from '../../schema/generated/types.ts';
import { orderSteps } from '../../trace/order-only.ts';

type Told =
  'bundle_id' | 'manifest_sha256' | 'bytes' | 'family' | 'title' | 'mode' | 'capturer' | 'duration_us';

/** Characters of all who worked in a trace: limit of batch.v1.json. */
const MAX_NAMES = 400;

/** The part of a row that tells of its bundle. */
export type BundleFacts = Required<Pick<BatchTrace, Told | 'outcome'>> &
  Pick<BatchTrace, 'recorded' | 'steps'>;

/** What a manifest says, as the row of its trace. `zipBytes`: size of the zip, where it is one. Throws `manifest-invalid`. */
export function describeBundle(
  manifest: Manifest,
  manifestSha256: string,
  zipBytes: number | undefined,
): BundleFacts {
  const { session, task, clock, files, outcome } = manifest;
  // Cut where a hostile manifest is longer than the schema of a batch allows: one trace must not cost the others.
  const recorded = clock.origin.wall_utc;
  const steps = orderSteps(manifest);
  return {
    bundle_id: `sha256:${bundleDigest(files)}`,
    manifest_sha256: manifestSha256,
    bytes: zipBytes ?? files.reduce((sum, { bytes }) => sum + bytes, 0),
    family: task.family.slice(0, 200),
    title: task.title.slice(0, 2000),
    mode: session.mode.slice(0, 60),
    ...(recorded !== null && { recorded }),
    capturer: capturerOf(session.actors),
    duration_us: clock.duration,
    ...(steps !== undefined && { steps }),
    outcome: { completion: outcome.completion.slice(0, 60), success: outcome.success.slice(0, 60) },
  };
}

/** Who worked: people and agents; a script only where there are neither. Throws `manifest-invalid`. */
export function capturerOf(actors: readonly Actor[]): BatchCapturer {
  const of = (kind: Actor['kind']): readonly Actor[] => actors.filter((actor) => actor.kind === kind);
  const [humans, agents, scripts] = [of('human'), of('agent'), of('script')];
  const workers = humans.length + agents.length > 0 ? [...humans, ...agents] : scripts;
  const name = [...new Set(workers.map(nameOf))].join(', ');
  if (!isPlainName(name))
    throw new TraceError('manifest-invalid', {
      pointer: '/session/actors',
      reason: 'the name of one who worked in it holds a line break or another control character',
      dropped: false,
    });
  // Never cut: who is left out could judge work of their own.
  if (name.length > MAX_NAMES)
    throw new TraceError('manifest-invalid', {
      pointer: '/session/actors',
      reason: `the names of those who worked in it are longer than ${MAX_NAMES} characters together`,
      dropped: false,
    });
  if (workers.every(isUnknown)) return { name, kind: 'unknown' };
  if (humans.length > 0 && agents.length > 0) return { name, kind: 'human+agent' };
  if (humans.length > 0) return { name, kind: 'human' };
  if (agents.length > 0) return { name, kind: 'agent' };
  return { name, kind: 'script' };
}

/** The one who stands where nobody told who it was: a manifest must name somebody. */
function isUnknown({ id, pseudonym, agent }: Actor): boolean {
  return id === 'unknown' && pseudonym === undefined && agent === undefined;
}

function nameOf({ id, pseudonym, agent }: Actor): string {
  return pseudonym ?? agent?.name ?? id;
}
