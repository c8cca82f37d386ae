import canonicalize from 'canonicalize';
import { sha256Hex } from '../base/hash.ts';
import type { BundleFile } from './generated/types.ts';

/** The digest that names a bundle's content: SHA-256 of its file records, sorted by path, as RFC 8785 JSON. */
export function bundleDigest(files: readonly BundleFile[]): string {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return sha256Hex(new TextEncoder().encode(canonicalize(sorted)));
}
