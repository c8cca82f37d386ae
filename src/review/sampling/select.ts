/** Which traces people look at: drawn by a number that nobody could choose. Pure. */
import { sha256Hex } from '../../base/hash.ts';
import { firstOfNew } from '../conduct/newcomers.ts';
import type { SamplingPlan } from './plan.ts';

/** Traces of each capturer at least, as far as there are so many: rule set for captured traces C.4. */
export const LEAST_PER_CAPTURER = 2;

/** What is drawn from. */
export interface Drawable {
  /** Unique in the batch. */
  readonly name: string;
  /** SHA-256 of its bytes, in lower-case hexadecimal. */
  readonly root: string;
  readonly capturer: string;
  /** When it begins, RFC 3339; undefined: its manifest does not tell. */
  readonly recorded?: string | undefined;
}

export interface Drawn {
  readonly name: string;
  /** `random`: one of the plan's n. `new`: one of the first of somebody new. `capturer`: added so that each capturer has some. */
  readonly why: 'random' | 'new' | 'capturer';
}

/**
 * Seed = SHA-256(batch root ‖ nonce), both as bytes, given and returned as lower-case hexadecimal. The nonce was promised
 * by its SHA-256 before the batch was complete, so that neither who captures nor who signs can choose the sample.
 */
export function seedOf(batchRoot: string, nonce: string): string {
  return sha256Hex(bytesOf(batchRoot + nonce));
}

/** What is published of a nonce beforehand: SHA-256 of its bytes. Both in lower-case hexadecimal. */
export function commitmentOf(nonce: string): string {
  return sha256Hex(bytesOf(nonce));
}

/**
 * Draws the sample: in the order of SHA-256(seed ‖ root ‖ name), the first n, then the first traces of who is new, and then of
 * each capturer with fewer than two, the next ones. `earlier`: by plain name, how many traces were signed before. What is added makes the sample larger only, so that the plan's risk holds as it is. In drawn order. The
 * order of `traces` does not matter.
 */
export function drawSample(
  traces: readonly Drawable[],
  { size }: Pick<SamplingPlan, 'size'>,
  seed: string,
  earlier: ReadonlyMap<string, number> = new Map(),
): readonly Drawn[] {
  const ranked = traces
    .map((trace) => ({ ...trace, rank: rankOf(seed, trace) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const counts = new Map<string, number>();
  const drawn: Drawn[] = [];
  const take = ({ name, capturer }: Drawable, why: Drawn['why']): void => {
    counts.set(capturer, (counts.get(capturer) ?? 0) + 1);
    drawn.push({ name, why });
  };
  for (const trace of ranked.slice(0, size)) take(trace, 'random');
  const first = firstOfNew(ranked, earlier);
  const others = ranked.slice(size);
  for (const trace of others) if (first.has(trace.name)) take(trace, 'new');
  for (const trace of others)
    if (!first.has(trace.name) && (counts.get(trace.capturer) ?? 0) < LEAST_PER_CAPTURER)
      take(trace, 'capturer');
  return drawn;
}

/** Names are unique, so that no two ranks are the same. */
function rankOf(seed: string, { root, name }: Drawable): string {
  const text = new TextEncoder().encode(name);
  const head = bytesOf(seed + root);
  const all = new Uint8Array(head.length + text.length);
  all.set(head);
  all.set(text, head.length);
  return sha256Hex(all);
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
