/** By what an encrypted bundle and its key are known. By the name alone: whoever changes the file cannot make it pass for a plain one. */

/** How the names of encrypted bundles end. */
export const ENCRYPTED_END = '.enc';

/** Name of the part of a link's fragment that holds the key. */
export const KEY_PART = 'key';

/** `name`: of a file, or the path of an address. */
export function isEncrypted(name: string): boolean {
  return name.endsWith(ENCRYPTED_END);
}
