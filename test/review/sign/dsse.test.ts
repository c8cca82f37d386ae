/** Envelopes and signatures, against the published vectors and Node's own crypto. */
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from '../../../src/base/base64.ts';
import type { TraceError } from '../../../src/base/errors.ts';
import {
  isSignedBy,
  preAuthEncoding,
  readEnvelope,
  signEnvelope,
  writeEnvelope,
  type Envelope,
} from '../../../src/review/sign/dsse.ts';
import {
  newKeyPair,
  privateKeyPem,
  publicKeyPem,
  readPrivateKey,
  readPublicKey,
  signBytes,
} from '../../../src/review/sign/ed25519.ts';

const utf8 = new TextEncoder();
const payload = utf8.encode('{"é":1}');
const plain: Envelope = { payload, payloadType: 'application/vnd.in-toto+json', signatures: [] };

/** RFC 8032, section 7.1, test 1: an empty message. */
const VECTOR = {
  secret: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
  public: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
  signature:
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
};

/** PEM of a raw key with its DER prefix (RFC 8410). */
const pemOf = (label: string, prefix: string, key: string): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(prefix + key, 'hex').toString('base64')}\n-----END ${label}-----\n`;

describe('DSSE', () => {
  it('encodes what is signed as the specification shows', () => {
    const encoded = preAuthEncoding('http://example.com/HelloWorld', utf8.encode('hello world'));
    expect(new TextDecoder().decode(encoded)).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
  });

  it('counts bytes, not characters', () => {
    expect(new TextDecoder().decode(preAuthEncoding('ü', payload))).toBe('DSSEv1 2 ü 8 {"é":1}');
  });

  it('is verified by Node over the raw encoding', async () => {
    const pair = await newKeyPair(true);
    const text = writeEnvelope(await signEnvelope(plain, { keyid: pair.keyid, key: pair.privateKey }));
    const file = JSON.parse(text) as {
      payload: string;
      payloadType: string;
      signatures: { keyid: string; sig: string }[];
    };
    const body = Buffer.from(file.payload, 'base64');
    const raw = Buffer.concat([
      Buffer.from(`DSSEv1 ${file.payloadType.length} ${file.payloadType} ${body.length} `),
      body,
    ]);
    const key = createPublicKey(await publicKeyPem(pair.publicKey));
    const sig = Buffer.from(file.signatures[0]?.sig ?? '', 'base64');
    expect(verify(null, raw, key, sig)).toBe(true);
    raw[raw.length - 1] = 0x20;
    expect(verify(null, raw, key, sig)).toBe(false);
    const spki = key.export({ type: 'spki', format: 'der' });
    expect(file.signatures[0]?.keyid).toBe(createHash('sha256').update(spki).digest('hex'));
  });

  it('verifies what Node signed, and nothing else', async () => {
    const pair = await newKeyPair(true);
    const other = await newKeyPair(false);
    const raw = preAuthEncoding(plain.payloadType, payload);
    const sig = new Uint8Array(sign(null, raw, createPrivateKey(await privateKeyPem(pair.privateKey))));
    const key = { keyid: pair.keyid, key: pair.publicKey };
    const signature = { keyid: pair.keyid, sig };
    expect(await isSignedBy(plain, signature, key)).toBe(true);
    expect(await isSignedBy({ ...plain, payload: utf8.encode('{"é":2}') }, signature, key)).toBe(false);
    expect(await isSignedBy({ ...plain, payloadType: 'text/plain' }, signature, key)).toBe(false);
    expect(await isSignedBy(plain, signature, { keyid: pair.keyid, key: other.publicKey })).toBe(false);
  });

  it('holds several signatures, one of each key', async () => {
    const [a, b] = [await newKeyPair(true), await newKeyPair(true)];
    const once = await signEnvelope(plain, { keyid: a.keyid, key: a.privateKey });
    const twice = await signEnvelope(once, { keyid: b.keyid, key: b.privateKey });
    const again = await signEnvelope(twice, { keyid: a.keyid, key: a.privateKey });
    expect(again.signatures.map(({ keyid }) => keyid)).toEqual([b.keyid, a.keyid]);
    const [first] = readEnvelope(writeEnvelope(again), 'x').signatures;
    expect(first && (await isSignedBy(again, first, { keyid: b.keyid, key: b.publicKey }))).toBe(true);
  });

  it.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['another document', '{"schema":{}}'],
    ['a payload that is no base64', '{"payload":"*","payloadType":"a","signatures":[]}'],
    ['a signature that is none', '{"payload":"","payloadType":"a","signatures":[{"keyid":"a"}]}'],
    ['signatures that are no list', '{"payload":"","payloadType":"a","signatures":{}}'],
  ])('refuses %s', (_, text) => {
    expect(() => readEnvelope(text, 'x')).toThrow(
      expect.objectContaining({ code: 'signoff-invalid' }) as TraceError,
    );
  });
});

describe('Ed25519', () => {
  it('signs as RFC 8032 shows', async () => {
    const pair = await readPrivateKey(
      pemOf('PRIVATE KEY', '302e020100300506032b657004220420', VECTOR.secret),
      'x',
    );
    const sig = await signBytes({ keyid: pair.keyid, key: pair.privateKey }, new Uint8Array());
    expect(Buffer.from(sig).toString('hex')).toBe(VECTOR.signature);
    const pub = await readPublicKey(pemOf('PUBLIC KEY', '302a300506032b6570032100', VECTOR.public), 'x');
    expect(pub.keyid).toBe(pair.keyid);
  });

  it('reads what it wrote', async () => {
    const pair = await newKeyPair(true);
    expect((await readPrivateKey(await privateKeyPem(pair.privateKey), 'x')).keyid).toBe(pair.keyid);
    expect((await readPublicKey(await publicKeyPem(pair.publicKey), 'x')).keyid).toBe(pair.keyid);
  });

  it('keeps a key that must not leave', async () => {
    const pair = await newKeyPair(false);
    await expect(privateKeyPem(pair.privateKey)).rejects.toThrow();
    expect(await signBytes({ keyid: pair.keyid, key: pair.privateKey }, payload)).toHaveLength(64);
  });

  it.each([
    ['text', 'hello'],
    ['another kind of block', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
    ['a key of another algorithm', pemOf('PRIVATE KEY', '302e020100300506032b656e04220420', VECTOR.secret)],
    ['a broken key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'],
  ])('refuses %s', async (_, text) => {
    await expect(readPrivateKey(text, 'x')).rejects.toMatchObject({ code: 'key-invalid' });
  });
});

describe('base64', () => {
  it('is that of Node, both alphabets read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        const text = toBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64'));
        for (const form of [text, Buffer.from(bytes).toString('base64url')])
          expect(fromBase64(form)).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  it.each(['a', 'a b=', 'é', 'YQ===', '=YQ='])('refuses %j', (text) => {
    expect(fromBase64(text)).toBeUndefined();
  });
});
