import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { joined } from './joined.ts';
import { pause } from './pause.ts';

/** Takes bytes bit by bit; `hex()` ends it. Works without a secure context, where crypto.subtle is missing. */
export interface Sha256 {
  update(bytes: Uint8Array): void;
  hex(): string;
}

export function createSha256(): Sha256 {
  const hash = sha256.create();
  return {
    update: (bytes) => void hash.update(bytes),
    hex: () => bytesToHex(hash.digest()),
  };
}

/** Pieces up to so many bytes together are handed to the browser's own hash, which wants them as one. */
const MAX_AT_ONCE = 256 * 1024 * 1024;
/** Fewer bytes are hashed here: to ask the browser would take longer. */
const LEAST_AT_ONCE = 64 * 1024;
/** Bytes that are hashed before others get their turn: a few milliseconds' work. */
const SLICE = 512 * 1024;

/**
 * SHA-256 of pieces one after the other, in lower-case hexadecimal, without keeping the thread from its work: by the
 * browser, where the page is one that it trusts, else in slices. `breathe`: resolves once others had their turn.
 */
export async function sha256InSlices(
  pieces: readonly Uint8Array[],
  breathe: () => Promise<void> = pause,
): Promise<string> {
  const size = pieces.reduce((sum, { length }) => sum + length, 0);
  // Its type does not know of pages without it.
  const { subtle } = crypto as Partial<Crypto>;
  // Nothing here is shared memory, which the browser's hash would not take.
  if (subtle && size > LEAST_AT_ONCE && size <= MAX_AT_ONCE)
    return bytesToHex(
      new Uint8Array(await subtle.digest('SHA-256', joined(pieces as readonly Uint8Array<ArrayBuffer>[]))),
    );
  const hash = createSha256();
  for (const piece of pieces)
    for (let start = 0; start < piece.length; start += SLICE) {
      hash.update(piece.subarray(start, start + SLICE));
      if (size > SLICE) await breathe();
    }
  return hash.hex();
}

/** Bytes of a file that are kept for the browser's own hash; longer ones are hashed as they come. */
const MAX_KEPT = 64 * 1024 * 1024;

/** Hashes a file that comes in pieces: by the browser where it can, many times as fast as here. */
export class FileHash {
  readonly #hash = createSha256();
  #kept: Uint8Array[] | undefined = (crypto as Partial<Crypto>).subtle ? [] : undefined;
  #bytes = 0;

  /** Bytes so far. */
  get bytes(): number {
    return this.#bytes;
  }

  update(piece: Uint8Array): void {
    this.#bytes += piece.length;
    if (!this.#kept) {
      this.#hash.update(piece);
      return;
    }
    // A copy: a piece may be its owner's again once the next is asked for.
    this.#kept.push(piece.slice());
    if (this.#bytes <= MAX_KEPT) return;
    for (const one of this.#kept) this.#hash.update(one);
    this.#kept = undefined;
  }

  /** In lower-case hexadecimal; to be asked once, after the last piece. */
  async hex(): Promise<string> {
    return this.#kept ? sha256InSlices(this.#kept) : this.#hash.hex();
  }
}

/** SHA-256 of `bytes` in lower-case hexadecimal. */
export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}
