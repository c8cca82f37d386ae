/** A batch of three in the page, whose traces are as a test wants them, and whose files come to the test. */
import { standingOf, voidingFaults } from '../../../../src/app/batch/sign/check-words.ts';
import type { GatheredTrace } from '../../../../src/app/batch/sign/gather.ts';
import type { KeptKeys, TrustText } from '../../../../src/app/batch/sign/kept-keys.ts';
import { createKeyStore, type KeyStore } from '../../../../src/app/batch/sign/key-store.ts';
import { createSignStore } from '../../../../src/app/batch/sign/sign-store.ts';
import type { SignSources, SignStore } from '../../../../src/app/batch/sign/sign-state.ts';
import { privateKeyPem, type KeyPair } from '../../../../src/review/sign/ed25519.ts';
import type { TraceEvidence } from '../../../../src/review/sign/evidence.ts';
import { writeKeys } from '../../../../src/review/sign/trust.ts';
import { AT, batchOf, GOOD } from '../../../review/sign/evidence.ts';
import { keys } from '../../../review/sign/verifying.ts';

/** What a browser keeps, in memory. */
export function keptInMemory(): KeptKeys {
  const own = new Map<string, KeyPair>();
  let trust: TrustText | undefined;
  return {
    keys: () => Promise.resolve([...own.values()]),
    put: (key) => Promise.resolve(void own.set(key.keyid, key)),
    drop: (keyid) => Promise.resolve(void own.delete(keyid)),
    trust: () => Promise.resolve(trust),
    putTrust: (file) => Promise.resolve(void (trust = file)),
  };
}

/** A file as a person picks it. */
export function file(name: string, text: string): Pick<File, 'name' | 'size' | 'text'> {
  return { name, size: text.length, text: () => Promise.resolve(text) };
}

/** Keys of a person, who trusts Ada as senior and Ben as reviewer. */
export async function keysOf(person: KeyPair | undefined): Promise<KeyStore> {
  const store = createKeyStore(keptInMemory());
  await store.getState().load();
  if (person) await store.getState().take(file('own.pem', await privateKeyPem(person.privateKey)));
  await store.getState().takeTrust(file('keys.json', writeKeys(keys)));
  return store;
}

export interface Setup {
  readonly store: SignStore;
  /** By name: what was saved last. */
  readonly files: ReadonlyMap<string, string>;
  /** What lies beside the batch. */
  readonly beside: { text: string | undefined };
  /** What is found of the traces: may be changed. */
  readonly found: { traces: readonly TraceEvidence[] };
}

export function gathered(there: TraceEvidence, over: Partial<GatheredTrace> = {}): GatheredTrace {
  return { there, here: there, unsaved: undefined, openComments: 0, ...over };
}

export function setup(own: KeyStore, over: Partial<SignSources> = {}): Setup {
  const files = new Map<string, string>();
  const beside: Setup['beside'] = { text: undefined };
  const found: Setup['found'] = { traces: GOOD };
  const traceOf = (name: string): GatheredTrace => {
    const trace = found.traces.find(({ row }) => row.name === name);
    if (!trace) throw new Error(`no trace ${name}`);
    return gathered(trace);
  };
  const store = createSignStore({
    address: new URL('https://x.example/all/batch.json'),
    batch: batchOf(GOOD),
    keys: own,
    gather: (_batch, row, { onProgress }) => {
      onProgress({ step: 'files', name: row.name, done: 0.5 });
      return Promise.resolve(traceOf(row.name));
    },
    reviews: (_batch, { row }) => Promise.resolve(traceOf(row.name)),
    read: () => Promise.resolve(beside.text),
    save: (name, content) => files.set(name, content instanceof Blob ? 'a blob' : content),
    now: () => Date.parse(AT),
    ...over,
  });
  return { store, files, beside, found };
}

/** The good batch with one trace that is another. */
export function withOne(change: TraceEvidence): readonly TraceEvidence[] {
  return GOOD.map((one) => (one.row.name === change.row.name ? change : one));
}

/** What stands of the sign-off beside the batch, and why it is void. */
export function told(store: SignStore): readonly [string, readonly string[]] {
  const { checked } = store.getState();
  if (!checked) throw new Error('nothing was compared');
  return [
    standingOf(checked),
    voidingFaults(checked).map(({ code, trace: name = '' }) => `${code} ${name}`.trim()),
  ];
}
