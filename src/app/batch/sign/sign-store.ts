import canonicalize from 'canonicalize';
import { createStore } from 'zustand/vanilla';
import { atMost } from '../../../base/at-most.ts';
import { sha256Hex } from '../../../base/hash.ts';
import { asTraceError, isAbort, TraceError } from '../../../base/errors.ts';
import { pause } from '../../../base/pause.ts';
import type { JudgeProgress } from '../../../qc/facts.ts';
import { parseProfile, standardProfile, type Profile } from '../../../qc/profile.ts';
import { readEnvelope, signEnvelope, writeEnvelope, type Envelope } from '../../../review/sign/dsse.ts';
import { refusedKey, refusedReviewer } from '../../../review/sign/refusal.ts';
import { SIGNOFF_NAME } from '../../../review/sign/signoff-name.ts';
import { statementOf, unsigned } from '../../../review/sign/statement.ts';
import { verifySignoff } from '../../../review/sign/verify-signoff.ts';
import type { SignoffPredicate } from '../../../schema/generated/types.ts';
import { isHarmless } from './check-words.ts';
import { draftOf, nonceIn, refusalOf, seniorOf } from './draft.ts';
import type { Depth, GatheredTrace } from './gather.ts';
import { hasUnchecked, isReached } from './reached.ts';
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

/** What was found of each trace when the sign-off was compared, and how deeply. */
interface Compared {
  readonly depth: Depth;
  readonly traces: readonly GatheredTrace[];
}

