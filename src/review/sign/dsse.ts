/**
 * DSSE envelopes: bytes with signatures over them and over what they are. The protocol and the envelope of
 * https://github.com/secure-systems-lab/dsse, version 1. Pure.
 */
import { TraceError } from '../../base/errors.ts';
import { fromBase64, toBase64 } from '../../base/base64.ts';
import { signBytes, verifyBytes, type PrivateKey, type PublicKey } from './ed25519.ts';

export interface Envelope {
  readonly payload: Uint8Array<ArrayBuffer>;
  /** Media type of the payload. */
  readonly payloadType: string;
  readonly signatures: readonly Signature[];
}

export interface Signature {
  /** Names the key; nothing is to be believed of it but where to look. '' where it is not told. */
  readonly keyid: string;
  readonly sig: Uint8Array<ArrayBuffer>;
}

/** Signatures of one envelope at most: each is tried. */
const MAX_SIGNATURES = 100;

/** PAE(type, body) = "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body, lengths in bytes: what is signed. */
export function preAuthEncoding(type: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder();
  const typeBytes = text.encode(type);
  const head = text.encode(`DSSEv1 ${typeBytes.length} ${type} ${body.length} `);
  const all = new Uint8Array(head.length + body.length);
  all.set(head);
  all.set(body, head.length);
  return all;
}

/** With one more signature; one of the same key is replaced. */
export async function signEnvelope(envelope: Envelope, key: PrivateKey): Promise<Envelope> {
  const sig = await signBytes(key, preAuthEncoding(envelope.payloadType, envelope.payload));
  const others = envelope.signatures.filter(({ keyid }) => keyid !== key.keyid);
  return { ...envelope, signatures: [...others, { keyid: key.keyid, sig }] };
}

/** Whether a signature is of this key, over this payload and type. */
export function isSignedBy(envelope: Envelope, { sig }: Signature, key: PublicKey): Promise<boolean> {
  return verifyBytes(key, sig, preAuthEncoding(envelope.payloadType, envelope.payload));
}

/** The envelope as JSON, UTF-8. */
export function writeEnvelope({ payload, payloadType, signatures }: Envelope): string {
  const file = {
    payload: toBase64(payload),
    payloadType,
    signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig: toBase64(sig) })),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** Reads an envelope; `source` is what to call it. Throws `signoff-invalid`. */
export function readEnvelope(text: string, source: string): Envelope {
  const invalid = (reason: string): TraceError => new TraceError('signoff-invalid', { source, reason });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid('it is no JSON');
  }
  const { payload, payloadType, signatures } = fieldsOf(value);
  const bytes = typeof payload === 'string' ? fromBase64(payload) : undefined;
  if (!bytes || typeof payloadType !== 'string' || !Array.isArray(signatures))
    throw invalid('it is no DSSE envelope');
  if (signatures.length > MAX_SIGNATURES) throw invalid(`it has more than ${MAX_SIGNATURES} signatures`);
  return {
    payload: bytes,
    payloadType,
    signatures: signatures.map((entry) => {
      const { keyid = '', sig } = fieldsOf(entry);
      const signature = typeof sig === 'string' ? fromBase64(sig) : undefined;
      if (!signature || typeof keyid !== 'string') throw invalid('one of its signatures cannot be read');
      return { keyid, sig: signature };
    }),
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
