/** The statement that is signed. */
import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import { isSignedBy, type Envelope } from '../../../src/review/sign/dsse.ts';
import { statementOf, unsigned } from '../../../src/review/sign/statement.ts';
import { AT, GOOD, reviewed, trace } from './evidence.ts';
import { ours, senior, signed } from './verifying.ts';

describe('a statement', () => {
  const withPayload = async (value: unknown): Promise<Envelope> => ({
    ...(await signed()),
    payload: new TextEncoder().encode(canonicalize(value)),
  });
  const statement = async (): Promise<Record<string, unknown>> =>
    JSON.parse(new TextDecoder().decode((await signed()).payload)) as Record<string, unknown>;

  it('can be read again, however long the notes of reviewers are', () => {
    const review = reviewed({});
    const verdict = {
      id: '1',
      by: 'Ben',
      at: AT,
      verdict: 'reject',
      blind: 'reject',
      note: '😀'.repeat(10_000),
    } as const;
    const traces = [
      trace('a', { review: { ...review, verdicts: new Map([['Ben', verdict]]) } }),
      ...GOOD.slice(1),
    ];
    const [open] = statementOf(unsigned(ours(traces)), 'x').open;
    expect(open?.message).toBe(`Ben: reject: ${'😀'.repeat(4000 - 'Ben: reject: …'.length)}…`);
  });

  it('that nobody could read again is not made', () => {
    const long = ours().traces.map((one) => ({ ...one, title: 'x'.repeat(2001) }));
    expect(() => unsigned({ ...ours(), traces: long })).toThrow(
      expect.objectContaining({ code: 'signoff-invalid' }) as Error,
    );
  });

  it.each([
    ['of another type', { _type: 'https://in-toto.io/Statement/v0.1' }],
    ['of another kind', { predicateType: 'https://slsa.dev/provenance/v1' }],
    ['with other subjects', { subject: [] }],
    ['without its predicate', { predicate: {} }],
  ])('%s is none of ours', async (_, change) => {
    const envelope = await withPayload({ ...(await statement()), ...change });
    expect(() => statementOf(envelope, 'x')).toThrow(
      expect.objectContaining({ code: 'signoff-invalid' }) as Error,
    );
  });

  it('with a field that this version does not know is none of ours', async () => {
    const { predicate, ...rest } = await statement();
    const envelope = await withPayload({ ...rest, predicate: { ...(predicate as object), except: 'b' } });
    expect(() => statementOf(envelope, 'x')).toThrow(
      expect.objectContaining({ code: 'signoff-invalid' }) as Error,
    );
  });

  it('counts as what its envelope says that it is', async () => {
    const envelope = { ...(await signed()), payloadType: 'text/plain' };
    expect(() => statementOf(envelope, 'x')).toThrow(
      expect.objectContaining({ code: 'signoff-invalid' }) as Error,
    );
    const [first] = envelope.signatures;
    expect(first && (await isSignedBy(envelope, first, { keyid: senior.keyid, key: senior.publicKey }))).toBe(
      false,
    );
  });
});
