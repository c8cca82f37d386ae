/**
 * A batch in three words for outsiders: which properties hold of every trace, named as in a Simple Verification Result of
 * in-toto (https://github.com/in-toto/attestation/blob/main/spec/predicates/svr.md). Rule set for captured traces C.5. Pure.
 */
import type { QcReportFile, SignedQc } from '../../schema/generated/types.ts';

export type SvrProperty = 'TRACEQC_COMPLETE' | 'TRACEQC_VERBAL_90' | 'TRACEQC_OUTCOME_VERIFIED';

/** Of one trace; undefined: not told, which is as good as no. */
export type Quality = Pick<SignedQc, 'complete' | 'vc_a' | 'verified'>;

const LEAST_VERBAL = 0.9;

/**
 * COMPLETE: every gate of completeness holds. VERBAL_90: VC_A ≥ 0.90. OUTCOME_VERIFIED: somebody else ran it again, and
 * agrees; what was waived is not.
 */
const HOLDS: Readonly<Record<SvrProperty, (quality: Quality) => boolean>> = {
  TRACEQC_COMPLETE: ({ complete }) => complete === true,
  TRACEQC_VERBAL_90: ({ vc_a: coverage }) => coverage !== undefined && coverage >= LEAST_VERBAL,
  TRACEQC_OUTCOME_VERIFIED: ({ verified }) => verified === 'pass',
};

export interface PropertyCount {
  readonly property: SvrProperty;
  /** Of how many traces it holds. */
  readonly holds: number;
  readonly of: number;
}

/** Each property; it holds of the batch where it holds of every trace, and there is one. */
export function svrCounts(each: readonly Quality[]): readonly PropertyCount[] {
  return Object.entries(HOLDS).map(([property, holds]) => ({
    property: property as SvrProperty,
    holds: each.filter(holds).length,
    of: each.length,
  }));
}

/** Names of the properties that hold of all. */
export function svrProperties(each: readonly Quality[]): readonly SvrProperty[] {
  return svrCounts(each).flatMap(({ property, holds, of }) => (of > 0 && holds === of ? [property] : []));
}

/** What a report of quality control says of one trace. */
export function qualityOf({ rules }: Pick<QcReportFile, 'rules'>): Quality {
  const coverage = rules
    .find(({ id }) => id === 'verbalization')
    ?.measures.find(({ name, item }) => name === 'VC_A' && item === undefined)?.value;
  const verified = rules.find(({ id }) => id === 'outcome-verified')?.result;
  return {
    complete: rules.every(({ group, stops }) => group !== 'completeness' || !stops),
    ...(coverage !== undefined && { vc_a: coverage }),
    ...(verified !== undefined && { verified }),
  };
}
