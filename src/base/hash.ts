import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
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

/** Bytes that are hashed at once where the browser does not do it: a few milliseconds' work. */
const SLICE = 512 * 1024;

/** SHA-256 in lower-case hexadecimal, without keeping the page from its work, however many bytes there are. */
export async function sha256Later(bytes: Uint8Array): Promise<string> {
  if (bytes.length <= SLICE) return sha256Hex(bytes);
  // Missing where the page is neither https nor localhost.
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
  if (subtle) {
    // Nothing here is shared memory, which it would not take.
    const digest = await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
    return bytesToHex(new Uint8Array(digest));
  }
  const hash = createSha256();
  for (let start = 0; start < bytes.length; start += SLICE) {
    hash.update(bytes.subarray(start, start + SLICE));
    await pause();
  }
  return hash.hex();
}

/** SHA-256 of `bytes` in lower-case hexadecimal. */
export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}
