/** The key of an encrypted bundle as people hand it on: 32 bytes in base64 for addresses (RFC 4648, 5), in a link's fragment. */
import { fromBase64, toBase64 } from '../base/base64.ts';
import { COBBLESTONE_256, type Bytes } from './chunked-encryption.ts';
import { KEY_PART } from './encrypted-name.ts';

/** What stands in a fragment, without `#`. */
export function keyFragment(key: Bytes): string {
  const text = toBase64(key).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return `${KEY_PART}=${text}`;
}

/** The key in a key's text, a fragment or a whole link; undefined where there is none, or not all of one. */
export function readKey(text: string): Bytes | undefined {
  const [, own] = new RegExp(`(?:^|[#&\\s])${KEY_PART}=([^&\\s]*)`).exec(text) ?? [];
  const key = fromBase64(own ?? text.trim());
  return key?.length === COBBLESTONE_256.keyBytes ? key : undefined;
}

export function newKey(): Bytes {
  return crypto.getRandomValues(new Uint8Array(COBBLESTONE_256.keyBytes));
}
