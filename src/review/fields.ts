/** What can be said anew again and again, and by whom it was said last: a register of many values for each. Pure. */
import type { ReviewEvent } from '../schema/generated/types.ts';
import { isPossible, type InForce } from './in-force.ts';

/** An event that says something anew, and what it replaces. */
export type Claim = Extract<ReviewEvent, { readonly replaces: readonly string[] }>;

/** Something of which one thing holds at a time. */
export type Field =
  | { readonly kind: 'words'; readonly entry: string }
  | { readonly kind: 'open'; readonly comment: string }
  | { readonly kind: 'waiver'; readonly finding: string }
  | { readonly kind: 'score'; readonly by: string; readonly rubric: string; readonly criterion: string }
  | { readonly kind: 'verdict'; readonly by: string }
  | { readonly kind: 'reason'; readonly range: string };

/** What was last said of a field by each who did not know of the others. */
export interface Claims {
  readonly field: Field;
  /** The last first; it is in force. Empty where all were taken back. */
  readonly heads: readonly Claim[];
}

/** Several who say different things of one field, and did not know of each other. The first is in force. */
export interface Conflict extends Claims {
  readonly heads: readonly [Claim, Claim, ...Claim[]];
}

export function fieldOf(claim: Claim): Field {
  switch (claim.kind) {
    case 'edit':
    case 'withdraw':
      return { kind: 'words', entry: claim.entry };
    case 'resolve':
    case 'reopen':
      return { kind: 'open', comment: claim.comment };
    case 'waive':
    case 'unwaive':
      return { kind: 'waiver', finding: claim.finding };
    case 'score':
      return { kind: 'score', by: claim.by, rubric: claim.rubric, criterion: claim.criterion };
    case 'verdict':
      return { kind: 'verdict', by: claim.by };
    case 'confirm_reason':
      return { kind: 'reason', range: claim.range_us.join('-') };
  }
}

/** A field's name as a key. */
export function fieldKey(field: Field): string {
  return JSON.stringify(Object.values(field));
}

/**
 * The claims of every field. A claim gives way to those in force that replace it, and to those that replace one which
 * replaced it, whether that one was taken back or not.
 */
export function claimsOf({ byId, undone }: InForce): ReadonlyMap<string, Claims> {
  const replaced = new Set<string>();
  // Those that were taken back still hand on what they replaced.
  const all = [...byId.values()]
    .filter(isClaim)
    .filter((claim) => isPossible(claim, byId))
    .reverse();
  const fields = new Map<string, { readonly field: Field; readonly heads: Claim[] }>();
  for (const claim of all) {
    const field = fieldOf(claim);
    const key = fieldKey(field);
    const entry = fields.get(key) ?? { field, heads: [] };
    fields.set(key, entry);
    const isReplaced = replaced.has(claim.id);
    const isUndone = undone.has(claim.id);
    if (!isUndone || isReplaced)
      for (const id of claim.replaces) if (isEarlierOf(key, claim, byId.get(id))) replaced.add(id);
    if (!isUndone && !isReplaced) entry.heads.push(claim);
  }
  return fields;
}

function isClaim(event: ReviewEvent): event is Claim {
  return 'replaces' in event;
}

/** A claim can only replace an earlier one of the same field. */
function isEarlierOf(key: string, claim: Claim, other: ReviewEvent | undefined): boolean {
  return (
    other !== undefined && isClaim(other) && other.clock < claim.clock && fieldKey(fieldOf(other)) === key
  );
}

/** Fields of which different things are said. */
export function conflictsOf(fields: Iterable<Claims>): readonly Conflict[] {
  return [...fields].flatMap(({ field, heads }) => {
    const [first, second, ...others] = heads;
    if (!first || !second) return [];
    return new Set(heads.map(sayingOf)).size > 1
      ? [{ field, heads: [first, second, ...others] as const }]
      : [];
  });
}

/** What a claim says, without who says it, when, and of what. */
function sayingOf(claim: Claim): string {
  switch (claim.kind) {
    case 'edit':
      return `+${claim.text}`;
    case 'waive':
      return `+${claim.reason}`;
    case 'score':
      return JSON.stringify([claim.score, claim.note]);
    case 'verdict':
      return JSON.stringify([claim.verdict, claim.note]);
    case 'confirm_reason':
      return String(claim.confirmed);
    case 'withdraw':
    case 'unwaive':
    case 'resolve':
    case 'reopen':
      return claim.kind;
  }
}
