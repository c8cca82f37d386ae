/** The trust store: whose signatures count, and as what. See `public/schema/keys.v1.json`. Pure. */
import { TraceError } from '../../base/errors.ts';
import { checkRecord } from '../../schema/check.ts';
import type { KeysFile, TrustedKey } from '../../schema/generated/types.ts';
import * as validators from '../../schema/generated/sign-validators.js';
import { readPublicKey, type PublicKey } from './ed25519.ts';

export type Role = TrustedKey['roles'][number];

/** A key of the store, ready for use. */
export interface Trusted {
  readonly entry: TrustedKey;
  readonly key: PublicKey;
}

/** By keyid. */
export type TrustStore = ReadonlyMap<string, Trusted>;

/** Why a key's signature does not count. */
export type Distrust = 'key-untrusted' | 'key-role' | 'key-expired' | 'key-revoked';

/** Parsed JSON as a trust store; `source` is what to call it. Rejects with `keys-invalid`, `key-invalid`, `unsupported-here`. */
export async function readKeys(json: unknown, source: string): Promise<TrustStore> {
  const store = new Map<string, Trusted>();
  for (const entry of checkedKeys(json, source).keys) {
    const where = `${source} (${entry.name})`;
    const key = await readPublicKey(entry.public_key, where);
    // What names a key must be the key: else a swapped one would go by the old name.
    if (key.keyid !== entry.keyid)
      throw new TraceError('keys-invalid', {
        source,
        reason: `the keyid of ${entry.name} is not that of the key beside it`,
      });
    if (store.has(key.keyid))
      throw new TraceError('keys-invalid', { source, reason: `the key of ${entry.name} is named twice` });
    store.set(key.keyid, { entry, key });
  }
  return store;
}

/** Parsed JSON as the list that it is, its keys not yet looked at. Throws `keys-invalid`. */
export function checkedKeys(json: unknown, source: string): KeysFile {
  const { violations, unknown } = checkRecord(validators.keys, json);
  const [first] = violations;
  if (first)
    throw new TraceError('keys-invalid', {
      source,
      reason: `${first.pointer || 'the whole'} ${first.reason}`,
    });
  // What is not understood could be a limit of what a key may do.
  const [field] = unknown;
  if (field !== undefined)
    throw new TraceError('keys-invalid', { source, reason: `${field} is not known to this version` });
  return json as KeysFile;
}

/** The text of a trust store. */
export function writeKeys(keys: readonly TrustedKey[]): string {
  const file: KeysFile = { schema: { name: 'playhead-keys', version: 1 }, keys };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** Why a key may not sign as `role` at an instant (ISO 8601); undefined where it may. */
export function distrustOf(trusted: Trusted | undefined, role: Role, at: string): Distrust | undefined {
  if (!trusted) return 'key-untrusted';
  const { roles, valid_from: from, valid_until: until, revoked } = trusted.entry;
  if (revoked !== undefined) return 'key-revoked';
  if (!roles.includes(role)) return 'key-role';
  const instant = Date.parse(at);
  const lives = instant >= Date.parse(from) && (until === undefined || instant < Date.parse(until));
  return lives ? undefined : 'key-expired';
}
