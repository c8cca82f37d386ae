/** Names that stay on one line: lists and digests have a line for each. Pure. */

/** As the published schemas say it: control characters (C0, DEL, C1), line and paragraph separators. */
export const PLAIN_NAME = '^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]*$';

const SPLITTING = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]/g;

/** Whether a name can stand on a line of its own. */
export function isPlainName(name: string): boolean {
  return name.search(SPLITTING) === -1;
}

/** The same name with a picture in place of what would break its line; a name that is plain stays what it is. */
export function plainNameOf(name: string): string {
  return name.replace(SPLITTING, (char) => {
    const code = char.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\uFFFD';
  });
}
