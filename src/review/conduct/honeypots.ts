/**
 * Traces with known defects that are mixed into a batch, whole, so that it can be told which defects reviewers find. Rule
 * set for captured traces C.4: 5 % of what people judge (a starting value), found by each reviewer in 90 % or more. Pure.
 */
import canonicalize from 'canonicalize';
import { TraceError } from '../../base/errors.ts';
import { sha256Hex } from '../../base/hash.ts';
import { checkRecord } from '../../schema/check.ts';
import * as validators from '../../schema/generated/sign-validators.js';
import type { GoldFile, SignedHoneypots, SignedVerdict } from '../../schema/generated/types.ts';
import { blindWords } from './verdict-words.ts';

/** Share of traces with known defects among those that people judge. */
export const HONEYPOT_SHARE = 0.05;
/** Share of the defects that a reviewer finds, at least. */
export const LEAST_RECALL = 0.9;

/** Parsed JSON as the list of traces with known defects; `source` is what to call it. Throws `gold-invalid`. */
export function readGold(json: unknown, source: string): GoldFile {
  const { violations, unknown } = checkRecord(validators.gold, json);
  const [first] = violations;
  const [field] = unknown;
  const reason = first
    ? `${first.pointer || 'the whole'} ${first.reason}`
    : field !== undefined
      ? `${field} is not known to this version`
      : undefined;
  if (reason !== undefined) throw new TraceError('gold-invalid', { source, reason });
  return json as GoldFile;
}

/** How many are wanted among `sampled` that people judge: ⌈0.05 · n⌉. */
export function honeypotsWanted(sampled: number): number {
  return Math.ceil(HONEYPOT_SHARE * sampled - 1e-9);
}

/**
 * What came of them. `verdicts`: those that count, of each of the listed bundles that lies in the batch. A defect is found
 * by a verdict that does not accept the trace, given blind.
 */
export function honeypotsOf(
  gold: GoldFile,
  verdicts: readonly (readonly SignedVerdict[])[],
): SignedHoneypots {
  const counts = new Map<string, { judged: number; found: number }>();
  let [judged, found] = [0, 0];
  for (const own of verdicts) {
    const said = own.flatMap((verdict) => blindWords([verdict]).map((word) => ({ by: verdict.by, word })));
    const caught = said.map(({ by, word }) => {
      const count = counts.get(by) ?? { judged: 0, found: 0 };
      const is = word === 'recapture' || word === 'reject';
      counts.set(by, { judged: count.judged + 1, found: count.found + (is ? 1 : 0) });
      return is;
    });
    if (said.length > 0) judged += 1;
    if (said.length > 0 && caught.every(Boolean)) found += 1;
  }
  return {
    gold: sha256Hex(new TextEncoder().encode(canonicalize(gold))),
    mixed_in: verdicts.length,
    judged,
    found,
    reviewers: [...counts]
      .map(([name, count]) => ({ name, ...count }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
