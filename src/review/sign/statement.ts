/** The statement that is signed: an in-toto Statement v1 as canonical JSON, the same bytes for the same content. Pure. */
import canonicalize from 'canonicalize';
import { TraceError } from '../../base/errors.ts';
import { checkRecord } from '../../schema/check.ts';
import type { SignoffPredicate } from '../../schema/generated/types.ts';
import * as validators from '../../schema/generated/sign-validators.js';
import type { Envelope } from './dsse.ts';
import { rootOf } from './roots.ts';

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
/** The id of the predicate's schema. */
export const PREDICATE_TYPE = 'urn:playhead:schema:signoff:1';
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

interface Statement {
  readonly _type: string;
  readonly subject: readonly Subject[];
  readonly predicateType: string;
  readonly predicate: SignoffPredicate;
}

interface Subject {
  readonly name: string;
  readonly digest: { readonly dirHash: string };
}

/**
 * An envelope with nothing but the payload; `signEnvelope` adds signatures. Throws `signoff-invalid` for what no reader would
 * take: it must not be signed.
 */
export function unsigned(predicate: SignoffPredicate): Envelope {
  const statement: Statement = {
    _type: STATEMENT_TYPE,
    subject: subjectsOf(predicate),
    predicateType: PREDICATE_TYPE,
    predicate,
  };
  const payload = new TextEncoder().encode(canonicalize(statement));
  const envelope = { payload, payloadType: PAYLOAD_TYPE, signatures: [] };
  statementOf(envelope, 'What was to be signed');
  return envelope;
}

/**
 * What an envelope says, whoever signed it; `source` is what to call it. Throws `signoff-invalid` for what is no sign-off of
 * this version, or contradicts itself in its form.
 */
export function statementOf({ payload, payloadType }: Envelope, source: string): SignoffPredicate {
  const invalid = (reason: string): TraceError => new TraceError('signoff-invalid', { source, reason });
  if (payloadType !== PAYLOAD_TYPE) throw invalid('its payload is no in-toto statement');
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch {
    throw invalid('its payload is no JSON');
  }
  const {
    _type: type,
    predicateType,
    subject,
    predicate,
  } = (value ?? {}) as Partial<Record<string, unknown>>;
  if (type !== STATEMENT_TYPE) throw invalid('its payload is no in-toto Statement v1');
  if (predicateType !== PREDICATE_TYPE) throw invalid('it is a statement of another kind');
  const { violations, unknown } = checkRecord(validators.signoff, predicate);
  const [first] = violations;
  if (first) throw invalid(`${first.pointer || 'its predicate'} ${first.reason}`);
  // What is not understood could be a condition.
  const [field] = unknown;
  if (field !== undefined) throw invalid(`${field} is not known to this version`);
  // Checked just above.
  const signoff = predicate as SignoffPredicate;
  const names = new Set(signoff.traces.map(({ name }) => name));
  if (names.size < signoff.traces.length) throw invalid('it names a trace twice');
  if (canonicalize(subject) !== canonicalize(subjectsOf(signoff)))
    throw invalid('its subjects are not the traces that it speaks of');
  return signoff;
}

/** The bundles, in the order of the batch. */
function subjectsOf({ traces }: SignoffPredicate): readonly Subject[] {
  return traces.map(({ name, root }) => ({ name, digest: { dirHash: root } }));
}

/** Root of a batch by the roots of its traces. */
export function batchRootOf(traces: readonly { readonly name: string; readonly root: string }[]): string {
  return rootOf(traces.map(({ name, root }) => ({ name, sha256: root })));
}
