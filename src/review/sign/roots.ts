/** Digests that stand for all bytes of a bundle and of a batch, in a form that `sort` and `sha256sum` can repeat. Pure. */
import { sha256Hex } from '../../base/hash.ts';

/** A thing by its SHA-256, in lower-case hexadecimal. */
export interface Hashed {
  readonly name: string;
  readonly sha256: string;
}

/**
 * Root of a bundle or of a batch: SHA-256 of the lines `sha256  name` in the order of the names' bytes, each with its line
 * feed. It is the `dirHash` of in-toto's DigestSet, and Hash1 of Go's dirhash. Of a bundle, the names are the paths of all
 * files that lie in it, listed or not, the manifest too: rule set C.1. Of a batch, they are its traces with their roots: C.5.
 */
export function rootOf(entries: readonly Hashed[]): string {
  const text = new TextEncoder();
  const lines = entries
    .map(({ name, sha256 }) => ({ key: text.encode(name), line: `${sha256}  ${name}\n` }))
    .sort((a, b) => compareBytes(a.key, b.key))
    .map(({ line }) => line);
  return sha256Hex(text.encode(lines.join('')));
}

/** As `LC_ALL=C sort` does: strings of JavaScript would be compared by their UTF-16 units. */
function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
