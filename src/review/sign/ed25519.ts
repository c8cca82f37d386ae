/**
 * Keys and signatures: Ed25519 (RFC 8032) by WebCrypto, in Node and in browsers. Where `crypto.subtle` is missing, as on
 * plain http, all reject with `unsupported-here`. Pure.
 */
import { fromBase64, toBase64 } from '../../base/base64.ts';
import { TraceError } from '../../base/errors.ts';
import { sha256Hex } from '../../base/hash.ts';

const ALGORITHM = 'Ed25519';

export interface PublicKey {
  /** SHA-256 of the SubjectPublicKeyInfo (DER), in lower-case hexadecimal. */
  readonly keyid: string;
  readonly key: CryptoKey;
}

export interface PrivateKey {
  /** Of its public key. */
  readonly keyid: string;
  readonly key: CryptoKey;
}

export interface KeyPair {
  readonly keyid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

/** A new pair. `extractable` false: the private key never leaves where it was made. */
export async function newKeyPair(extractable: boolean): Promise<KeyPair> {
  const pair = await subtle().generateKey(ALGORITHM, extractable, ['sign', 'verify']);
  const { privateKey, publicKey } = pair;
  return { keyid: keyidOf(await spkiOf(publicKey)), privateKey, publicKey };
}

/** A private key as PEM (PKCS #8), which `openssl` reads. */
export async function privateKeyPem(key: CryptoKey): Promise<string> {
  return pem('PRIVATE KEY', new Uint8Array(await subtle().exportKey('pkcs8', key)));
}

/** A public key as PEM (SubjectPublicKeyInfo), which `openssl` reads. */
export async function publicKeyPem(key: CryptoKey): Promise<string> {
  return pem('PUBLIC KEY', await spkiOf(key));
}

/** Reads a private key and its public key from PEM. Rejects with `key-invalid`; `source` is what to call it. */
export async function readPrivateKey(text: string, source: string): Promise<KeyPair> {
  const der = unpem('PRIVATE KEY', text, source);
  try {
    const privateKey = await subtle().importKey('pkcs8', der, ALGORITHM, true, ['sign']);
    const { kty, crv, x } = await subtle().exportKey('jwk', privateKey);
    const publicKey = await subtle().importKey('jwk', { kty, crv, x } as JsonWebKey, ALGORITHM, true, [
      'verify',
    ]);
    return { keyid: keyidOf(await spkiOf(publicKey)), privateKey, publicKey };
  } catch (error) {
    throw refusal(error, source, 'it holds no Ed25519 key');
  }
}

/** The same key, which from now on never leaves where it is kept. The key that is given must be extractable. */
export async function sealed({ privateKey, ...rest }: KeyPair): Promise<KeyPair> {
  const der = await subtle().exportKey('pkcs8', privateKey);
  return { ...rest, privateKey: await subtle().importKey('pkcs8', der, ALGORITHM, false, ['sign']) };
}

/** Whether keys can be made and used here: browsers need a page that they trust, and one of these years. */
export async function canSign(): Promise<boolean> {
  try {
    await newKeyPair(false);
    return true;
  } catch {
    return false;
  }
}

/** Reads a public key from PEM. Rejects with `key-invalid`; `source` is what to call it. */
export async function readPublicKey(text: string, source: string): Promise<PublicKey> {
  const der = unpem('PUBLIC KEY', text, source);
  try {
    const key = await subtle().importKey('spki', der, ALGORITHM, true, ['verify']);
    return { keyid: keyidOf(await spkiOf(key)), key };
  } catch (error) {
    throw refusal(error, source, 'it holds no Ed25519 public key');
  }
}

/** 64 bytes. */
export async function signBytes(
  { key }: PrivateKey,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await subtle().sign(ALGORITHM, key, bytes));
}

export function verifyBytes(
  { key }: PublicKey,
  signature: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  return subtle().verify(ALGORITHM, key, signature, bytes);
}

function subtle(): SubtleCrypto {
  // Its type does not know of pages without it.
  const { subtle: found } = crypto as Partial<Crypto>;
  if (!found)
    throw new TraceError('unsupported-here', {
      what: 'Signing',
      reason: 'browsers sign only on pages that came over https or from localhost',
    });
  return found;
}

async function spkiOf(key: CryptoKey): Promise<Uint8Array> {
  return new Uint8Array(await subtle().exportKey('spki', key));
}

function keyidOf(spki: Uint8Array): string {
  return sha256Hex(spki);
}

function pem(label: string, der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

function unpem(label: string, text: string, source: string): Uint8Array<ArrayBuffer> {
  const [, body] =
    new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]*)-----END ${label}-----`).exec(text) ?? [];
  const der = body === undefined ? undefined : fromBase64(body.replace(/\s+/g, ''));
  if (!der)
    throw new TraceError('key-invalid', { source, reason: `it has no PEM block of the kind ${label}` });
  return der;
}

function refusal(error: unknown, source: string, reason: string): TraceError {
  if (error instanceof TraceError) return error as TraceError;
  return new TraceError('key-invalid', { source, reason }, error);
}
