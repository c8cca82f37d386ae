import { createStore } from 'zustand/vanilla';
import { atMost } from '../../../base/at-most.ts';
import { asTraceError, isAbort, TraceError } from '../../../base/errors.ts';
import { parseProfile, standardProfile } from '../../../qc/profile.ts';
import { readEnvelope, signEnvelope, writeEnvelope, type Envelope } from '../../../review/sign/dsse.ts';
import { refusedKey, refusedReviewer } from '../../../review/sign/refusal.ts';
import { SIGNOFF_NAME } from '../../../review/sign/signoff-name.ts';
import { statementOf, unsigned } from '../../../review/sign/statement.ts';
import { verifySignoff } from '../../../review/sign/verify-signoff.ts';
import { isHarmless } from './check-words.ts';
import { draftOf, nonceIn, refusalOf, seniorOf } from './draft.ts';
import type { Depth, GatheredTrace } from './gather.ts';
import { saveReport } from './save-report.ts';
import { saveReviews } from './save-reviews.ts';
import type { Checked, ReadSignoff, SignSources, SignState, SignStore, Work } from './sign-state.ts';

/** Manifests and reviews that are asked for at once. */
const REQUESTS = 6;
/** Bytes at most of a profile, and of a file with a random number. */
const MAX_PROFILE = 1_000_000;
const MAX_NONCE = 1000;
/** How many of those who judged must have signed beside the senior. */
const REVIEWERS = 1;

