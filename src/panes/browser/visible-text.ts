/** Text of a recording that a person has to be able to trust: an address, a title. Pure. */

/**
 * Characters that show nothing, or that turn the order of what follows: controls, zero-width characters, marks and
 * overrides of direction, tags. U+200D and U+FE0F stay, since emoji are made with them.
 */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/** The text with its unseen characters as `\u202E`, so that it cannot pass for another. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16).toUpperCase().padStart(4, '0');
    return code > 0xffff ? `\\u{${hex}}` : `\\u${hex}`;
  });
}

/** The last part of an address's path, with its query; the host where there is no path; the address itself if it is none. */
export function resourceName(url: string): { readonly name: string; readonly host: string } {
  if (!URL.canParse(url)) return { name: url, host: '' };
  const { host, pathname, search, protocol } = new URL(url);
  if (protocol === 'data:' || protocol === 'blob:') return { name: url.slice(0, 200), host: '' };
  return { name: `${pathname}${search}` || url, host };
}
