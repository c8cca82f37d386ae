/** What waivers leave open of what the rules say of a trace of a batch, as `withWaivers` does for a whole report. Pure. */
import type { BatchFindings, BatchTrace } from '../../schema/generated/types.ts';
import { capturing } from '../sign/verdicts.ts';

export interface AfterWaivers {
  /** `waived`: it fails, and waivers lift every rule that stops it. undefined: it was not judged. */
  readonly result: 'pass' | 'waived' | 'fail' | 'error' | undefined;
  /** Rules that stop it still. */
  readonly stops: readonly string[];
  /** Rules that would, were not all of their findings waived. */
  readonly lifted: readonly string[];
  /** Findings that nobody waived; undefined: nobody counted. */
  readonly open: BatchFindings | undefined;
  /** How many were waived. */
  readonly waived: number;
}

/** Nobody waives findings of their own work: such waivers do not count, as they do not when a batch is signed. */
export function afterWaivers({ qc, waivers = [], capturer }: BatchTrace): AfterWaivers {
  const { result, stops = [], findings, waivable = [], liftable = [] } = qc ?? {};
  const asJudged: AfterWaivers = { result, stops, lifted: [], open: findings, waived: 0 };
  if (waivers.length === 0 || waivable.length === 0) return asJudged;
  const isOwn = capturing(capturer?.name ?? '');
  const given = new Set(waivers.filter(({ by }) => !isOwn(by)).map(({ finding }) => finding));
  const waived = waivable.filter(({ id }) => given.has(id));
  if (waived.length === 0) return asJudged;
  const left = new Set(waivable.filter(({ id }) => !given.has(id)).map(({ rule }) => rule));
  const lifted = stops.filter((rule) => liftable.includes(rule) && !left.has(rule));
  const open = stops.filter((rule) => !lifted.includes(rule));
  return {
    result: result === 'fail' && lifted.length > 0 && open.length === 0 ? 'waived' : result,
    stops: open,
    lifted,
    open: findings && withoutWaived(findings, waived),
    waived: waived.length,
  };
}

function withoutWaived(
  findings: BatchFindings,
  waived: readonly { readonly severity: keyof BatchFindings }[],
): BatchFindings {
  const left = (of: keyof BatchFindings): number =>
    Math.max(0, findings[of] - waived.filter(({ severity }) => severity === of).length);
  return { S1: left('S1'), S2: left('S2'), S3: left('S3') };
}