export function createSignStore(sources: SignSources): SignStore {
  const { address, batch, keys, gather, reviews, read, save, now } = sources;
  let running: AbortController | undefined;
  let compared: Compared | undefined;
  /** How deeply it is to be compared again. */
  let wanted: Depth | undefined;
  let refreshing: AbortController | undefined;
  let refreshed: Promise<SignState['gathered']> | undefined;

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
      {
        profile,
        before = [],
      }: { readonly profile?: Profile; readonly before?: readonly GatheredTrace[] } = {},
    ): Promise<readonly GatheredTrace[]> => {
      const had = new Map(before.filter(isReached).map((trace) => [trace.there.row.name, trace]));
      const of = batch.traces.length;
      let index = 0;
      return atMost(depth === 'bytes' ? 1 : REQUESTS, batch.traces, async (row) => {
        signal.throwIfAborted();
        const known = had.get(row.name);
        if (known) {
          index += 1;
          return known;
        }
        const tell = (done: number): void => {
          if (!signal.aborted) set({ work: { what, depth, index, of, name: row.name, done } });
        };
        tell(0);
        const asked = { depth, profile: profile?.file, onProgress: ({ done }: JudgeProgress) => tell(done) };
        const found = await gather(address, row, asked, signal);
        signal.throwIfAborted();
        index += 1;
        return found;
      });
    };
    const verify = async (
      { envelope, signoff }: ReadSignoff,
      found: Compared | undefined,
    ): Promise<Checked> => {
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
    /** Reads again what people say of what was gathered: that goes on. What came of the newest; undefined: all is read anew. */
    const refresh = (): Promise<SignState['gathered']> => {
      refreshing?.abort();
      const own = new AbortController();
      refreshing = own;
      const { gathered } = get();
      const work = async (): Promise<SignState['gathered']> => {
        try {
          const next =
            gathered &&
            (await atMost(REQUESTS, gathered, ({ there }) => reviews(address, there, own.signal)));
          if (refreshing === own) {
            // They may have been read anew meanwhile.
            if (get().gathered !== gathered) return undefined;
            set({ gathered: next });
            return next;
          }
        } catch (error) {
          if (refreshing === own) throw error;
        }
        return refreshed;
      };
      const done = work();
      refreshed = done;
      return done;
    };
    const sealAndSave = async (envelope: Envelope): Promise<void> => {
      const { keys: all, chosen } = keys.getState();
      const key = all.find(({ keyid }) => keyid === chosen);
      if (!key) return;
      const sealed = await signEnvelope(envelope, { keyid: key.keyid, key: key.privateKey });
      save(SIGNOFF_NAME, writeEnvelope(sealed), 'application/json');
      set({ signed: { envelope: sealed, signoff: statementOf(sealed, SIGNOFF_NAME) } });
    };
    /** The sign-off that lies there now, with all its signatures. Rejects with `signoff-replaced` where it is another. */
    const sameAgain = async ({ envelope }: ReadSignoff, signal: AbortSignal): Promise<Envelope> => {
      const text = await read(address, signal);
      signal.throwIfAborted();
      const again = text === undefined ? undefined : readEnvelope(text, SIGNOFF_NAME);
      const same =
        again?.payloadType === envelope.payloadType &&
        sha256Hex(again.payload) === sha256Hex(envelope.payload);
      if (!same) throw new TraceError('signoff-replaced', { source: SIGNOFF_NAME });
      return again;
    };
    const check = async (
      depth: Depth,
      signal: AbortSignal,
      before: readonly GatheredTrace[] = [],
    ): Promise<void> => {
      const { beside } = get();
      if (beside.status !== 'there') return;
      wanted = depth;
      compared = { depth, traces: await gatherAll('check', depth, signal, { before }) };
      set({ checked: await verify(beside, compared) });
    };
    const look = async (signal: AbortSignal, before: readonly GatheredTrace[] = []): Promise<void> => {
      const { profile: judgedBy } = get();
      const gathered = await gatherAll('look', 'bytes', signal, { profile: judgedBy, before });
      set({ gathered, judgedBy, gatheredAt: now() });
    };
    return {
      beside: { status: 'reading' },
      checked: undefined,
      work: undefined,
      error: undefined,
      refusal: undefined,
      gathered: undefined,
      gatheredAt: undefined,
      judgedBy: undefined,
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
              // Each in a task of its own: it may be of thousands of traces.
              const envelope = readEnvelope(text, SIGNOFF_NAME);
              await pause();
              const found = { envelope, signoff: statementOf(envelope, SIGNOFF_NAME) };
              await pause();
              const checked = await verify(found, undefined);
              signal.throwIfAborted();
              set({ beside: { status: 'there', ...found }, checked });
            }
          } catch (error) {
            if (isAbort(error)) throw error;
            set({ beside: { status: 'failed', error: asTraceError(error) } });
          }
          if (wanted) await check(wanted, signal);
        }),
      recheck: () =>
        attempt(async () => {
          const { beside } = get();
          if (beside.status === 'there') set({ checked: await verify(beside, compared) });
        }),
      check: (depth) => reading((signal) => check(depth, signal)),
      look: () => reading((signal) => look(signal)),
      retry: (what) =>
        reading(async (signal) => {
          if (what === 'look') await look(signal, get().gathered);
          else if (compared) await check(compared.depth, signal, compared.traces);
        }),
      refresh: () =>
        attempt(async () => {
          await refresh();
        }),
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
          // What is being judged is so by the one before.
          if (get().work?.what === 'look') get().cancel();
          set({ profile, gathered: undefined });
        }),
      sign: () =>
        attempt(async () => {
          const draftNow = (): SignoffPredicate | undefined =>
            draftOf(batch, get(), seniorOf(keys.getState()), new Date(now()).toISOString());
          const shown = draftNow();
          // Another page may have said something meanwhile.
          const gathered = await refresh();
          const at = new Date(now()).toISOString();
          const draft = draftNow();
          // Nobody signs what was never shown.
          if (gathered !== get().gathered || canonicalize(draft?.open) !== canonicalize(shown?.open))
            throw new TraceError('open-changed', {});
          const refusal = refusalOf(draft, keys.getState(), at);
          if (refusal) set({ refusal });
          else if (draft && !hasUnchecked(draft.open) && (draft.open.length === 0 || get().stateOpen))
            await sealAndSave(unsigned(draft));
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
          else if (!fault) await sealAndSave(await sameAgain(beside, signal));
        }),
      saveReviews: () => attempt(() => saveReviews(get().gathered ?? [], save)),
      saveReport: (of) => attempt(() => saveReport(of, get().checked, save, new Date(now()).toISOString())),
    };
  });
}
