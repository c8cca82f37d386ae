/** The key of an encrypted bundle as people hand it on: 32 bytes in base64 for addresses (RFC 4648, 5), in a link's fragment. */
import { fromBase64, toBase64 } from '../base/base64.ts';
import { COBBLESTONE_256, type Bytes } from './chunked-encryption.ts';
import { KEY_PART } from './encrypted-name.ts';

export function keyText(key: Bytes): string {
  return toBase64(key).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** What stands in a fragment, without `#`. */
export function keyFragment(key: Bytes): string {
  return `${KEY_PART}=${keyText(key)}`;
}

/** The keys in a key's text, a fragment or a whole link, each once: those of which all is there. */
export function keysIn(text: string): readonly Bytes[] {
  const start = new RegExp(`^${KEY_PART}=`);
  const texts = new Set(text.split(/[#&\s]+/).map((part) => part.replace(start, '')));
  return [...texts].flatMap((own) => {
    const key = fromBase64(own);
    return key?.length === COBBLESTONE_256.keyBytes ? [key] : [];
  });
}

export function newKey(): Bytes {
  return crypto.getRandomValues(new Uint8Array(COBBLESTONE_256.keyBytes));
}
