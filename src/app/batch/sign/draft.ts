/** What would be signed of a batch, from what was found of it. Pure. */
import { VERSION } from '../../../base/version.ts';
import { sha256Hex } from '../../../base/hash.ts';
import type { SampleWish } from '../../../review/sign/sampling-of.ts';
import { refusedKey, refusedSenior, type Refusal } from '../../../review/sign/refusal.ts';
import { signoffOf } from '../../../review/sign/signoff.ts';
import type { BatchFile, SignoffPredicate } from '../../../schema/generated/types.ts';
import type { KeyState } from './key-store.ts';
import type { SampleForm, SignState } from './sign-state.ts';

/** undefined: the random number is missing. */
export function wishFrom({ mode, nonce }: SampleForm): SampleWish | undefined {
  if (mode === 'all') return { mode };
  return nonce === '' ? undefined : { mode, nonce };
}

/** A random number as a file or a person gives it; undefined: it is none. */
export function nonceIn(text: string): string | undefined {
  const nonce = text.trim().toLowerCase();
  return /^[0-9a-f]{64}$/.test(nonce) ? nonce : undefined;
}

type Asked = Pick<SignState, 'gathered' | 'judgedBy' | 'sample' | 'note' | 'beside'>;

/** `at`: now (ISO 8601). undefined where something is missing that a person has to give. */
export function draftOf(
  batch: BatchFile,
  { gathered, judgedBy: profile, sample: form, note, beside }: Asked,
  { keyid, name }: SignoffPredicate['senior'],
  at: string,
): SignoffPredicate | undefined {
  const sample = wishFrom(form);
  if (!gathered || !profile || !sample) return undefined;
  return signoffOf({
    batch,
    traces: gathered.map(({ here }) => here),
    sample,
    profile,
    senior: { name, keyid },
    tool: { name: 'playhead', version: VERSION },
    at,
    note: note.trim(),
    supersedes: beside.status === 'there' ? sha256Hex(beside.envelope.payload) : undefined,
  });
}

/** Who would sign: the name that the list of trusted keys gives the key that is chosen. */
export function seniorOf({ chosen, trust }: Pick<KeyState, 'chosen' | 'trust'>): SignoffPredicate['senior'] {
  const name = chosen === undefined ? undefined : trust?.store.get(chosen)?.entry.name;
  // Stands for nobody as long as there is no key; nothing is signed then.
  return { name: name ?? 'nobody', keyid: chosen ?? '0'.repeat(64) };
}

/** Why the key that is chosen may not sign a draft; undefined: it may. */
export function refusalOf(
  draft: SignoffPredicate | undefined,
  { chosen, trust }: Pick<KeyState, 'chosen' | 'trust'>,
  at: string,
): Refusal | undefined {
  if (chosen === undefined || !trust) return undefined;
  return (
    refusedKey(chosen, trust.store, 'senior', at) ??
    (draft && refusedSenior(seniorOf({ chosen, trust }).name, draft.traces))
  );
}
