/** Keys in the page. */
import { expect, it } from 'vitest';
import { createKeyStore } from '../../../../src/app/batch/sign/key-store.ts';
import {
  newKeyPair,
  privateKeyPem,
  publicKeyPem,
  readPrivateKey,
} from '../../../../src/review/sign/ed25519.ts';
import { writeKeys } from '../../../../src/review/sign/trust.ts';
import { keys as trusted } from '../../../review/sign/verifying.ts';
import { file, keptInMemory } from './signing.ts';

it('makes a key that never leaves, but for once, as the file that the command takes', async () => {
  const kept = keptInMemory();
  const store = createKeyStore(kept);
  await store.getState().load();
  await store.getState().make();
  const { keys, chosen, fresh } = store.getState();
  expect([keys.length, keys[0]?.privateKey.extractable, keys[0]?.keyid]).toEqual([1, false, chosen]);
  expect((await kept.keys())[0]?.privateKey.extractable).toBe(false);
  const again = await readPrivateKey(fresh?.pem ?? '', 'new.pem');
  expect([again.keyid, await publicKeyPem(again.publicKey)]).toEqual([
    chosen,
    await store.getState().publicPem(chosen ?? ''),
  ]);
  store.getState().putFreshAway();
  expect(store.getState().fresh).toBeUndefined();
});

it('takes a key from a file and seals it, keeps it for the next page, and forgets it', async () => {
  const kept = keptInMemory();
  const first = createKeyStore(kept);
  const pair = await newKeyPair(true);
  await first.getState().take(file('own.pem', await privateKeyPem(pair.privateKey)));
  await first.getState().takeTrust(file('keys.json', writeKeys(trusted)));
  expect([first.getState().chosen, first.getState().fresh]).toEqual([pair.keyid, undefined]);

  const next = createKeyStore(kept);
  await next.getState().load();
  const { chosen, keys, trust } = next.getState();
  expect([chosen, keys[0]?.privateKey.extractable, trust?.store.size]).toEqual([pair.keyid, false, 2]);
  await next.getState().forget(pair.keyid);
  expect([next.getState().chosen, await kept.keys()]).toEqual([undefined, []]);
});

it('says what is no key and no list, and stays as it was', async () => {
  const store = createKeyStore(keptInMemory());
  await store.getState().take(file('own.pem', 'nothing'));
  expect(store.getState().error).toMatchObject({ code: 'key-invalid', details: { source: 'own.pem' } });
  await store.getState().takeTrust(file('keys.json', '{'));
  expect(store.getState().error).toMatchObject({ code: 'keys-invalid', details: { source: 'keys.json' } });
  expect([store.getState().keys, store.getState().trust]).toEqual([[], undefined]);
});

it('signs on where the browser keeps nothing, and says so', async () => {
  const no = (): Promise<never> => Promise.reject(new Error('closed'));
  const store = createKeyStore({ keys: no, put: no, drop: no, trust: no, putTrust: no });
  await store.getState().load();
  await store.getState().make();
  expect(store.getState()).toMatchObject({ able: true, lasting: false, error: undefined });
  expect(store.getState().keys).toHaveLength(1);
  // What was never kept is forgotten for good.
  await store.getState().forget(store.getState().chosen ?? '');
  expect(store.getState()).toMatchObject({ keys: [], error: undefined });
});

it('makes no other key while the file of a new one can still be had', async () => {
  const store = createKeyStore(keptInMemory());
  await store.getState().make();
  const { fresh } = store.getState();
  await store.getState().make();
  expect([store.getState().keys.length, store.getState().fresh]).toEqual([1, fresh]);
  store.getState().putFreshAway();
  await store.getState().make();
  expect(store.getState().keys).toHaveLength(2);
});

it('says that the browser still has a key that was to be forgotten, and goes on with it', async () => {
  const kept = keptInMemory();
  const store = createKeyStore({ ...kept, drop: () => Promise.reject(new Error('busy')) });
  await store.getState().make();
  const { chosen = '' } = store.getState();
  await store.getState().forget(chosen);
  expect(store.getState()).toMatchObject({
    chosen,
    error: { code: 'key-stays', details: { keyid: chosen } },
  });
  expect(store.getState().keys).toHaveLength(1);
});
