/** Puts together what is signed. Pure. */
import type { Profile } from '../../qc/profile.ts';
import type {
  BatchFile,
  GoldFile,
  SignedOpen,
  SignedTrace,
  SignedVerdict,
  SignoffPredicate,
} from '../../schema/generated/types.ts';
import { conductOpen } from '../conduct/conduct-open.ts';
import { honeypotsOf } from '../conduct/honeypots.ts';
import { isSameName } from '../conduct/people.ts';
import { agreementOf } from './agreement-of.ts';
import type { TraceEvidence } from './evidence.ts';
import { drawableOf, isMixedIn, sampleOf, type SampleWish } from './sampling-of.ts';
import { signedTrace, signedVerdicts } from './signed-trace.ts';
import { standingOf } from './standing.ts';
import { batchRootOf } from './statement.ts';
import { countedVerdicts, isCapturer } from './verdicts.ts';

export interface SignoffOptions {
  readonly batch: BatchFile;
  /** In the order of the batch; each was judged. */
  readonly traces: readonly TraceEvidence[];
  readonly sample: SampleWish;
  readonly profile: Profile;
  readonly senior: SignoffPredicate['senior'];
  readonly tool: SignoffPredicate['tool'];
  /** Now (ISO 8601). */
  readonly at: string;
  /** '' : nothing. */
  readonly note: string;
  /** SHA-256 of the payload that this one replaces. */
  readonly supersedes: string | undefined;
  /** Traces with known defects that were mixed in: they are no part of what is signed. Absent: none were. */
  readonly gold?: GoldFile | undefined;
}

/**
 * What would be signed, with all that stands open. Bundles that could not be read are not among its traces, and nothing
 * that can be signed stands for them.
 */
export function signoffOf(options: SignoffOptions): SignoffPredicate {
  const { batch, profile, senior, tool, at, note, supersedes, gold } = options;
  const traces = options.traces.filter((trace) => !isMixedIn(trace, gold));
  const drawable = traces.flatMap((trace) => drawableOf(trace) ?? []);
  const sampling = sampleOf(drawable, options.sample);
  const sampled = new Set(sampling.selected.map(({ name }) => name));
  const signed = traces.flatMap((trace): readonly SignedTrace[] => {
    if (trace.bundle.state !== 'read' || !trace.bundle.content.report) return [];
    const { content } = trace.bundle;
    return [signedTrace(trace, content, trace.bundle.content.report, sampled.has(trace.row.name))];
  });
  const agreement = agreementOf(signed, sampling.earlier?.verdicts);
  const honeypots = gold && honeypotsOf(gold, verdictsOnHoneypots(options.traces, gold));
  const open: readonly SignedOpen[] = [
    ...standingOf(traces, sampled),
    ...conductOpen({ traces: signed, sampling, agreement, ...(honeypots && { honeypots }) }),
  ];
  return {
    schema: { name: 'playhead-signoff', version: 1 },
    at,
    decision: open.length === 0 ? 'accepted' : 'open',
    ...(note !== '' && { note }),
    open,
    senior,
    tool,
    batch: { batch_id: batch.batch_id, name: batch.name, root: batchRootOf(drawable) },
    profile: {
      id: profile.file.id,
      version: profile.file.version,
      digest: profile.digest,
      content: { ...profile.file },
    },
    sampling,
    agreement,
    ...(honeypots && { honeypots }),
    traces: signed,
    ...(supersedes !== undefined && { supersedes }),
  };
}

/** What counts of the verdicts on each trace with a known defect that could be read. */
function verdictsOnHoneypots(
  traces: readonly TraceEvidence[],
  gold: GoldFile,
): readonly (readonly SignedVerdict[])[] {
  return traces.flatMap((trace) => {
    if (!isMixedIn(trace, gold) || trace.bundle.state !== 'read') return [];
    const reviewed = trace.review.state === 'read' ? signedVerdicts(trace.review.content) : [];
    return [countedVerdicts(reviewed, trace.bundle.content.facts.capturer.name)];
  });
}

/** As what else somebody took part in the batch; undefined where they did not. Who decides must not have. */
export function partOf(
  name: string,
  traces: readonly Pick<SignedTrace, 'name' | 'verdicts' | 'waivers' | 'capturer'>[],
): { readonly as: 'capturer' | 'reviewer'; readonly trace: string } | undefined {
  for (const trace of traces) {
    if (isCapturer(name, trace.capturer.name)) return { as: 'capturer', trace: trace.name };
    if ([...trace.verdicts, ...trace.waivers].some(({ by }) => isSameName(by, name)))
      return { as: 'reviewer', trace: trace.name };
  }
  return undefined;
}
