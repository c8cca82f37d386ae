/** What signs a batch in the page: loaded when there is a sign-off, or somebody wants to make one. */
import type { BatchFile } from '../../../schema/generated/types.ts';
import { saveText } from '../../save-text.ts';
import { readSignoff } from '../read-signoff.ts';
import { gatherTrace, withReviews } from './gather.ts';
import { indexedKeys } from './kept-keys.ts';
import { createKeyStore, type KeyStore } from './key-store.ts';
import { createSignStore } from './sign-store.ts';
import type { SignStore } from './sign-state.ts';

export interface Signing {
  readonly sign: SignStore;
  readonly keys: KeyStore;
}

/** Traces of which manifests and reviews are read without being asked: it takes three requests each. */
const FEW = 100;

/** Begins to read what is there. `found`: the text of the sign-off, which was just read; undefined: nobody has. */
export function openSigning(address: URL, batch: BatchFile, found?: string): Signing {
  let first = found;
  const keys = createKeyStore(indexedKeys());
  const sign = createSignStore({
    address,
    batch,
    keys,
    gather: gatherTrace,
    reviews: withReviews,
    async read(url, signal) {
      const text = first ?? (await readSignoff(url, signal));
      first = undefined;
      return text;
    },
    save: saveText,
    now: Date.now,
  });
  const begin = async (): Promise<void> => {
    await keys.getState().load();
    await sign.getState().load();
    if (sign.getState().beside.status === 'there' && batch.traces.length <= FEW)
      await sign.getState().check('records');
  };
  void begin().then(() =>
    keys.subscribe(({ trust }, before) => {
      if (trust !== before.trust) void sign.getState().recheck();
    }),
  );
  return { sign, keys };
}