export function createSignStore(sources: SignSources): SignStore {
  const { address, batch, keys, gather, reviews, read, save, now } = sources;
  let running: AbortController | undefined;
  /** What was found of each trace when the sign-off was last compared, and how deeply. */
  let compared: { readonly depth: Depth; readonly traces: readonly GatheredTrace[] } | undefined;

  return createStore<SignState>()((set, get) => {
    /** What is done beside what is being read. */
    const attempt = async (work: () => Promise<void>): Promise<void> => {
      set({ error: undefined, refusal: undefined });
      try {
        await work();
      } catch (error) {
        set({ error: asTraceError(error) });
      }
    };
    /** What reads much, one at a time: it takes the place of what was being read. */
    const reading = async (work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
      running?.abort();
      const controller = new AbortController();
      running = controller;
      set({ error: undefined, refusal: undefined, work: undefined });
      try {
        await work(controller.signal);
      } catch (error) {
        if (running === controller && !isAbort(error)) set({ error: asTraceError(error) });
      } finally {
        if (running === controller) set({ work: undefined });
      }
    };
    const gatherAll = async (
      what: Work['what'],
      depth: Depth,
      signal: AbortSignal,
    ): Promise<readonly GatheredTrace[]> => {
      const { profile } = get();
      const of = batch.traces.length;
      let index = 0;
      return atMost(depth === 'bytes' ? 1 : REQUESTS, batch.traces, async (row) => {
        signal.throwIfAborted();
        const tell = (done: number): void => {
          if (!signal.aborted) set({ work: { what, depth, index, of, name: row.name, done } });
        };
        tell(0);
        const wanted = { depth, profile: what === 'look' ? profile.file : undefined };
        const found = await gather(address, row, { ...wanted, onProgress: ({ done }) => tell(done) }, signal);
        signal.throwIfAborted();
        index += 1;
        return found;
      });
    };
    const verify = async ({ envelope, signoff }: ReadSignoff, found: typeof compared): Promise<Checked> => {
      const { trust } = keys.getState();
      const verified = await verifySignoff(
        { envelope, signoff, batch, traces: found?.traces.map(({ there }) => there) },
        {
          keys: trust?.store ?? new Map(),
          reviewers: REVIEWERS,
          profile: undefined,
          commitment: undefined,
          allowOpen: true,
          now: now(),
        },
      );
      return { ...verified, depth: found?.depth ?? 'signatures', trusted: trust !== undefined };
    };
    /** Reads again what people say of what was gathered: that goes on. */
    const refresh = async (): Promise<void> => {
      const { gathered } = get();
      if (!gathered) return;
      const { signal } = new AbortController();
      const next = await atMost(REQUESTS, gathered, ({ there }) => reviews(address, there, signal));
      // They may have been read anew meanwhile.
      if (get().gathered === gathered) set({ gathered: next });
    };
    const sealAndSave = async (envelope: Envelope): Promise<void> => {
      const { keys: all, chosen } = keys.getState();
      const key = all.find(({ keyid }) => keyid === chosen);
      if (!key) return;
      const sealed = await signEnvelope(envelope, { keyid: key.keyid, key: key.privateKey });
      save(SIGNOFF_NAME, writeEnvelope(sealed), 'application/json');
      set({ signed: { envelope: sealed, signoff: statementOf(sealed, SIGNOFF_NAME) } });
    };
    const check = async (depth: Depth, signal: AbortSignal): Promise<void> => {
      const { beside } = get();
      if (beside.status !== 'there') return;
      compared = { depth, traces: await gatherAll('check', depth, signal) };
      set({ checked: await verify(beside, compared) });
    };
    return {
      beside: { status: 'reading' },
      checked: undefined,
      work: undefined,
      error: undefined,
      refusal: undefined,
      gathered: undefined,
      gatheredAt: undefined,
      profile: standardProfile(),
      sample: { mode: 'all', nonce: '' },
      note: '',
      stateOpen: false,
      signed: undefined,

      load: () =>
        reading(async (signal) => {
          set({ beside: { status: 'reading' }, checked: undefined });
          compared = undefined;
          try {
            const text = await read(address, signal);
            signal.throwIfAborted();
            if (text === undefined) set({ beside: { status: 'none' } });
            else {
              const envelope = readEnvelope(text, SIGNOFF_NAME);
              const found = { envelope, signoff: statementOf(envelope, SIGNOFF_NAME) };
              set({ beside: { status: 'there', ...found }, checked: await verify(found, undefined) });
            }
          } catch (error) {
            if (!isAbort(error)) set({ beside: { status: 'failed', error: asTraceError(error) } });
          }
        }),
      recheck: () =>
        attempt(async () => {
          const { beside } = get();
          if (beside.status === 'there') set({ checked: await verify(beside, compared) });
        }),
      check: (depth) => reading((signal) => check(depth, signal)),
      look: () =>
        reading(async (signal) => {
          const gathered = await gatherAll('look', 'bytes', signal);
          set({ gathered, gatheredAt: now() });
        }),
      refresh: () => attempt(refresh),
      cancel() {
        running?.abort();
        running = undefined;
        set({ work: undefined });
      },
      change: (part) => set({ ...part, refusal: undefined }),
      takeNonce: (file) =>
        attempt(async () => {
          const nonce = file.size > MAX_NONCE ? undefined : nonceIn(await file.text());
          if (nonce === undefined) throw new TraceError('nonce-invalid', { source: file.name });
          set({ sample: { ...get().sample, nonce } });
        }),
      takeProfile: (file) =>
        attempt(async () => {
          if (file && file.size > MAX_PROFILE)
            throw new TraceError('profile-invalid', { source: file.name, reason: 'it is too large' });
          const profile = file ? parseProfile(await file.text(), file.name) : standardProfile();
          set({ profile, gathered: undefined });
        }),
      sign: () =>
        attempt(async () => {
          // Another page may have said something meanwhile.
          await refresh();
          const at = new Date(now()).toISOString();
          const draft = draftOf(batch, get(), seniorOf(keys.getState()), at);
          const refusal = refusalOf(draft, keys.getState(), at);
          if (refusal) set({ refusal });
          else if (draft && (draft.open.length === 0 || get().stateOpen)) await sealAndSave(unsigned(draft));
        }),
      cosign: () =>
        reading(async (signal) => {
          const { beside } = get();
          if (beside.status !== 'there') return;
          const { chosen = '', trust } = keys.getState();
          if (!trust) return;
          // Nobody signs what does not hold: every byte is read first.
          await check('bytes', signal);
          const [fault] = (get().checked?.faults ?? []).filter((one) => !isHarmless(one));
          const refusal =
            refusedKey(chosen, trust.store, 'reviewer', beside.signoff.at) ??
            refusedReviewer(trust.store.get(chosen)?.entry.name ?? '', beside.signoff);
          if (refusal) set({ refusal });
          else if (!fault) await sealAndSave(beside.envelope);
        }),
      saveReviews: () => attempt(() => saveReviews(get().gathered ?? [], save)),
      saveReport: (of) => attempt(() => saveReport(of, get().checked, save, new Date(now()).toISOString())),
    };
  });
}
