/** The records of re-runs of an open bundle, found once for all that shows them or judges by them. */
import { asTraceError, type TraceError } from '../base/errors.ts';
import type { CheckedBundle } from './checked-bundle.ts';
import type { Verifications } from './verifications.ts';

export type FoundRecords =
  /** Nobody has looked. */
  | { readonly state: 'unasked' }
  | { readonly state: 'reading' }
  /** None stand beside the bundle. */
  | { readonly state: 'absent' }
  | { readonly state: 'read'; readonly verifications: Verifications }
  | { readonly state: 'failed'; readonly error: TraceError };

/** Records that a person, or who judges, asks for: nothing is fetched before. What comes last counts. */
export class ReRunRecords {
  /** Of the bundle; undefined where it did not come from a server, which could be asked. */
  readonly address: URL | undefined;
  readonly #listeners = new Set<() => void>();
  #found: FoundRecords = { state: 'unasked' };
  #reading: Promise<void> | undefined;
  #abort: AbortController | undefined;

  /** `label`: what the bundle is called. */
  constructor(label: string) {
    this.address = addressOf(label);
  }

  /** The same object until something else is found. */
  readonly found = (): FoundRecords => this.#found;

  /** Tells when something else is found. Returns how to stop listening. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Asks the server for what stands beside the bundle, once more too. Without a server it does nothing. Never rejects. */
  look(): Promise<void> {
    const { address } = this;
    if (!address) return Promise.resolve();
    return this.#take(async (signal) => {
      const { verificationsBeside } = await load();
      const verifications = await verificationsBeside(address, signal);
      return verifications ? { state: 'read', verifications } : { state: 'absent' };
    });
  }

  /** Takes a file that a person chose. Never rejects. */
  read(file: File): Promise<void> {
    return this.#take(async () => {
      const { verificationsInFile } = await load();
      return { state: 'read', verifications: await verificationsInFile(file) };
    });
  }

  /** What is still to be waited for before whoever needs the records goes on, looked for where nobody did; undefined: nothing. */
  pending(): Promise<void> | undefined {
    if (this.#found.state === 'unasked' && this.address) return this.look();
    return this.#found.state === 'reading' ? this.#reading : undefined;
  }

  #take(find: (signal: AbortSignal) => Promise<FoundRecords>): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#set({ state: 'reading' });
    const reading = find(abort.signal)
      .catch((error: unknown): FoundRecords => ({ state: 'failed', error: asTraceError(error) }))
      .then((found) => {
        // Whoever waits for this one waits for the one that took its place.
        if (abort.signal.aborted) return this.#reading;
        this.#set(found);
        return undefined;
      });
    this.#reading = reading;
    return reading;
  }

  #set(found: FoundRecords): void {
    this.#found = found;
    for (const listener of this.#listeners) listener();
  }
}

/** By the bundle, which stays the same when times are corrected. */
const known = new WeakMap<object, ReRunRecords>();

/** The records of an open bundle: the same for all that ask. */
export function reRunRecords(bundle: Pick<CheckedBundle, 'label'>): ReRunRecords {
  const records = known.get(bundle) ?? new ReRunRecords(bundle.label);
  known.set(bundle, records);
  return records;
}

/** With the schema's validator: only who asks needs it. */
async function load() {
  const { verificationsBeside, verificationsInFile } = await import('./verifications-beside.ts');
  return { verificationsBeside, verificationsInFile };
}

/** A bundle from the web is called by its address. */
function addressOf(label: string): URL | undefined {
  return /^https?:\/\//.test(label) && URL.canParse(label) ? new URL(label) : undefined;
}
