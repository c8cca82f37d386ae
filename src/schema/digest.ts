import canonicalize from 'canonicalize';
import { sha256Hex } from '../base/hash.ts';
import type { BundleFile } from './generated/types.ts';

/** The digest that names a bundle's content: SHA-256 of its file records, sorted by path, as RFC 8785 JSON. */
export function bundleDigest(files: readonly BundleFile[]): string {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return sha256Hex(new TextEncoder().encode(canonicalize(sorted)));
}

/** An id that equal content shares: a UUID of version 8 (RFC 9562) from the bundle digest. */
export function bundleUuid(files: readonly BundleFile[]): string {
  return hashUuid(bundleDigest(files));
}

/** A UUID of version 8 (RFC 9562) from a SHA-256 in hexadecimal. */
export function hashUuid(hex: string): string {
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${'89ab'[Number.parseInt(hex.slice(16, 17), 16) & 3] ?? '8'}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
