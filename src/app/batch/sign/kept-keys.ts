/** Keys and the list of trusted ones, as this browser keeps them, in IndexedDB. */
import { inDatabase } from '../../../base/indexed-db.ts';
import type { KeyPair } from '../../../review/sign/ed25519.ts';

const NAME = 'playhead-signing';
const KEYS = 'keys';
const TRUST = 'trust';

/** A file of trusted keys. */
export interface TrustText {
  readonly name: string;
  readonly text: string;
}

/** All reject where nothing can be kept. */
export interface KeptKeys {
  /** Their private keys cannot be taken out of the browser. */
  keys(): Promise<readonly KeyPair[]>;
  put(key: KeyPair): Promise<void>;
  drop(keyid: string): Promise<void>;
  trust(): Promise<TrustText | undefined>;
  putTrust(file: TrustText): Promise<void>;
}

export function indexedKeys(): KeptKeys {
  const make = (made: IDBDatabase): void => {
    made.createObjectStore(KEYS, { keyPath: 'keyid' });
    made.createObjectStore(TRUST);
  };
  const use = <T>(mode: IDBTransactionMode, work: (of: IDBTransaction) => IDBRequest<T>): Promise<T> =>
    inDatabase(NAME, make, [KEYS, TRUST], mode, work);
  return {
    // Nobody else writes here.
    keys: () => use('readonly', (of) => of.objectStore(KEYS).getAll() as IDBRequest<KeyPair[]>),
    put: async (key) => {
      await use('readwrite', (of) => of.objectStore(KEYS).put(key));
    },
    drop: (keyid) => use('readwrite', (of) => of.objectStore(KEYS).delete(keyid)),
    trust: () =>
      use('readonly', (of) => of.objectStore(TRUST).get(TRUST) as IDBRequest<TrustText | undefined>),
    putTrust: async (file) => {
      await use('readwrite', (of) => of.objectStore(TRUST).put(file, TRUST));
    },
  };
}
