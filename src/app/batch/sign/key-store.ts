/** Whose key signs here, and whose keys are trusted. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { asTraceError, TraceError } from '../../../base/errors.ts';
import {
  canSign,
  newKeyPair,
  privateKeyPem,
  publicKeyPem,
  readPrivateKey,
  sealed,
  type KeyPair,
} from '../../../review/sign/ed25519.ts';
import { readKeys, type TrustStore } from '../../../review/sign/trust.ts';
import type { KeptKeys, TrustText } from './kept-keys.ts';

/** The list of trusted keys, ready for use. */
export interface Trust {
  /** Of its file. */
  readonly name: string;
  readonly store: TrustStore;
}

/** A private key that was just made here: it can be saved as a file until it is put away, and never again. */
export interface FreshKey {
  readonly keyid: string;
  readonly pem: string;
}

export interface KeyState {
  /** undefined: it is being found out. */
  readonly able: boolean | undefined;
  readonly keys: readonly KeyPair[];
  /** The one that signs; undefined: there is none. */
  readonly chosen: string | undefined;
  readonly fresh: FreshKey | undefined;
  /** False: this browser keeps nothing, so that all is gone with the page. */
  readonly lasting: boolean;
  readonly trust: Trust | undefined;
  /** Of what was last tried. */
  readonly error: TraceError | undefined;

  readonly load: () => Promise<void>;
  /** Does nothing while a key that was just made is not put away: its file could be had no more. */
  readonly make: () => Promise<void>;
  /** A private key from a file, as `playhead batch keys` makes it. */
  readonly take: (file: Pick<File, 'name' | 'size' | 'text'>) => Promise<void>;
  readonly choose: (keyid: string) => void;
  /** Fails with `key-stays` where the browser keeps it nevertheless; it goes on to sign then. */
  readonly forget: (keyid: string) => Promise<void>;
  /** The private key that was just made will not be shown again. */
  readonly putFreshAway: () => void;
  /** The public half of a key, to be handed out; undefined where there is no such key. */
  readonly publicPem: (keyid: string) => Promise<string | undefined>;
  readonly takeTrust: (file: Pick<File, 'name' | 'size' | 'text'>) => Promise<void>;
}

export type KeyStore = StoreApi<KeyState>;

/** Bytes at most of a key, and of a list of keys. */
const MAX_KEY = 100_000;
const MAX_TRUST = 10_000_000;

export function createKeyStore(kept: KeptKeys): KeyStore {
  /** Those that the browser keeps, by keyid. */
  const lastingKeys = new Set<string>();
  return createStore<KeyState>()((set, get) => {
    const attempt = async (work: () => Promise<Partial<KeyState>>): Promise<void> => {
      try {
        set({ error: undefined, ...(await work()) });
      } catch (error) {
        set({ error: asTraceError(error) });
      }
    };
    const withKey = async (pair: KeyPair): Promise<Partial<KeyState>> => {
      const key = await sealed(pair);
      const others = get().keys.filter(({ keyid }) => keyid !== key.keyid);
      const lasting = await succeeds(kept.put(key));
      if (lasting) lastingKeys.add(key.keyid);
      return { keys: [...others, key], chosen: key.keyid, lasting };
    };
    return {
      able: undefined,
      keys: [],
      chosen: undefined,
      fresh: undefined,
      lasting: true,
      trust: undefined,
      error: undefined,
      load: () =>
        attempt(async () => {
          const able = await canSign();
          set({ able });
          if (!able) return {};
          // Closed to us, as in a private window: there is nothing yet.
          const [keys, trust] = await Promise.all([kept.keys(), kept.trust()]).catch(
            () => [[], undefined] as const,
          );
          for (const key of keys) lastingKeys.add(key.keyid);
          set({ keys, chosen: keys.at(-1)?.keyid });
          return trust ? { trust: await trustOf(trust) } : {};
        }),
      make: () =>
        attempt(async () => {
          if (get().fresh) return {};
          const pair = await newKeyPair(true);
          const fresh = { keyid: pair.keyid, pem: await privateKeyPem(pair.privateKey) };
          return { ...(await withKey(pair)), fresh };
        }),
      take: (file) =>
        attempt(async () => {
          const text = await textOf(file, MAX_KEY, 'key-invalid');
          return withKey(await readPrivateKey(text, file.name));
        }),
      choose: (chosen) => set({ chosen }),
      forget: (keyid) =>
        attempt(async () => {
          // What cannot be kept was never there.
          if (!(await succeeds(kept.drop(keyid))) && lastingKeys.has(keyid))
            throw new TraceError('key-stays', { keyid });
          lastingKeys.delete(keyid);
          const keys = get().keys.filter((key) => key.keyid !== keyid);
          const { fresh, chosen } = get();
          return {
            keys,
            chosen: chosen === keyid ? keys.at(-1)?.keyid : chosen,
            fresh: fresh?.keyid === keyid ? undefined : fresh,
          };
        }),
      putFreshAway: () => set({ fresh: undefined }),
      publicPem: async (keyid) => {
        const key = get().keys.find((one) => one.keyid === keyid);
        return key && publicKeyPem(key.publicKey);
      },
      takeTrust: (file) =>
        attempt(async () => {
          const { name } = file;
          const list = { name, text: await textOf(file, MAX_TRUST, 'keys-invalid') };
          const trust = await trustOf(list);
          return { trust, lasting: await succeeds(kept.putTrust(list)) };
        }),
    };
  });
}

/** Whether it is done. */
function succeeds(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

async function trustOf({ name, text }: TrustText): Promise<Trust> {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new TraceError('keys-invalid', { source: name, reason: 'it is no JSON' }, error);
  }
  return { name, store: await readKeys(json, name) };
}

async function textOf(
  file: Pick<File, 'name' | 'size' | 'text'>,
  most: number,
  code: 'key-invalid' | 'keys-invalid',
): Promise<string> {
  if (file.size > most) throw new TraceError(code, { source: file.name, reason: 'it is too large' });
  return file.text();
}
