/** By what an encrypted bundle and its key are known. By the name alone: whoever changes the file cannot make it pass for a plain one. */

/** How the names of encrypted bundles end. */
export const ENCRYPTED_END = '.enc';

/** Name of the part of a link's fragment that holds the key. */
export const KEY_PART = 'key';

/** Whether a part of a fragment is the key of a bundle by itself: 32 bytes in base64 for addresses. */
export function isBareKey(part: string): boolean {
  return /^[\w-]{43}=?$/.test(part);
}

/** Part of an address, to be shown, without what may be a key in it, or most of one. */
export function withoutKeys(text: string): string {
  return text.replace(new RegExp(`(${KEY_PART}=).*`, 's'), '$1…').replace(/[\w-]{24,}/g, '…');
}

/** `name`: of a file, or the path of an address. */
export function isEncrypted(name: string): boolean {
  return name.endsWith(ENCRYPTED_END);
}
